import { createHmac, createHash } from 'node:crypto';
import type { Evidence } from '../model/evidence.ts';
import type { Report } from '../model/report.ts';
import { pseudonyms, runningNumbers } from '../report/alias.ts';
import { redactReport } from '../report/redact.ts';
import type { Redacting } from '../report/redacting.ts';
import { readEvidence } from '../vdc/read/index.ts';
import { knownNames, type KnownObject } from '../vdc/read/known-names.ts';
import { maskAddresses } from '../vdc/read/mask.ts';
import { maskStrictly } from '../vdc/read/mask-strictly.ts';

export type RedactionChoice = { readonly kind: 'none' } | { readonly kind: 'pseudonym'; readonly key: string } | { readonly kind: 'full' };

/** What a bundle tells whoever gets it. Responses name every object, so they go along only where names are shown. */
export type Disclosure =
  { readonly redaction: { readonly kind: 'none' }; readonly evidence: boolean } | { readonly redaction: RedactionChoice; readonly evidence: false };

export const FULL_DISCLOSURE: Disclosure = { redaction: { kind: 'none' }, evidence: true };

const ID_DIGITS = 16;

const reportIdFor =
  (choice: Exclude<RedactionChoice, { kind: 'none' }>): Redacting['reportId'] =>
  (reportId) =>
    (choice.kind === 'full' ? createHash('sha256') : createHmac('sha256', choice.key))
      .update(`redacted ${reportId}`)
      .digest('hex')
      .slice(0, ID_DIGITS);

/** Every object that any log names, once. */
const objectsIn = (evidence: Evidence): readonly KnownObject[] => {
  const lines = readEvidence(evidence).jobs.flatMap(({ logs }) => logs.flatMap((log) => log.lines));
  const found = new Map(lines.flatMap(({ object }) => (object === null ? [] : [[`${object.kind} ${object.name}`, object]])));
  return [...found.values()];
};

/** The report as whoever gets the bundle may see it. */
export const disclose = (report: Report, evidence: Evidence, { redaction }: Disclosure): Report => {
  if (redaction.kind === 'none') return report;
  const names = knownNames(objectsIn(evidence));
  return redactReport(report, {
    redaction: redaction.kind,
    alias: redaction.kind === 'full' ? runningNumbers() : pseudonyms(redaction.key, report.tenant.id),
    text: (text) => maskStrictly(text, names),
    label: (label) => names.maskUnmistakable(maskAddresses(label)),
    reportId: reportIdFor(redaction),
  });
};
