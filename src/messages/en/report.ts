import { isListUnread } from '../../model/is-list-unread.ts';
import type { Report, ReportJob } from '../../model/report.ts';
import type { Format } from '../format.ts';
import { capital, counted, inWords } from './plural.ts';
import { REDACTION_WORDS } from './redaction.ts';

/** Every job is judged and none failed, and yet the tenant cannot be: a record of the list could not be read. */
export const isListUnsure = ({ verdict, totals: { jobs } }: Report): boolean =>
  verdict === 'not-evaluable' && jobs.notEvaluable === 0 && jobs.enabled > 0;

/** `all six jobs met their targets`, with what speaks against leaving it at that. */
export const allMet = (enabled: number, report: Report, f: Format): string => {
  const whole = isListUnsure(report) ? ' that could be read' : '';
  const jobs = enabled === 1 ? `the one job${whole}` : enabled === 2 ? `both jobs${whole}` : `all ${inWords(f, enabled)} jobs${whole}`;
  return `${jobs} met ${enabled === 1 ? 'its' : 'their'} targets${whole === '' ? '' : ', but the list of jobs could not be read completely'}`;
};

/** The verdict of the tenant as one or two sentences. */
export const headline = (report: Report, f: Format): string => {
  const { enabled, fail, notEvaluable, pass } = report.totals.jobs;
  const unknown = notEvaluable > 0 ? ` ${capital(inWords(f, notEvaluable))} could not be measured.` : '';
  if (isListUnread(report)) return 'The list of jobs could not be read: nothing can be said about this period.';
  if (enabled === 0) return report.jobs.length === 0 ? 'There is no backup job to report on.' : 'No backup job is enabled.';
  if (pass === enabled) return `${capital(allMet(enabled, report, f))}.`;
  if (notEvaluable === enabled)
    return enabled === 1 ? 'The one enabled job could not be measured.' : `None of the ${inWords(f, enabled)} enabled jobs could be measured.`;
  if (fail === 0) return `No measured job missed its targets.${unknown}`;
  const measured = enabled - notEvaluable;
  if (measured === 1) return `The one measured job missed its targets.${unknown}`;
  return `${capital(inWords(f, fail))} of ${inWords(f, measured)} measured jobs missed ${fail === 1 ? 'its' : 'their'} targets.${unknown}`;
};

/** The first and the last day that are in the period: its end is a midnight that belongs to the next day. */
const daysOf = ({ period }: Report, f: Format): string => {
  const last = new Date(Date.parse(period.to) - 1).toISOString();
  const [from, to] = [f.date(period.from), f.date(last)];
  if (from === to) return from;
  const sameYear = f.year(period.from) === f.year(last);
  return `${sameYear ? f.day(period.from) : from} to ${to}`;
};

/** Period, zone, length, population, knowledge and state, for the line under the title. */
export const coverLine = (report: Report, f: Format): string =>
  [
    `${daysOf(report, f)}, ${report.period.timezone}, ${f.integer(report.period.hours)} hours`,
    ...(isListUnread(report) ? [] : [counted(f, report.totals.jobs.total, 'job')]),
    `${report.asOfSource === 'named' ? 'as of' : 'collected'} ${f.instant(report.asOf)}`,
    ...(isListUnread(report) ? [] : [report.state === 'final' ? 'final' : 'provisional']),
    ...(report.supersedes === null ? [] : [labels.supersedes(report.supersedes.reportId)]),
  ].join(' · ');

