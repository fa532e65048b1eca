import type { Format } from '../../../messages/format.ts';
import type { ReportJob } from '../../../model/report.ts';
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

const FIGURES = {
  mean: 'meanSeconds',
  median: 'medianSeconds',
  p95: 'p95Seconds',
  max: 'maxSeconds',
  vendor: 'vendorAverageSeconds',
} as const;

type Figure = keyof typeof FIGURES;

/** Each figure of all jobs, in one style: a column is read downwards. */
const columnsOf = (jobs: readonly ReportJob[], f: Format): Readonly<Record<Figure, readonly string[]>> => {
  const column = (figure: Figure) => f.durationColumn(jobs.map(({ durations }) => durations[FIGURES[figure]]));
  return { mean: column('mean'), median: column('median'), p95: column('p95'), max: column('max'), vendor: column('vendor') };
};

export const durationsView = (context: ViewContext): DurationsView => {
  const { report, m, f, names } = context;
  const jobs = report.jobs.filter(({ durations }) => durations.count > 0);
  const columns = columnsOf(jobs, f);
  const at = (figure: Figure, place: number): string => columns[figure][place] ?? f.none;
  return {
    rows: jobs.map(({ id, durations }, place) => {
      const serious = durations.outliers.filter((outlier) => outlier.serious).length;
      return {
        job: names.of(id),
        count: f.integer(durations.count),
        mean: at('mean', place),
        median: at('median', place),
        p95: at('p95', place),
        max: at('max', place),
        vendor: at('vendor', place),
        outliers: durations.outliers.length === 0 ? m.labels.noOutliers : m.labels.outlierWords(f, durations.outliers.length, serious),
        serious: serious > 0,
      };
    }),
    empty: m.labels.noDurations,
    runs: fewRuns(context),
  };
};
