import type { ReportJob } from '../../../model/report.ts';
import { say, type ViewContext } from './context.ts';
import { foremost } from './foremost.ts';

export type GapsView = {
  readonly rows: readonly {
    readonly job: string;
    readonly from: string;
    readonly to: string;
    readonly length: string;
    readonly peak: string;
    readonly cause: string;
  }[];
  /** How many are left out, and where they are; empty where all are shown. */
  readonly more: string;
  readonly empty: string;
};

const judged = ({ enabled }: ReportJob) => enabled;

/** The gaps of all enabled jobs, worst job first; of very many the longest. */
export const gapsView = ({ report, m, f, names }: ViewContext): GapsView => {
  const all = report.jobs.filter(judged).flatMap((job) => job.rpo.gaps.map((gap) => ({ job, gap })));
  const { shown, omitted } = foremost(all, ({ gap }) => gap.seconds);
  return {
    rows: shown.map(({ job, gap }) => ({
      job: names.of(job.id),
      from: f.moment(gap.from),
      to: gap.open ? (job.recoveredAfter === null ? m.labels.stillOpen : m.labels.openAtEnd) : f.moment(gap.to),
      length: f.longDuration(gap.seconds),
      peak: gap.peakSeconds === null ? m.labels.unbounded : f.longDuration(gap.peakSeconds),
      cause: say(m.labels.gapCause(f, gap.cause)),
    })),
    more: omitted > 0 ? m.labels.moreGaps(f, shown.length, omitted) : '',
    empty: report.totals.rpo.ratio === null ? m.labels.noGapsNothingMeasured : m.labels.noGaps,
  };
};
