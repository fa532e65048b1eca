import type { Format } from '../../../messages/format.ts';
import type { ReportJob } from '../../../model/report.ts';
import type { ViewContext } from './context.ts';
import { completenessRow, type CompletenessRow } from './provenance.ts';

export type DurationRow = {
  readonly job: string;
  readonly count: string;
  readonly mean: string;
  readonly median: string;
  readonly p95: string;
  readonly max: string;
  readonly vendor: string;
  readonly outliers: string;
  readonly serious: boolean;
};

/** What an auditor looks up job by job, after the report itself. */
export type AppendixView = { readonly durations: readonly DurationRow[]; readonly completeness: readonly CompletenessRow[] };

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

const durationRows = ({ report, m, f, names }: ViewContext): DurationRow[] => {
  const jobs = report.jobs.filter(({ durations }) => durations.count > 0);
  const columns = columnsOf(jobs, f);
  const at = (figure: Figure, place: number): string => columns[figure][place] ?? f.none;
  return jobs.map(({ id, durations }, place) => {
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
  });
};

export const appendixView = (context: ViewContext): AppendixView => ({
  durations: durationRows(context),
  completeness: context.report.jobs.map((job) => completenessRow(context, job)),
});
