import type { CollectFailure, FailureCode } from '../../model/evidence.ts';
import type { PdfSigningProblem, StampCause, StampProblem } from '../../model/stamp.ts';

const bracketed = (detail: string | null): string => (detail === null || detail === '' ? '' : ` (${detail})`);

/** Why the authority gave no answer: the rest of a sentence after "because". */
const FAILURES: Partial<Readonly<Record<FailureCode, string>>> = {
  timeout: 'it did not answer in time',
  network: 'it could not be reached',
  tls: 'its certificate could not be trusted',
  'cut-off': 'its answer broke off',
  'too-large': 'its answer was larger than any time stamp',
  'redirect-refused': 'it redirected, which was refused',
};

const failureWords = ({ code, status, attempts, detail }: CollectFailure): string => {
  const what = FAILURES[code] ?? `it answered with status ${String(status ?? 'unknown')}`;
  return `${what}${bracketed(detail)}${attempts > 1 ? `, asked ${String(attempts)} times` : ''}`;
};

const stampWords = (problem: StampCause): string => {
  if (problem.kind === 'request') return failureWords(problem.failure);
  if (problem.kind === 'type') return `its answer was no time stamp, but ${problem.found === '' ? 'of no named type' : problem.found}`;
  if (problem.kind === 'clock') return `its stamp says ${problem.stated}, and the clock of this machine ${problem.ours}`;
  return `its answer is no good time stamp: ${problem.detail}`;
};

const stampAdvice = (problem: StampCause): string => {
  if (problem.kind === 'clock') return 'Set the clock of this machine; if it is right, use another authority.';
  if (problem.kind !== 'request') return 'Check that signing.timestamp.url is the address of a time stamp authority (RFC 3161).';
  if (problem.failure.code === 'redirect-refused') return 'Write the address that it leads to into signing.timestamp.url.';
  if (problem.failure.code === 'tls') return 'Check signing.timestamp.url, or name the certificate authority in signing.timestamp.caFile.';
  return 'Make the report again to have it stamped; if it stays, check signing.timestamp.url and the proxy.';
};

const pdfWords = (problem: PdfSigningProblem): string => {
  if (problem.kind === 'failed') return `signing failed${bracketed(problem.detail)}`;
  return problem.kind === 'expired' ? `its certificate expired on ${problem.at}` : `its certificate is not valid before ${problem.at}`;
};

const pdfAdvice = ({ kind }: PdfSigningProblem): string =>
  kind === 'failed'
    ? 'Check the certificate that signing.pdf names.'
    : 'Put a certificate that is valid now into signing.pdf, and make the report again.';

/** Words around signatures and time stamps; everything but these seals was made. */
export const seal = {
  /** Stands in the signature. Without parentheses and backslashes, see `signDocument`. */
  reason: (reportId: string): string => `Backup compliance report ${reportId}`,
  /** Why there is no stamp, as the rest of a sentence, and what to do about it. */
  stampWords,
  stampAdvice,
  notStamped: ({ authority, cause }: StampProblem): string =>
    `the bundle has no time stamp of ${authority}, because ${stampWords(cause)}. ${stampAdvice(cause)}`,
  pdfNotSigned: (problem: PdfSigningProblem): string => `report.pdf is not signed, because ${pdfWords(problem)}. ${pdfAdvice(problem)}`,
};
