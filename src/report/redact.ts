import type { Report, ReportJob } from '../model/report.ts';
import { redactFinding } from './redact-findings.ts';
import type { Redacting } from './redacting.ts';

const orNull = (text: string | null, mask: (text: string) => string): string | null => (text === null ? null : mask(text));

const withReason = <Row extends { readonly reason: string | null }>(row: Row, { text }: Redacting): Row => ({
  ...row,
  reason: orNull(row.reason, text),
});

const redactObjects = (objects: ReportJob['objects'], redacting: Redacting): ReportJob['objects'] =>
  objects && {
    ...objects,
    persistentlyFailing: objects.persistentlyFailing.map((failing) => ({
      ...withReason(failing, redacting),
      name: redacting.alias(failing.kind, failing.name),
    })),
    reasons: objects.reasons.map((row) => ({ ...row, reason: redacting.text(row.reason) })),
  };

const redactJob = (job: ReportJob, redacting: Redacting): ReportJob => {
  const { text, label } = redacting;
  const failing = job.objects?.persistentlyFailing ?? [];
  return {
    ...job,
    name: label(job.name),
    lastStatus: orNull(job.lastStatus, label),
    rpo: { ...job.rpo, gaps: job.rpo.gaps.map((gap) => ({ ...gap, cause: withReason(gap.cause, redacting) })) },
    incidents: job.incidents.map((incident) => withReason(incident, redacting)),
    objects: redactObjects(job.objects, redacting),
    sessions: job.sessions.map((session) => ({ ...session, status: label(session.status) })),
    problems: job.problems.map((problem) => ({
      ...problem,
      reasons: problem.reasons.map((reason) => ({ ...reason, text: text(reason.text) })),
    })),
    findings: job.findings.map((finding) => redactFinding(finding, failing, redacting)),
  };
};

const redactChanges = (changes: Report['changes'], { label }: Redacting): Report['changes'] =>
  changes && {
    ...changes,
    jobs: changes.jobs.map((job) => ({ ...job, name: label(job.name), before: orNull(job.before, label), after: orNull(job.after, label) })),
    policy: changes.policy.map((change) => ({ ...change, before: label(change.before), after: label(change.after) })),
  };

/** This report stands last among its predecessors, under the id that it has as a redacted one. */
const redactTrend = ({ trend, reportId }: Report, redacting: Redacting): Pick<Report, 'trend'> => {
  if (trend === undefined || trend === null) return {};
  const hidden = redacting.reportId(reportId);
  return { trend: { ...trend, periods: trend.periods.map((row) => (row.reportId === reportId ? { ...row, reportId: hidden } : row)) } };
};

const redactProvenance = (provenance: Report['provenance'], { text }: Redacting): Report['provenance'] => ({
  ...provenance,
  missing: provenance.missing.map((row) => ({ ...row, detail: orNull(row.detail, text) })),
});

const HIDDEN_OWNER = '‹name›';

/** Whoever answered is a person: named under a pseudonym for objects, but not where every name is left out. */
const redactExceptions = (exceptions: Report['exceptions'], { redaction, label, text }: Redacting): Report['exceptions'] =>
  exceptions.map(({ response, ...exception }) => ({
    ...exception,
    response: response && {
      ...response,
      owner: redaction === 'full' ? HIDDEN_OWNER : label(response.owner),
      ticket: orNull(response.ticket, label),
      cause: text(response.cause),
    },
  }));

/**
 * The same report without names of objects. Figures, ids, and what the configuration says of tenant, policy and approvers stay,
 * and so do names of jobs, but for addresses and names of objects in them.
 */
export const redactReport = (report: Report, redacting: Redacting): Report => {
  const failingOf = new Map(report.jobs.map(({ id, objects }) => [id, objects?.persistentlyFailing ?? []]));
  // Jobs first: where objects are numbered, they are in the order of the jobs.
  const jobs = report.jobs.map((job) => redactJob(job, redacting));
  const findings = (list: Report['findings']) => list.map((finding) => redactFinding(finding, failingOf.get(finding.jobId ?? '') ?? [], redacting));
  return {
    ...report,
    reportId: redacting.reportId(report.reportId),
    redaction: redacting.redaction,
    changes: redactChanges(report.changes, redacting),
    ...redactTrend(report, redacting),
    jobs,
    reasons: report.reasons.map((row) => ({ ...row, reason: redacting.text(row.reason) })),
    findings: findings(report.findings),
    decisions: findings(report.decisions),
    waivers: report.waivers.map((waiver) => ({ ...waiver, job: redacting.label(waiver.job), reason: redacting.label(waiver.reason) })),
    exceptions: redactExceptions(report.exceptions, redacting),
    provenance: redactProvenance(report.provenance, redacting),
  };
};
