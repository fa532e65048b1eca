import type { Report, ReportJob } from '../../../model/report.ts';
import type { ViewContext } from './context.ts';
import { adjustedLine } from './exceptions.ts';

export type JobRowView = {
  readonly anchor: string;
  readonly name: string;
  readonly verdict: ReportJob['verdict'];
  readonly verdictWord: string;
  /** The result with waivers; empty where none excuses anything. */
  readonly adjusted: string;
  readonly rpo: string;
  readonly worst: string;
  readonly current: string;
  readonly gaps: string;
  readonly succeeded: string;
  readonly strict: string;
  readonly lenient: string;
  readonly missed: string;
};

export type JobsView = { readonly rows: readonly JobRowView[]; readonly totals: JobRowView };

/** Nothing is claimed about a job that could not be collected. */
const known = ({ completeness }: ReportJob) => completeness.status !== 'failed';

/** `29 / 31`, or nothing where no backup was due and none ran. */
export const successCount = ({ f }: ViewContext, { succeeded, due }: ReportJob['success']): string =>
  due === 0 ? f.none : `${f.integer(succeeded)} / ${f.integer(due)}`;

/** Of no enabled job can anything be said. */
export const nothingProven = ({ totals: { jobs } }: Report): boolean => jobs.enabled > 0 && jobs.notEvaluable === jobs.enabled;

const exposure = ({ m, f }: ViewContext, { rpo }: ReportJob, seconds: number | null): string =>
  rpo.measuredSeconds > 0 && seconds === null ? m.labels.unbounded : f.duration(seconds);

export const jobRowView = (context: ViewContext, job: ReportJob): JobRowView => {
  const { m, f, names } = context;
  const { success, successRate, missedRuns, rpo } = job;
  const has = known(job);
  const suspected = missedRuns?.source === 'inferred' && missedRuns.count > 0 ? '*' : '';
  return {
    anchor: names.anchor(job.id),
    name: names.of(job.id),
    verdict: job.verdict,
    verdictWord: m.verdicts[job.verdict],
    adjusted: job.adjusted === null ? '' : m.register.adjustedJob(m.verdicts[job.adjusted.verdict], f.percent(job.adjusted.ratio)),
    rpo: job.verdict === 'not-evaluable' ? m.labels.unknown : f.percent(rpo.ratio),
    worst: has ? exposure(context, job, rpo.worstSeconds) : f.none,
    current: has ? exposure(context, job, rpo.currentSeconds) : f.none,
    gaps: has ? f.integer(rpo.gaps.length) : f.none,
    succeeded: successCount(context, success),
    strict: f.percent(successRate.strict.ratio, 1),
    lenient: f.percent(successRate.lenient.ratio, 1),
    missed: missedRuns ? `${f.integer(missedRuns.count)}${suspected}` : f.none,
  };
};

/** All enabled jobs together. */
export const totalsRowView = (context: ViewContext): JobRowView => {
  const { report, m, f } = context;
  const { totals } = report;
  const counted = report.jobs.some((job) => job.enabled && known(job));
  return {
    anchor: '',
    name: m.labels.totals,
    verdict: report.verdict,
    verdictWord: m.verdicts[report.verdict],
    adjusted: adjustedLine(context),
    rpo: nothingProven(report) ? m.labels.unknown : f.percent(totals.rpo.ratio),
    worst: totals.rpo.worstSeconds === null && totals.rpo.worstJobId !== null ? m.labels.unbounded : f.duration(totals.rpo.worstSeconds),
    current: '',
    gaps: counted ? f.integer(totals.rpo.gaps) : f.none,
    succeeded: successCount(context, totals.success),
    strict: f.percent(totals.successRate.strict.ratio, 1),
    lenient: f.percent(totals.successRate.lenient.ratio, 1),
    missed: counted ? f.integer(totals.slots.missed) : f.none,
  };
};

export const jobsView = (context: ViewContext): JobsView => ({
  rows: context.report.jobs.map((job) => jobRowView(context, job)),
  totals: totalsRowView(context),
});
