import { wordingFor } from '../messages/catalogue.ts';
import type { Finding, FindingCode } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
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
