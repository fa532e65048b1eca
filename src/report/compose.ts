import type { Analysis, DayOutcome, Totals } from '../model/analysis.ts';
import type { Evidence, Missing } from '../model/evidence.ts';
import { CONTROLS_VERSION, controlsOf } from '../model/control.ts';
import type { ResponseInput } from '../model/exception.ts';
import type { ReportInputs } from '../model/inputs.ts';
import { HOUR, toIso, type Instant } from '../model/instant.ts';
import type { Period } from '../model/period.ts';
import type { Policy } from '../model/policy.ts';
import { reportSchema, type Report, type ReportJob } from '../model/report.ts';
import { changesSince } from './changes.ts';
import { comparison } from './comparison.ts';
import { registerOf } from './exceptions.ts';
import { evidenceHash, reportId } from './identity.ts';
import { jobRow } from './job-row.ts';
import { reasonRow } from './object-rows.ts';
import { decisions, rankJobs } from './rank.ts';
import { recoveryRow, toSeconds, toSecondsOrNull } from './rates.ts';
import { startsByHour } from './starts.ts';
import { tenantFindings } from './tenant-findings.ts';
import { trendOf } from './trend.ts';

export type ReportContext = {
  readonly inputs: ReportInputs;
  readonly evidence: Evidence;
  /** The same jobs over the period before, for the changes in figures; null where there is nothing to compare with. */
  readonly before: Analysis | null;
  /** The period in words. */
  readonly labelOf: (period: Period) => string;
};

const totalsRow = (totals: Totals): Report['totals'] => ({
  jobs: { ...totals.jobs },
  runs: { ...totals.runs },
  successRate: { strict: { ...totals.successRate.strict }, lenient: { ...totals.successRate.lenient } },
  slots: { ...totals.slots },
  success: { ...totals.success },
  targetsMet: { ...totals.targetsMet },
  recovery: recoveryRow(totals.recovery),
  rpo: {
    measuredSeconds: toSeconds(totals.rpo.measured),
    compliantSeconds: toSeconds(totals.rpo.compliant),
    ratio: totals.rpo.ratio,
    gaps: totals.rpo.gaps,
    worstSeconds: toSecondsOrNull(totals.rpo.worst),
    worstJobId: totals.rpo.worstJobId,
  },
  durations: { count: totals.durations.count, meanSeconds: toSecondsOrNull(totals.durations.mean) },
  transferred: { ...totals.transferred },
});

const periodRow = (period: Period, cutoff: Instant, label: string): Report['period'] => ({
  key: period.key,
  label,
  from: toIso(period.from),
  to: toIso(period.to),
  timezone: period.timezone,
  cutoff: toIso(cutoff),
  hours: (period.to - period.from) / HOUR,
});

const policyRow = ({ name, rpo, grace, recoveryPoints, targets, persistentAfter }: Policy): Report['policy'] => ({
  name,
  rpoSeconds: toSeconds(rpo),
  graceSeconds: toSeconds(grace),
  recoveryPoints: [...recoveryPoints],
  targets: { ...targets },
  persistentAfter,
});

/** On each day, how many jobs had which outcome. */
const dayRows = (jobs: readonly ReportJob[]): Report['days'] => {
  const dates = jobs[0]?.days.map(({ date }) => date) ?? [];
  return dates.map((date, index) => {
    const of = (outcome: DayOutcome) => jobs.filter(({ days }) => days[index]?.outcome === outcome).length;
    const counted = { success: of('success'), warning: of('warning'), recovered: of('recovered'), failed: of('failed') };
    return { date, ...counted, missed: of('missed'), running: of('running'), unknown: of('unknown') };
  });
};

const waiverRows = ({ waivers }: Analysis): Report['waivers'] =>
  waivers.map(({ waiver, states, jobIds }) => ({
    ...waiver,
    from: toIso(waiver.from),
    to: toIso(waiver.to),
    approvedAt: toIso(waiver.approvedAt),
    expires: waiver.expires === null ? null : toIso(waiver.expires),
    states: [...states],
    jobIds: [...jobIds],
  }));

