import type { ReportJob } from '../../../model/report.ts';
import { durationTrend, type DurationTrend } from '../../../report/charts/duration-trend.ts';
import { isolated } from '../../right-to-left.ts';
import type { ViewContext } from './context.ts';

export type DurationsView = {
  readonly reading: string;
  /** Jobs whose runs took unusually long, worst first. */
  readonly trends: readonly { readonly name: string; readonly chart: DurationTrend; readonly facts: string; readonly reading: string }[];
  /** Empty: all of them are drawn. */
  readonly rest: string;
  /** Runs of jobs that ran so seldom that figures over them say less than the runs themselves. */
  readonly runs: readonly {
    readonly job: string;
    readonly started: string;
    readonly ended: string;
    readonly took: string;
    readonly status: string;
  }[];
};

const FEW_RUNS = 5;

const fewRuns = ({ report, m, f, names }: ViewContext): DurationsView['runs'] =>
  report.jobs
    .filter(({ enabled, sessions }) => enabled && sessions.length <= FEW_RUNS)
    .flatMap(({ id, sessions }) =>
      sessions.map((session) => ({
        job: names.of(id),
        started: f.moment(session.start),
        ended: session.end === null ? '' : f.moment(session.end),
        took: f.duration(session.durationSeconds),
        status: m.statuses[session.class],
      })),
    );

/** As many as are listened to; the longest first. */
const MOST_OUTLIERS = 12;
/** Two rows of small charts. */
const MAX_TRENDS = 6;

/** How far the longest run stands above the usual one. */
const excess = ({ durations }: ReportJob): number => (durations.maxSeconds ?? 0) / Math.max(1, durations.medianSeconds ?? 1);

const trendOf = ({ report, m, f, names }: ViewContext, job: ReportJob): DurationsView['trends'][number] => {
  const { outliers, medianSeconds, maxSeconds } = job.durations;
  const median = f.duration(medianSeconds === null ? null : Math.floor(medianSeconds));
  const longest = f.duration(maxSeconds === null ? null : Math.floor(maxSeconds));
  const told = outliers.toSorted((a, b) => b.seconds - a.seconds).slice(0, MOST_OUTLIERS);
  const outlierTexts = told.map(({ start, seconds }) => `${f.moment(start)} ${f.duration(Math.floor(seconds))}`);
  return {
    name: names.of(job.id),
    chart: durationTrend(job, report.period),
    facts: m.charts.medianLongest(median, longest),
    reading: m.charts.trendReading(f, isolated(names.of(job.id)), median, longest, outlierTexts, outliers.length - told.length),
  };
};

export const durationsView = (context: ViewContext): DurationsView => {
  const { report, m, f } = context;
  const slow = report.jobs.filter(({ durations }) => durations.outliers.length > 0).toSorted((a, b) => excess(b) - excess(a));
  const timed = report.jobs.some(({ durations }) => durations.count > 0);
  return {
    reading: timed ? m.charts.slowJobs(f, slow.length) : m.labels.noDurations,
    trends: slow.slice(0, MAX_TRENDS).map((job) => trendOf(context, job)),
    rest: slow.length > MAX_TRENDS ? m.charts.moreSlowJobs(f, slow.length - MAX_TRENDS) : '',
    runs: fewRuns(context),
  };
};