export const labels = {
  eyebrow: 'Backup compliance report',
  documentSubject: 'Backup compliance',
  page: 'Page',
  of: 'of',
  rpoCompliance: 'RPO compliance',
  successfulBackups: 'Successful backups',
  longestExposure: 'Longest exposure',
  averageDuration: 'Average duration',
  target: (f: Format, ratio: number) => `target ${f.percent(ratio, 0)}`,
  ofDue: (f: Format, succeeded: number, due: number) => `${f.integer(succeeded)} of ${f.integer(due)} due`,
  ofRuns: (f: Format, succeeded: number, runs: number) => `${f.integer(succeeded)} of ${counted(f, runs, 'run')}`,
  ofDueAndRuns: (f: Format, succeeded: number, due: number) => `${f.integer(succeeded)} of ${f.integer(due)} due or run`,
  notProven: (f: Format, jobs: number, of: number) => `${f.integer(jobs)} of ${counted(f, of, 'job')} not proven`,
  points: (text: string) => `${text} pt`,
  against: (change: string, period: string) => `${change} on ${period}`,
  runsMeasured: (f: Format, count: number) => `over ${counted(f, count, 'run')}`,
  unbounded: 'unbounded',
  nothingMeasured: 'nothing measured',
  unknown: 'unknown',
  disabled: 'disabled',
  noTarget: 'no due backups',
  comparedWith: (period: string) => `Changes are against ${period}.`,
  notCompared: 'The period before is not fully known, so no changes are shown.',
  decisions: 'What needs a decision',
  noDecisions: 'Nothing needs a decision: no critical or serious finding.',
  moreDecisions: (f: Format, count: number) =>
    `${counted(f, count, 'further finding')} of this weight ${count === 1 ? 'stands' : 'stand'} under All findings.`,
  everyDay: 'Every job, every day',
  everyDayReading: (f: Format, jobs: number, days: number) => `${counted(f, jobs, 'job')} on ${counted(f, days, 'day')}, worst first.`,
  jobs: 'Jobs',
  noJobs: 'The source lists no job, so there is nothing to show here.',
  jobsNotRead: 'The list of jobs could not be read, so nothing can be shown here.',
  job: 'Job',
  verdict: 'Verdict',
  worstExposure: 'Longest exposure',
  atTheEnd: 'At the end',
  gaps: 'Gaps',
  succeeded: 'Succeeded / due',
  strict: 'Strict',
  lenient: 'Lenient',
  retried: 'After retry',
  missed: 'Missed',
  totals: 'All enabled jobs',
  jobsNote:
    'Totals divide sums by sums. Where it is not known when runs are due, finished runs count as due. * suspected: the schedule is inferred from the history. n/a: not known, never counted as a pass.',
  dailyOutcomes: 'Outcomes by day',
  dailyReading: (f: Format, bad: number, unknown: number, days: number) => {
    const dark = `on ${f.integer(unknown)} of ${counted(f, days, 'day')} the outcome of at least one job is unknown.`;
    if (bad === 0 && unknown > 0) return `No failure is known, but ${dark}`;
    if (bad === 0) return `No job failed or failed to run on any of ${counted(f, days, 'day')}.`;
    return `On ${f.integer(bad)} of ${counted(f, days, 'day')} at least one job failed or did not run.${unknown > 0 ? ` ${capital(dark)}` : ''}`;
  },
  noDays: 'No enabled job, so no day to show.',
  day: 'Day',
  timeline: 'Exposure over time',
  timelineLead: 'How much would have been lost, had disaster struck at that moment. Shaded: beyond the objective.',
  nothingToDraw: 'Nothing was measured, so there is nothing to draw.',
  rpoLine: (rpo: string, grace: string) => `RPO ${rpo} + ${grace} grace`,
  rpoLineAlone: (rpo: string) => `RPO ${rpo}`,
  runsAxis: 'runs',
  exposureUnknown: (name: string) => `${name}: not evaluable. What is drawn is what is known, and may not be all there was.`,
  exposureReading: (name: string, ratio: string, worst: string, gaps: string) =>
    `${name}: ${ratio} within the objective, longest exposure ${worst}, ${gaps}.`,
  gapCount: (f: Format, count: number) => counted(f, count, 'gap'),
  gapsHeading: 'RPO gaps',
  noGaps: 'No gap: at no measured moment was the exposure beyond objective and grace.',
  noGapsNothingMeasured: 'Nothing was measured, so no gap can be named or ruled out.',
  from: 'From',
  to: 'To',
  length: 'Length',
  peak: 'Peak exposure',
  whatHappened: 'What happened',
  stillOpen: 'still open',
  openAtEnd: 'open at the end',
  gapCause: (f: Format, cause: ReportJob['rpo']['gaps'][number]['cause']) => {
    const parts = [
      cause.failedRuns > 0 ? `${counted(f, cause.failedRuns, 'run')} without recovery point` : null,
      cause.missedRuns > 0 ? `${counted(f, cause.missedRuns, 'run')} missed` : null,
    ].filter((part) => part !== null);
    const what = parts.length > 0 ? f.list(parts) : 'no run ended in time';
    return cause.reason === null ? what : `${what}: ${cause.reason}`;
  },
  incidents: 'Incidents and failures',
  noIncidents: 'No incident: every finished run of the period brought a recovery point.',
  noIncidentsNothingKnown: 'No finished run is known, so no incident can be named or ruled out.',
  incidentLead: 'An incident is a series of finished runs without a recovery point, up to the end of the next one that brings one.',
  began: 'Began',
  recovered: 'Recovered',
  lasted: 'Lasted',
  runs: 'Runs',
  reason: 'Reason from the logs',
  reasonNotRead: 'logs were not read',
  reasonFailed: 'the log could not be collected',
  reasonNone: 'the log names no reason',
  reasonLate: 'ended after the cutoff',
  notRecovered: 'not yet',
  recoveredAfter: (moment: string) => `after the period, ${moment}`,
  timeToRecover: (f: Format, closed: number, mean: string, max: string, open: number) =>
    `Time to recover: mean ${mean}, longest ${max} over ${counted(f, closed, 'closed incident')}${open > 0 ? `; ${f.integer(open)} still open` : ''}.`,
  warningsHeading: 'Warnings and their reasons',
  noWarnings: 'No reason was found in the logs that were read.',
  noWarningsNothingKnown: 'No finished run is known, so no reason can be named or ruled out.',
  warningsNotRead: 'Logs were not read (report.logs: none), so reasons are not known.',
  objects: 'Objects',
  inRuns: 'Runs',
  wholeRun: 'whole run',
  durations: 'Durations',
  noDurations: 'No run with a usable end, so no duration.',
  count: 'Runs',
  mean: 'Mean',
  median: 'Median',
  p95: '95th percentile',
  max: 'Longest',
  vendorAverage: 'Vendor’s average',
  outliers: 'Outliers',
  noOutliers: 'none',
  outlierWords: (f: Format, count: number, serious: number) =>
    serious > 0 ? `${f.integer(count)}, ${f.integer(serious)} over 200%` : f.integer(count),
  outlierLead:
    'An outlier took more than 150% of its job’s median; over 200% it is serious. The 95th percentile is given from 20 runs. The vendor’s average covers a history that the vendor does not name.',
  fewRuns: 'Single runs',
  fewRunsLead: 'Jobs with few runs in the period, run by run.',
  started: 'Started',
  ended: 'Ended',
  took: 'Took',
  status: 'Status',
  changes: 'Changes since the last report',
  changesLead: (label: string, asOf: string) => `Compared with the report of ${label}, as of ${asOf}.`,
  noEarlierReport: 'No earlier report of this tenant is known, so no change can be named.',
  noChanges: 'Jobs, schedules, policy, tool and templates are the same.',
  whatChanged: 'What',
  before: 'Before',
  after: 'Now',
  jobChange: {
    added: 'job added',
    gone: 'job no longer listed',
    renamed: 'job renamed',
    disabled: 'job disabled',
    enabled: 'job enabled',
    schedule: 'schedule changed',
  },
  policyChange: (key: string, loosened: boolean) => `policy: ${key}${loosened ? ' (looser)' : ''}`,
  toolChange: 'version of vdc-report',
  templatesChange: 'templates',
  changed: 'changed',
  supersedes: (reportId: string) => `replaces report ${reportId}`,
  verifyWith: 'To verify',
  verifyWords: (folder: string) => `vdc-report verify ${folder}`,
  findings: 'All findings',
  noFindings: 'No finding.',
  findingCodes: 'What the codes mean',
  severity: 'Severity',
  finding: 'Finding',
  advice: 'What to do',
  provenance: 'Completeness and provenance',
  completenessLead: 'Whether the sessions that were collected can be the whole truth, held against what the source says of each job.',
  completeness: 'Completeness',
  complete: 'complete',
  unproven: 'not proven',
  failed: 'not collected',
  sessionsKnown: 'Sessions',
  lastRun: 'Last run, by the source',
  never: 'never',
  allComplete: (f: Format, count: number) =>
    `Complete for ${count === 1 ? 'the one job' : `all ${counted(f, count, 'job')}`}: every last run that the source names is among its sessions.`,
  source: 'Source',
  tenant: 'Tenant',
  period: 'Period',
  asOf: 'As of',
  cutoff: 'Measured until',
  policy: 'Policy',
  policyWords: (rpo: string, grace: string, targetRpo: string, targetSuccess: string) =>
    `RPO ${rpo}, grace ${grace}, targets ${targetRpo} RPO compliance and ${targetSuccess} successful backups`,
  requests: 'Requests',
  requestWords: (f: Format, requests: number, retries: number, statuses: string) =>
    `${f.integer(requests)} sent, ${f.integer(retries)} of them repeated (${statuses})`,
  responses: 'Responses',
  responseWords: (f: Format, count: number, bytes: string) => `${f.integer(count)}, ${bytes}`,
  notCollected: 'Could not be collected',
  nothingMissing: 'nothing',
  evidenceHash: 'SHA-256 of the responses',
  tool: 'Made by',
  reportId: 'Report',
  logsRead: 'Logs',
  redaction: 'Names of objects',
  redactionWords: REDACTION_WORDS,
  logsWords: { none: 'not read', problems: 'of every run that was not a success', all: 'of every run' },
  noAnswer: 'no answer',
  definitions: 'Definitions',
  limits: 'What this report cannot show',
  timesIn: (zone: string) => `Times in ${zone}.`,
  skip: 'Skip to the summary',
  tableOf: (what: string) => `Table: ${what}`,
  calendarCaption: 'Outcome of each job on each day',
} as const;
