import type { Report, ReportJob } from '../../../model/report.ts';
import { say, type ViewContext } from './context.ts';
import { foremost } from './foremost.ts';

type Failing = NonNullable<ReportJob['objects']>['persistentlyFailing'][number];
type Span = ReportJob['objectCounts']['found'];

/** A number of the newest run, and under it the range over the period where it was not the same throughout. */
type Figure = { readonly now: string; readonly range: string };

export type ObjectsView = {
  readonly lead: string;
  readonly failing: readonly {
    readonly job: string;
    readonly object: string;
    readonly kind: string;
    readonly never: boolean;
    readonly lastSuccess: string;
    readonly since: string;
    readonly runs: string;
    readonly reason: string;
  }[];
  readonly more: string;
  readonly noFailing: string;
  readonly reasons: readonly { readonly reason: string; readonly objects: string; readonly runs: string; readonly jobs: string }[];
  readonly moreReasons: string;
  readonly noReasons: string;
  readonly counts: readonly {
    readonly job: string;
    readonly found: Figure;
    readonly excluded: Figure;
    readonly walked: Figure;
    readonly processed: Figure;
    readonly logs: string;
  }[];
};

const MOST_OF_A_JOB = 10;
const MOST_FAILING = 40;

type Row = { readonly jobId: string; readonly failing: Failing };

const byWorst = (a: Row, b: Row): number =>
  Number(b.failing.neverSuccessful) - Number(a.failing.neverSuccessful) || b.failing.consecutive - a.failing.consecutive;

const failingOf = ({ objects }: ReportJob): readonly Failing[] => objects?.persistentlyFailing ?? [];

const shownRows = (jobs: readonly ReportJob[]): readonly Row[] =>
  jobs
    .flatMap((job) =>
      failingOf(job)
        .slice(0, MOST_OF_A_JOB)
        .map((failing) => ({ jobId: job.id, failing })),
    )
    .sort(byWorst)
    .slice(0, MOST_FAILING);

const lastSuccess = ({ m, f }: ViewContext, { lastSuccess: last, neverSuccessful }: Failing): string => {
  if (neverSuccessful) return m.labels.neverInPeriod;
  return last === null ? m.labels.noneKnown : f.moment(last);
};

const failingView = (context: ViewContext, jobs: readonly ReportJob[]): Pick<ObjectsView, 'lead' | 'failing' | 'more' | 'noFailing'> => {
  const { report, m, f, names } = context;
  const all = jobs.flatMap(failingOf);
  const shown = shownRows(jobs);
  const never = all.filter(({ neverSuccessful }) => neverSuccessful).length;
  return {
    lead: m.labels.failingLead(f, all.length, never, report.policy.persistentAfter),
    failing: shown.map(({ jobId, failing }) => ({
      job: names.of(jobId),
      object: say(failing.name),
      kind: m.labels.kindWord(failing.kind),
      never: failing.neverSuccessful,
      lastSuccess: lastSuccess(context, failing),
      since: f.moment(failing.since),
      runs: f.integer(failing.consecutive),
      reason: failing.reason === null ? m.labels.reasonNone : say(failing.reason),
    })),
    more: all.length > shown.length ? m.labels.moreFailing(f, all.length - shown.length) : '',
    noFailing: jobs.some(({ objects }) => objects !== null) ? m.labels.noFailing : m.labels.failingNotKnown,
  };
};

const noReasons = ({ report, m }: ViewContext): string => {
  if (report.provenance.logs === 'none') return m.labels.warningsNotRead;
  return report.totals.successRate.lenient.denominator > 0 ? m.labels.noWarnings : m.labels.noWarningsNothingKnown;
};

const objectWords = ({ m, f }: ViewContext, { kinds }: Report['reasons'][number]): string =>
  kinds.length === 0 ? m.labels.wholeRun : f.list(kinds.map(({ kind, objects }) => m.labels.kindCount(f, kind, objects)));

const reasonsView = (context: ViewContext): Pick<ObjectsView, 'reasons' | 'moreReasons' | 'noReasons'> => {
  const { report, m, f, names } = context;
  const { shown, omitted } = foremost(report.reasons, ({ sessions }) => sessions);
  return {
    reasons: shown.map((row) => ({
      reason: say(row.reason),
      objects: objectWords(context, row),
      runs: f.integer(row.sessions),
      jobs: row.jobIds.length === 1 ? names.of(row.jobIds[0] ?? null) : m.labels.jobCount(f, row.jobIds.length),
    })),
    moreReasons: omitted > 0 ? m.labels.moreWarnings(f, omitted) : '',
    noReasons: noReasons(context),
  };
};

const figure = ({ m, f }: ViewContext, now: number | null, span: Span): Figure => ({
  now: now === null ? f.none : f.integer(now),
  range: span === null || span.least === span.most ? '' : m.labels.range(f.integer(span.least), f.integer(span.most)),
});

const countsView = (context: ViewContext, { id, objectCounts: counts }: ReportJob): ObjectsView['counts'][number] => {
  const { m, f, names } = context;
  const of = (key: 'found' | 'excluded' | 'walked' | 'processed') => figure(context, counts.newest?.[key] ?? null, counts[key]);
  return {
    job: names.of(id),
    found: of('found'),
    excluded: of('excluded'),
    walked: of('walked'),
    processed: of('processed'),
    logs: m.labels.readOf(f, counts.logsRead, counts.runs),
  };
};

/** Objects that fail again and again, why runs and objects fail, and how many objects there were. */
export const objectsView = (context: ViewContext): ObjectsView => {
  const jobs = context.report.jobs.filter(({ enabled }) => enabled);
  return {
    ...failingView(context, jobs),
    ...reasonsView(context),
    counts: jobs.filter(({ objectCounts }) => objectCounts.runs > 0).map((job) => countsView(context, job)),
  };
};
