import type { Format } from '../format.ts';
import { counted } from './plural.ts';

/** The words of charts beside their own figures. */
export const charts = {
  otherJobs: 'The other jobs',
  jobsWithoutGap: 'Jobs without a gap',
  smallLead: (from: string, to: string) =>
    `One time axis for all, ${from} to ${to}. The dashed line is each job’s objective with its grace; marks below it are runs that need a look. Under each: the longest exposure, and backups succeeded of those due.`,
  notDrawn: (f: Format, count: number) => `${counted(f, count, 'further job')} without a gap ${count === 1 ? 'is' : 'are'} in the table of jobs.`,
  notDrawnWithGaps: (f: Format, count: number) => `${counted(f, count, 'further job')} ${count === 1 ? 'is' : 'are'} in the tables of jobs and gaps.`,
  gauge: (value: string, target: string, from: string) => `${value}, target ${target}, on a scale from ${from} to 100%`,
  startsHeading: 'When runs start',
  startsReading: (f: Format, runs: number, busiest: string, most: number) =>
    `${counted(f, runs, 'run')} started in the period, ${f.integer(most)} of them in the hour from ${busiest}.`,
  hour: 'Hour from',
  startsNone: 'No run started in the period.',
  startsOther: 'no recovery point',
  numbers: 'The numbers of this chart',
  runByRun:
    'Every run stands with its times in report.json and, where it is written, in sessions.csv; missed runs and the line itself in report.json.',
  outcomeOn: (count: string, days: string) => `${count} (${days})`,
  outcomeElse: (count: string) => `${count} (all other days)`,
  runsDrawn: (list: string) => `Runs: ${list}.`,
  noRunsDrawn: 'Runs: none.',
  withoutPoint: 'without recovery point',
  startsHour: (f: Format, hour: string, count: number, other: number) =>
    `${hour} ${counted(f, count, 'run')}${other > 0 ? `, ${f.integer(other)} without recovery point` : ''}`,
  slowJobs: (f: Format, count: number) =>
    count === 0
      ? 'No run took more than 150% of its job’s median.'
      : `${counted(f, count, 'job')} had runs of more than 150% of ${count === 1 ? 'its' : 'their'} median. A stem is a run, the dashed line the median, a ring an outlier, a full dot one over 200%.`,
  moreSlowJobs: (f: Format, count: number) => `${counted(f, count, 'further job')} with outliers ${count === 1 ? 'is' : 'are'} in the appendix.`,
  trendReading: (f: Format, name: string, median: string, longest: string, outliers: readonly string[], more: number) =>
    `${name}: median ${median}, longest ${longest}, ${counted(f, outliers.length + more, 'outlier')}: ${outliers.join('; ')}${more > 0 ? `; ${f.integer(more)} more in report.json` : ''}.`,
  medianLongest: (median: string, longest: string) => `median ${median}, longest ${longest}`,
  filter: 'Filter jobs',
  everyVerdict: 'every verdict',
  shownOf: (shown: string, all: string) => `${shown} of ${all} jobs`,
  appendix: 'Appendix: job by job',
  restComplete: (f: Format, count: number) => `Complete for the other ${counted(f, count, 'job')}; the appendix lists every one.`,
};