const missingRow = ({ resource, failure }: Missing): Report['provenance']['missing'][number] => ({
  kind: resource.kind,
  jobId: resource.kind === 'jobs' ? null : resource.jobId,
  sessionId: resource.kind === 'log' ? resource.sessionId : null,
  failure: failure.code,
  request: failure.request,
  status: failure.status,
  attempts: failure.attempts,
  detail: failure.detail,
});

const provenanceRow = ({ evidence, inputs }: ReportContext): Report['provenance'] => ({
  source: {
    baseUrl: evidence.baseUrl,
    requests: Object.values(evidence.statuses).reduce((sum, count) => sum + count, 0),
    retries: evidence.retries,
    statuses: { ...evidence.statuses },
    responses: evidence.exchanges.length,
  },
  evidence: { sha256: evidenceHash(evidence), bytes: evidence.exchanges.reduce((sum, { body }) => sum + body.size, 0) },
  logs: inputs.logs,
  missing: evidence.missing.map(missingRow),
});

const headOf = (analysis: Analysis, { inputs, labelOf }: ReportContext, evidenceSha256: string, responses: readonly ResponseInput[]) => ({
  schemaVersion: '1.0' as const,
  reportId: reportId(inputs.tenant.id, analysis, inputs.policy, evidenceSha256, responses),
  state: analysis.state,
  redaction: 'none' as const,
  tool: { ...inputs.tool },
  tenant: { ...inputs.tenant },
  locale: inputs.locale,
  period: periodRow(analysis.period, analysis.cutoff, labelOf(analysis.period)),
  asOf: toIso(analysis.asOf),
  asOfSource: inputs.asOfSource,
  collectedAt: toIso(analysis.asOf),
  policy: policyRow(inputs.policy),
});

/** Analysis → report.json: ranks, counts and names; computes no metric and writes no sentence. */
export const compose = (analysis: Analysis, context: ReportContext): Report => {
  const { inputs, evidence, before, labelOf } = context;
  const jobs = rankJobs(analysis.jobs.map((job) => jobRow(job, evidence.missing)));
  const enabled = jobs.filter((job) => job.enabled);
  const changes = changesSince(jobs, inputs, labelOf);
  const register = registerOf(analysis, jobs, inputs);
  const findings = tenantFindings(analysis, inputs, changes, register.findings);
  const urgent = decisions([...findings, ...jobs.flatMap((job) => job.findings)]);
  const provenance = provenanceRow(context);
  const report = {
    ...headOf(analysis, context, provenance.evidence.sha256, register.responses),
    verdict: analysis.verdict,
    adjustedVerdict: analysis.adjustedVerdict,
    totals: totalsRow(analysis.totals),
    comparison: comparison(analysis, before, before ? labelOf(before.period) : ''),
    changes,
    supersedes: inputs.supersedes && { ...inputs.supersedes },
    days: dayRows(enabled),
    startsByHour: startsByHour(enabled, inputs.period.timezone),
    jobs,
    reasons: analysis.reasons.map(reasonRow),
    findings,
    decisions: urgent.shown,
    decisionsOmitted: urgent.omitted,
    waivers: waiverRows(analysis),
    exceptions: register.rows,
    register: register.counts,
    controls: { version: CONTROLS_VERSION, rows: controlsOf(inputs.frameworks).map((control) => ({ ...control })) },
    signOff: inputs.signOff && [...inputs.signOff],
    provenance,
  };
  return inputs.history === undefined ? report : { ...report, trend: trendOf(report, inputs, inputs.history, labelOf) };
};

/** Reads a report back from its text; throws where it is not one. */
export const readReport = (text: string): Report => reportSchema.parse(JSON.parse(text));
