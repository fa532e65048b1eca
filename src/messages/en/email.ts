import type { Report } from '../../model/report.ts';
import type { Format } from '../format.ts';
import { counted } from './plural.ts';

const MARKS: Readonly<Record<Report['verdict'], string>> = { pass: 'OK', fail: 'FAIL', 'not-evaluable': 'UNKNOWN', 'not-applicable': 'N/A' };

const outcome = (report: Report, f: Format): string => {
  const { enabled, fail, notEvaluable } = report.totals.jobs;
  if (report.findings.some(({ code }) => code === 'job-list-not-collected')) return 'the list of jobs could not be read';
  if (enabled === 0) return 'no job is enabled';
  if (fail > 0) return `${f.integer(fail)} of ${counted(f, enabled, 'job')} missed ${fail === 1 ? 'its' : 'their'} targets`;
  if (notEvaluable > 0) return `${f.integer(notEvaluable)} of ${counted(f, enabled, 'job')} could not be measured`;
  return `${enabled === 1 ? 'the one job' : `all ${f.integer(enabled)} jobs`} met ${enabled === 1 ? 'its' : 'their'} targets`;
};

export const email = {
  /** `[FAIL] Contoso Ltd: backup compliance October 2026: 2 of 14 jobs missed their targets`. */
  subject: (report: Report, f: Format): string =>
    `[${MARKS[report.verdict]}] ${report.tenant.name}: backup compliance ${report.period.label}${report.state === 'provisional' ? ' (provisional)' : ''}: ${outcome(report, f)}`,
  provisional: 'These figures are provisional: the period or a run has not ended.',
  attached: 'The complete report is attached as a PDF.',
  notAttached: 'The complete report is not attached; it lies in the output folder.',
  automatic: 'This message was made and sent by vdc-report, automatically.',
  verdict: 'Verdict',
  worstJobs: 'Jobs that need attention',
  noWorstJobs: 'No job needs attention.',
  more: (f: Format, count: number) => `and ${f.integer(count)} more in the report`,
} as const;
