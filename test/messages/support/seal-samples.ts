import { FAILURES } from '../../../src/messages/en/failure.ts';
import type { Messages } from '../../../src/messages/messages.ts';
import type { CollectFailure, FailureCode } from '../../../src/model/evidence.ts';
import type { PdfSigningProblem, StampCause } from '../../../src/model/stamp.ts';

const isCode = (code: string): code is FailureCode => Object.hasOwn(FAILURES, code);

const failures: readonly CollectFailure[] = Object.keys(FAILURES)
  .filter(isCode)
  .flatMap((code) => [
    { code, request: 'POST /tsr', status: 500, attempts: 2, detail: 'xyzzy' },
    { code, request: 'POST /tsr', status: null, attempts: 1, detail: null },
  ]);

const CAUSES: readonly StampCause[] = [
  ...failures.map((failure) => ({ kind: 'request', failure }) as const),
  { kind: 'type', found: 'text/html' },
  { kind: 'type', found: '' },
  { kind: 'answer', detail: 'xyzzy' },
];

const PROBLEMS: readonly PdfSigningProblem[] = [
  { kind: 'expired', at: '2026-10-05' },
  { kind: 'not-yet-valid', at: '2026-10-05' },
  { kind: 'failed', detail: 'xyzzy' },
  { kind: 'failed', detail: '' },
];

/** Every sentence about a seal that could not be set. */
export const sealTexts = ({ seal }: Messages): string[] => [
  seal.reason('abc123'),
  ...CAUSES.flatMap((cause) => [seal.stampWords(cause), seal.stampAdvice(cause)]),
  ...CAUSES.map((cause) => seal.notStamped({ authority: 'https://tsa.example/tsr', cause })),
  ...PROBLEMS.map(seal.pdfNotSigned),
];
