import { messagesFor, wordingFor } from '../messages/catalogue.ts';
import type { Finding, FindingCode } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { PdfSigningProblem, StampProblem } from '../model/stamp.ts';
import { namesOf } from '../render/names.ts';

/** Findings that say: something was asked for and could not be had, or not be understood. Any one means exit code 3. */
const MISSING: ReadonlySet<FindingCode> = new Set([
  'job-list-not-collected',
  'collection-failed',
  'job-not-collected',
  'logs-not-collected',
  'history-may-be-truncated',
  'last-run-not-in-sessions',
  'last-status-mismatch',
  'log-lines-unreadable',
  'records-unreadable',
  'end-unreadable',
  'fields-mistyped',
  'unknown-status',
]);

const allFindings = (report: Report): Finding[] => [...report.findings, ...report.jobs.flatMap(({ findings }) => findings)];

/** What the report lacks, as sentences with what to do. */
export const missingFrom = (report: Report): string[] => {
  const { m, f } = wordingFor('en', report.period.timezone);
  const names = namesOf(report);
  return allFindings(report)
    .filter(({ code }) => MISSING.has(code))
    .map((finding) => {
      const { title, text, advice } = m.findingWords(finding, names.of(finding.jobId), f);
      return `Tenant ${report.tenant.id}: ${[title, text, advice].filter((part) => part !== '').join(' ')}`;
    });
};

export type Unsealed = {
  readonly unsigned: PdfSigningProblem | null;
  readonly unstamped: StampProblem | null;
};

/** Which of the configured seals could not be set, as sentences with what to do; in English, as all that the terminal says. */
export const unsealedFrom = ({ tenant }: Report, { unsigned, unstamped }: Unsealed): string[] => {
  const { seal } = messagesFor('en');
  const sentences = [...(unsigned === null ? [] : [seal.pdfNotSigned(unsigned)]), ...(unstamped === null ? [] : [seal.notStamped(unstamped)])];
  return sentences.map((sentence) => `Tenant ${tenant.id}: ${sentence}`);
};
