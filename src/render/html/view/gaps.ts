import type { ReportJob } from '../../../model/report.ts';
import { say, type ViewContext } from './context.ts';

export type GapsView = {
  readonly rows: readonly {
    readonly job: string;
    readonly from: string;
    readonly to: string;
    readonly length: string;
    readonly peak: string;
    readonly cause: string;
  }[];
  readonly empty: string;
};

const judged = ({ enabled }: ReportJob) => enabled;

/** Every gap of every enabled job, worst job first. */
export const gapsView = ({ report, m, f, names }: ViewContext): GapsView => ({
  rows: report.jobs.filter(judged).flatMap((job) =>
    job.rpo.gaps.map((gap) => ({
      job: names.of(job.id),
      from: f.moment(gap.from),
      to: gap.open ? (job.recoveredAfter === null ? m.labels.stillOpen : m.labels.openAtEnd) : f.moment(gap.to),
      length: f.longDuration(gap.seconds),
      peak: gap.peakSeconds === null ? m.labels.unbounded : f.longDuration(gap.peakSeconds),
      cause: say(m.labels.gapCause(f, gap.cause)),
    })),
  ),
  empty: report.totals.rpo.ratio === null ? m.labels.noGapsNothingMeasured : m.labels.noGaps,
});
