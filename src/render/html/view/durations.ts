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
};

export const durationsView = ({ report, m, f, names }: ViewContext): DurationsView => ({
  rows: report.jobs
    .filter(({ durations }) => durations.count > 0)
    .map(({ id, durations }) => {
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
  empty: m.labels.noDurations,
});
