import { doubtsOf, type Doubt } from '../../model/doubts.ts';
import { isListUnread } from '../../model/is-list-unread.ts';
import type { Report } from '../../model/report.ts';
import type { Format } from '../format.ts';
import { allMet } from './headline.ts';
import { counted } from './plural.ts';

const MARKS: Readonly<Record<Report['verdict'], string>> = { pass: 'OK', fail: 'FAIL', 'not-evaluable': 'UNKNOWN', 'not-applicable': 'N/A' };

/** Counts the same jobs as the headline of the body does: those that could be measured. */
const missed = (fail: number, enabled: number, notEvaluable: number, f: Format): string => {
  const measured = enabled - notEvaluable;
  const jobs = notEvaluable === 0 ? counted(f, measured, 'job') : counted(f, measured, 'measured job');
  const unknown = notEvaluable === 0 ? '' : `, ${f.integer(notEvaluable)} could not be measured`;
  return `${f.integer(fail)} of ${jobs} missed ${fail === 1 ? 'its' : 'their'} targets${unknown}`;
};

const outcome = (report: Report, f: Format): string => {
  const { enabled, fail, notEvaluable } = report.totals.jobs;
  if (isListUnread(report)) return 'the list of jobs could not be read';
  if (enabled === 0) return report.jobs.length === 0 ? 'there is no backup job' : 'no job is enabled';
  if (fail > 0) return missed(fail, enabled, notEvaluable, f);
  if (notEvaluable > 0) return `${f.integer(notEvaluable)} of ${counted(f, enabled, 'job')} could not be measured`;
  return allMet(enabled, report, f);
};

/** Why the table of jobs is empty; unknown is never told as good news. */
const noWorstJobs = (report: Report): string => {
  const { totals, jobs } = report;
  if (isListUnread(report)) return 'The jobs are not known, so none can be listed.';
  if (jobs.length === 0) return 'The source lists no job.';
  if (totals.jobs.enabled === 0) return 'No job is enabled, so none was measured.';
  return 'Every enabled job met its targets, without a single RPO gap.';
};

/** What is not evaluable bears its mark in front. */
const DOUBT_MARKS: Readonly<Partial<Record<Doubt, string>>> = { partial: 'incomplete', provisional: 'provisional' };

const marks = (report: Report): string => {
  const doubts = doubtsOf(report).flatMap((doubt) => DOUBT_MARKS[doubt] ?? []);
  return doubts.length === 0 ? '' : ` (${doubts.join(', ')})`;
};

export const email = {
  /** `[FAIL] Contoso Ltd: backup compliance October 2026: 2 of 14 jobs missed their targets`. */
  subject: (report: Report, f: Format): string =>
    `[${MARKS[report.verdict]}] ${report.tenant.name}: backup compliance ${report.period.label}${marks(report)}: ${outcome(report, f)}`,
  /** Shown beside the subject in a list of mails. */
  preheader: (headline: string, compliance: string, target: string): string => `${headline} RPO compliance ${compliance}, ${target}.`,
  /** The first line of the mail. */
  doubts: {
    'not-evaluable': 'Not evaluable: too little is known to say whether the targets were met. That is no pass.',
    partial: 'Incomplete: something could not be collected or measured. What is not known is not counted as a pass.',
    provisional: 'Provisional: the period or one of its runs has not ended, so these figures can still change.',
  } satisfies Readonly<Record<Doubt, string>>,
  heldBack: 'Held back: this report went to you, its operators, and not to its recipients. “vdc-report send” sends it to them.',
  keyFigures: 'Key figures',
  belowTarget: 'below target',
  beyondObjective: 'beyond the objective',
  moreDecisions: (f: Format, count: number): string => `${counted(f, count, 'more finding')} of the same weight: see the report.`,
  worstJobs: 'Jobs that need attention',
  worstJobsLead: 'Targets missed, not evaluable, or with an RPO gap, in this order.',
  noWorstJobs,
  columns: {
    job: 'Job',
    verdict: 'Verdict',
    rpo: 'RPO compliance',
    rpoShort: 'RPO',
    backups: 'Backups',
    longest: 'Longest exposure',
    longestShort: 'Longest',
  },
  columnsNote: 'RPO: share of the time within the objective. Backups: succeeded of due. Longest: the longest time without a new recovery point.',
  more: (f: Format, count: number): string => `and ${counted(f, count, 'more job')} in the report`,
  zone: 'Time zone',
  about: 'About this report',
  attached:
    'The complete report is attached as a PDF: every job on every day, every gap and incident with its reason, and where the figures come from.',
  notAttached:
    'The complete report is not attached to this message. It lies in the output folder of the system that made it; ask its operator for it.',
  tooLarge:
    'The complete report is not attached: with it this message would be larger than the mail server takes. It lies in the output folder of the system that made it; ask its operator for it.',
  automatic: 'This message was made and sent automatically by vdc-report. What is unknown is never counted as a pass.',
};
