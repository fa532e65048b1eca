import type { ViewContext } from './context.ts';

export type DurationsView = {
  readonly rows: readonly {
    readonly job: string;
    readonly count: string;
    readonly mean: string;
    readonly median: string;
    readonly p95: string;
    readonly max: string;
    readonly vendor: string;
    readonly outliers: string;
    readonly serious: boolean;
  }[];
  readonly empty: string;
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

export const durationsView = (context: ViewContext): DurationsView => ({
  rows: context.report.jobs
    .filter(({ durations }) => durations.count > 0)
    .map(({ id, durations }) => {
      const { m, f, names } = context;
      const serious = durations.outliers.filter((outlier) => outlier.serious).length;
      return {
        job: names.of(id),
        count: f.integer(durations.count),
        mean: f.duration(durations.meanSeconds),
        median: f.duration(durations.medianSeconds),
        p95: f.duration(durations.p95Seconds),
        max: f.duration(durations.maxSeconds),
        vendor: f.duration(durations.vendorAverageSeconds),
        outliers: durations.outliers.length === 0 ? m.labels.noOutliers : m.labels.outlierWords(f, durations.outliers.length, serious),
        serious: serious > 0,
      };
    }),
  empty: context.m.labels.noDurations,
  runs: fewRuns(context),
});
