import type { ReportJob } from '../../../model/report.ts';
import { isolated } from '../../right-to-left.ts';
import { say, type ViewContext } from './context.ts';

export type CompletenessRow = {
  readonly job: string;
  readonly status: string;
  readonly bad: boolean;
  readonly sessions: string;
  readonly lastRun: string;
};

export type ProvenanceView = {
  readonly summary: string;
  /** Jobs that are not proven complete. */
  readonly rows: readonly CompletenessRow[];
  /** How many others there are. */
  readonly rest: string;
  readonly facts: readonly { readonly label: string; readonly value: string; readonly code: boolean }[];
};

const status = ({ m, f }: ViewContext, { completeness }: ReportJob): string => {
  if (completeness.status === 'complete') return m.labels.complete;
  if (completeness.status === 'failed') return m.labels.failed;
  return `${m.labels.unproven}: ${f.list(completeness.reasons.map((reason) => m.completeness[reason]))}`;
};

const statusCounts = ({ report, m }: ViewContext): string =>
  Object.entries(report.provenance.source.statuses)
    .map(([code, count]) => `${String(count)} × ${code === '0' ? m.labels.noAnswer : code}`)
    .join(', ');

const missing = ({ report, m, f }: ViewContext): string => {
  const list = report.provenance.missing.map(({ request, failure, detail }) =>
    [`${request}: ${m.failureText(failure)}`, detail === null ? '' : f.quote(detail)].filter((part) => part !== '').join(', '),
  );
  if (list.length === 0) return m.labels.nothingMissing;
  const SHOWN = 8;
  const rest = list.length - SHOWN;
  return list
    .slice(0, SHOWN)
    .map((text) => say(text))
    .concat(rest > 0 ? [`+ ${f.integer(rest)}`] : [])
    .join('; ');
};

const facts = (context: ViewContext): ProvenanceView['facts'] => {
  const { report, m, f, names } = context;
  const { policy, provenance, period, tool } = report;
  const plain = (label: string, value: string) => ({ label, value, code: false });
  const words = m.labels.policyWords(
    f.objective(policy.rpoSeconds),
    f.objective(policy.graceSeconds),
    f.target(policy.targets.rpoCompliance),
    f.target(policy.targets.successRate),
  );
  return [
    plain(m.labels.tenant, `${isolated(names.tenant)} (${report.tenant.id})`),
    plain(m.labels.period, `${f.instant(period.from)} – ${f.instant(period.to)}`),
    plain(m.labels.cutoff, f.instant(period.cutoff)),
    plain(m.labels.asOf, f.instant(report.asOf)),
    plain(m.labels.policy, policy.name === null ? words : `${say(policy.name)}: ${words}`),
    plain(m.labels.source, say(provenance.source.baseUrl)),
    plain(m.labels.requests, m.labels.requestWords(f, provenance.source.requests, provenance.source.retries, statusCounts(context))),
    plain(m.labels.responses, m.labels.responseWords(f, provenance.source.responses, f.bytes(provenance.evidence.bytes))),
    plain(m.labels.notCollected, missing(context)),
    ...(report.redaction === 'none' ? [] : [plain(m.labels.redaction, m.labels.redactionWords[report.redaction])]),
    plain(m.labels.logsRead, m.labels.logsWords[provenance.logs]),
    { label: m.labels.evidenceHash, value: provenance.evidence.sha256, code: true },
    { label: m.labels.reportId, value: report.reportId, code: true },
    { label: m.labels.verifyWith, value: m.labels.verifyWords(`${report.tenant.id}/${period.key}`), code: true },
    plain(m.labels.tool, `${tool.name} ${tool.version}`),
  ];
};

export const completenessRow = (context: ViewContext, job: ReportJob): CompletenessRow => {
  const { m, f, names } = context;
  return {
    job: names.of(job.id),
    status: status(context, job),
    bad: job.completeness.status !== 'complete',
    sessions: job.completeness.status === 'failed' ? f.none : f.integer(job.sessions.length),
    lastRun: job.lastRun === null ? m.labels.never : `${f.instant(job.lastRun)}${job.lastStatus === null ? '' : `, ${say(job.lastStatus)}`}`,
  };
};

/** Where the numbers come from, and whether they can be the whole truth. */
export const provenanceView = (context: ViewContext): ProvenanceView => {
  const { report, m, f } = context;
  const doubtful = report.jobs.filter(({ completeness }) => completeness.status !== 'complete');
  const complete = report.jobs.length - doubtful.length;
  return {
    summary: doubtful.length === 0 && complete > 0 ? m.labels.allComplete(f, complete) : m.labels.completenessLead,
    rows: doubtful.map((job) => completenessRow(context, job)),
    rest: doubtful.length > 0 && complete > 0 ? m.charts.restComplete(f, complete) : '',
    facts: facts(context),
  };
};
