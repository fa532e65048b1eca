import type { Report, ReportJob } from '../../model/report.ts';
import type { ViewContext } from '../html/view/context.ts';
import { jobRowView } from '../html/view/jobs.ts';
import { isolated } from '../right-to-left.ts';
import { SIGNS, type Sign } from './signs.ts';

export type MailJob = {
  readonly name: string;
  readonly sign: Sign;
  readonly verdictWord: string;
  readonly rpo: string;
  /** Whole percent of the bar's length; null where nothing can be claimed. */
  readonly bar: { readonly full: number; readonly rest: number } | null;
  readonly backups: string;
  readonly longest: string;
};

export type MailJobs = { readonly rows: readonly MailJob[]; readonly more: string; readonly none: string };

/** As many as can be read on a phone; the report has them all. */
const MAX_ROWS = 15;

const needsAttention = ({ verdict, enabled, rpo }: ReportJob): boolean =>
  verdict === 'fail' || verdict === 'not-evaluable' || (enabled && rpo.gaps.length > 0);

/** A sliver is left wherever something is, and something is missing wherever it is not all. */
const barOf = (ratio: number): NonNullable<MailJob['bar']> => {
  const full = ratio === 0 ? 0 : Math.max(1, Math.floor(ratio * 100));
  return { full, rest: 100 - full };
};

const mailJob = (context: ViewContext, job: ReportJob): MailJob => {
  const { name, verdictWord, rpo, succeeded, worst } = jobRowView(context, job);
  const { ratio } = job.rpo;
  const claimed = job.verdict !== 'not-evaluable' && ratio !== null;
  return {
    name: isolated(name),
    sign: SIGNS[job.verdict],
    verdictWord,
    rpo: claimed ? rpo : context.m.labels.unknown,
    bar: claimed ? barOf(ratio) : null,
    backups: succeeded,
    longest: worst,
  };
};

/** The jobs with something to say, in the report's own order: worst first. */
export const mailJobs = (context: ViewContext): MailJobs => {
  const { report, m, f } = context;
  const worst: Report['jobs'] = report.jobs.filter(needsAttention);
  const omitted = worst.length - MAX_ROWS;
  return {
    rows: worst.slice(0, MAX_ROWS).map((job) => mailJob(context, job)),
    more: omitted > 0 ? m.email.more(f, omitted) : '',
    none: worst.length > 0 ? '' : m.email.noWorstJobs(report),
  };
};
