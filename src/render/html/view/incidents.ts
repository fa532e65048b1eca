import type { ReportJob } from '../../../model/report.ts';
import { say, type ViewContext } from './context.ts';

export type IncidentsView = {
  readonly rows: readonly {
    readonly job: string;
    readonly began: string;
    readonly recovered: string;
    readonly lasted: string;
    readonly runs: string;
    readonly reason: string;
  }[];
  readonly empty: string;
  readonly recovery: string;
  readonly warnings: readonly { readonly job: string; readonly reason: string; readonly objects: string; readonly runs: string }[];
  readonly noWarnings: string;
};

/** Where the log gives no reason, why not. */
const reasonOf = ({ m }: ViewContext, job: ReportJob, incident: ReportJob['incidents'][number]): string => {
  if (incident.late === incident.runs) return m.labels.reasonLate;
  if (incident.reason !== null) return say(incident.reason);
  const first = job.sessions.find(({ start }) => start === incident.from);
  const log = job.problems.find(({ sessionId }) => sessionId === first?.id)?.log;
  if (log === 'failed') return m.labels.reasonFailed;
  return log === 'read' ? m.labels.reasonNone : m.labels.reasonNotRead;
};

const recoveredWords = ({ m, f }: Pick<ViewContext, 'm' | 'f'>, { recoveredAfter }: ReportJob, incident: ReportJob['incidents'][number]): string => {
  if (incident.recoveredAt !== null) return f.moment(incident.recoveredAt);
  return recoveredAfter === null ? m.labels.notRecovered : m.labels.recoveredAfter(f.moment(recoveredAfter));
};

const recoveryLine = ({ report, m, f }: ViewContext): string => {
  const { closed, open, meanSeconds, maxSeconds } = report.totals.recovery;
  return meanSeconds === null ? '' : m.labels.timeToRecover(f, closed, f.duration(Math.floor(meanSeconds)), f.duration(maxSeconds), open);
};

const noWarnings = ({ report, m }: ViewContext): string => {
  if (report.provenance.logs === 'none') return m.labels.warningsNotRead;
  return report.totals.successRate.lenient.denominator > 0 ? m.labels.noWarnings : m.labels.noWarningsNothingKnown;
};

const MAX_REASONS = 5;

/** Incidents with the reasons that the logs give, and what the warnings were about. */
export const incidentsView = (context: ViewContext): IncidentsView => {
  const { report, m, f, names } = context;
  const jobs = report.jobs.filter(({ enabled }) => enabled);
  return {
    rows: jobs.flatMap((job) =>
      job.incidents.map((incident) => ({
        job: names.of(job.id),
        began: f.moment(incident.from),
        recovered: recoveredWords({ m, f }, job, incident),
        lasted: f.duration(incident.seconds),
        runs: f.integer(incident.runs),
        reason: reasonOf(context, job, incident),
      })),
    ),
    empty: report.totals.successRate.lenient.denominator > 0 ? m.labels.noIncidents : m.labels.noIncidentsNothingKnown,
    recovery: recoveryLine(context),
    warnings: jobs.flatMap((job) =>
      (job.objects?.reasons ?? []).slice(0, MAX_REASONS).map(({ reason, objects, sessions }) => ({
        job: names.of(job.id),
        reason: say(reason),
        objects: objects === 0 ? m.labels.wholeRun : f.integer(objects),
        runs: f.integer(sessions),
      })),
    ),
    noWarnings: noWarnings(context),
  };
};
