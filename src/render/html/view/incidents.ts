import type { ReportJob } from '../../../model/report.ts';
import { say, type ViewContext } from './context.ts';
import { foremost } from './foremost.ts';

export type IncidentsView = {
  readonly rows: readonly {
    readonly job: string;
    readonly began: string;
    readonly recovered: string;
    readonly lasted: string;
    readonly runs: string;
    readonly reason: string;
  }[];
  /** How many are left out, and where they are; empty where all are shown. */
  readonly more: string;
  readonly empty: string;
  readonly recovery: string;
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

const incidentRows = (context: ViewContext, jobs: readonly ReportJob[]): Pick<IncidentsView, 'rows' | 'more'> => {
  const { m, f, names } = context;
  const all = jobs.flatMap((job) => job.incidents.map((incident) => ({ job, incident })));
  const { shown, omitted } = foremost(all, ({ incident }) => incident.seconds, MOST_INCIDENTS);
  return {
    rows: shown.map(({ job, incident }) => ({
      job: names.of(job.id),
      began: f.moment(incident.from),
      recovered: recoveredWords({ m, f }, job, incident),
      lasted: f.duration(incident.seconds),
      runs: f.integer(incident.runs),
      reason: reasonOf(context, job, incident),
    })),
    more: omitted > 0 ? m.labels.moreIncidents(f, shown.length, omitted) : '',
  };
};

/** Most are a single run that the next one made good: the longest tell what went wrong, report.json has every one. */
const MOST_INCIDENTS = 20;

/** Incidents with the reasons that the logs give; of very many the longest. */
export const incidentsView = (context: ViewContext): IncidentsView => {
  const { report, m } = context;
  const jobs = report.jobs.filter(({ enabled }) => enabled);
  return {
    ...incidentRows(context, jobs),
    empty: report.totals.successRate.lenient.denominator > 0 ? m.labels.noIncidents : m.labels.noIncidentsNothingKnown,
    recovery: recoveryLine(context),
  };
};
