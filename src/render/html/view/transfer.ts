import type { ReportJob } from '../../../model/report.ts';
import { volumeChart, type VolumeChart } from '../../../report/charts/volume.ts';
import { daysIn, type ViewContext } from './context.ts';

export type TransferRow = {
  readonly job: string;
  readonly bytes: string;
  readonly median: string;
  readonly runs: string;
  readonly trend: string;
  readonly chart: VolumeChart;
  /** The chart in words. */
  readonly chartWords: string;
};

export type TransferView = {
  readonly reading: string;
  /** The jobs whose volume is known of the most runs, and the others, for the appendix. */
  readonly rows: readonly TransferRow[];
  readonly rest: readonly TransferRow[];
  readonly more: string;
};

type Transfer = NonNullable<ReportJob['transfer']>;

/** More than two months of amounts are no text. */
const MOST_AMOUNTS = 62;

const chartWords = (context: ViewContext, { days }: Transfer, of: number): string => {
  const { m, f } = context;
  const worded = daysIn(context);
  const amounts = days.slice(0, MOST_AMOUNTS).map(({ date, bytes }) => `${worded(date, date)} ${f.bytes(bytes)}`);
  return m.labels.barsReading(f, days.length, of, amounts);
};

const rowOf = (context: ViewContext, { id, days }: ReportJob, transfer: Transfer): TransferRow => {
  const { m, f, names } = context;
  return {
    job: names.of(id),
    bytes: f.bytes(transfer.bytes),
    median: f.bytes(transfer.medianBytes),
    runs: m.labels.readOf(f, transfer.runs, transfer.of),
    trend: transfer.change === null ? m.labels.noTrend : m.labels.trendWords(f, transfer.change),
    chart: volumeChart(days, transfer.days),
    chartWords: chartWords(context, transfer, days.length),
  };
};

const MOST_ROWS = 6;

/** Volume of each job whose logs name any, day by day. */
export const transferView = (context: ViewContext): TransferView => {
  const { report, m, f } = context;
  const known = report.jobs
    .flatMap((job) => (job.enabled && job.transfer !== null ? [{ job, transfer: job.transfer }] : []))
    .sort((a, b) => b.transfer.runs - a.transfer.runs || b.transfer.bytes - a.transfer.bytes);
  const rows = known.map(({ job, transfer }) => rowOf(context, job, transfer));
  return {
    reading: m.labels.transferReading(f, report.totals.transferred),
    rows: rows.slice(0, MOST_ROWS),
    rest: rows.slice(MOST_ROWS),
    more: m.labels.moreTransfers(f, rows.length - MOST_ROWS),
  };
};
