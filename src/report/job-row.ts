import type { Adjusted, Durations, JobAnalysis, MissedRuns, Rpo, Slots, Standing } from '../model/analysis.ts';
import type { CollectFailure, Missing } from '../model/evidence.ts';
import { toIso, toIsoOrNull } from '../model/instant.ts';
import type { ReportJob } from '../model/report.ts';
import type { Session } from '../model/session.ts';
import { gapCause, incidentReason } from './cause.ts';
import { jobFindings } from './job-findings.ts';
import { objectCountsRow, objectsRow, transferRow } from './object-rows.ts';
import { recoveryRow, toSeconds, toSecondsOrNull } from './rates.ts';

const rpoRow = (job: JobAnalysis, rpo: Rpo): ReportJob['rpo'] => ({
  targetSeconds: toSeconds(job.policy.rpo),
  graceSeconds: toSeconds(job.policy.grace),
  measuredFrom: toIso(rpo.measuredFrom),
  measuredTo: toIso(rpo.measuredTo),
  measuredSeconds: toSeconds(rpo.measured),
  compliantSeconds: toSeconds(rpo.compliant),
  ratio: rpo.ratio,
  worstSeconds: toSecondsOrNull(rpo.worst),
  currentSeconds: toSecondsOrNull(rpo.current),
  leftCensored: rpo.leftCensored,
  neverProtected: rpo.neverProtected,
  cycles: { ...rpo.cycles },
  gaps: rpo.gaps.map((gap) => ({
    from: toIso(gap.from),
    to: toIso(gap.to),
    seconds: toSeconds(gap.to - gap.from),
    open: gap.open,
    peakSeconds: toSecondsOrNull(gap.peak),
    cause: gapCause(job, gap),
  })),
  exposure: rpo.exposure.map((span) => ({ from: toIso(span.from), to: toIso(span.to), since: toIsoOrNull(span.since) })),
});

const missedRow = (missed: MissedRuns | null): ReportJob['missedRuns'] =>
  missed && {
    count: missed.expected.length,
    cadenceSeconds: toSecondsOrNull(missed.cadence),
    source: missed.source,
    expected: missed.expected.map(toIso),
  };

const slotsRow = (slots: Slots | null): ReportJob['slots'] => slots && { ...slots };

const durationsRow = (durations: Durations, vendorAverageSeconds: number | null): ReportJob['durations'] => ({
  count: durations.count,
  meanSeconds: toSecondsOrNull(durations.mean),
  medianSeconds: toSecondsOrNull(durations.median),
  p95Seconds: toSecondsOrNull(durations.p95),
  maxSeconds: toSecondsOrNull(durations.max),
  vendorAverageSeconds,
  outliers: durations.outliers.map(({ sessionId, start, duration, serious }) => ({
    sessionId,
    start: toIso(start),
    seconds: toSeconds(duration),
    serious,
  })),
});

const validEnd = ({ start, end }: Session) => end !== null && end >= start;

const sessionRow = (session: Session, standing: Standing | undefined): ReportJob['sessions'][number] => ({
  id: session.id,
  start: toIso(session.start),
  end: toIsoOrNull(session.end),
  durationSeconds: session.end !== null && validEnd(session) && session.statusClass !== 'running' ? toSeconds(session.end - session.start) : null,
  class: session.statusClass,
  status: session.status,
  recoveryPoint: standing === 'recovery-point',
  progress: session.progress,
  processedObjects: session.processedObjects,
});

const adjustedRow = (adjusted: Adjusted | null): ReportJob['adjusted'] =>
  adjusted && {
    measuredSeconds: toSeconds(adjusted.measured),
    compliantSeconds: toSeconds(adjusted.compliant),
    ratio: adjusted.ratio,
    slots: slotsRow(adjusted.slots),
    success: { ...adjusted.success },
    verdict: adjusted.verdict,
    waiverIds: [...adjusted.waiverIds],
  };

const problemRows = ({ problems }: JobAnalysis): ReportJob['problems'] =>
  problems.map(({ session, log, reasons }) => ({ sessionId: session.id, log, reasons: reasons.map((reason) => ({ ...reason })) }));

const runRows = (job: JobAnalysis) => ({
  runs: { ...job.runs },
  successRate: { strict: { ...job.successRate.strict }, lenient: { ...job.successRate.lenient } },
  slots: slotsRow(job.slots),
  success: { ...job.success },
  targetsMet: { ...job.targetsMet },
  missedRuns: missedRow(job.missedRuns),
  rpo: rpoRow(job, job.rpo),
  dayCoverage: { ...job.dayCoverage },
  days: job.days.map(({ date, outcome, runs }) => ({ date, outcome, runs })),
  incidents: job.incidents.map((incident) => ({
    from: toIso(incident.from),
    recoveredAt: toIsoOrNull(incident.recoveredAt),
    seconds: toSeconds(incident.length),
    runs: incident.runs,
    late: incident.late,
    reason: incidentReason(job, incident),
  })),
  recovery: recoveryRow(job.recovery),
  recoveredAfter: toIsoOrNull(job.beyond.recoveredAfter),
  durations: durationsRow(job.durations, job.job.vendorAverageSeconds),
});

/** One job of report.json. */
export const jobRow = (job: JobAnalysis, missing: readonly Missing[]): ReportJob => ({
  id: job.job.id,
  name: job.job.name,
  enabled: job.job.enabled,
  jobType: job.job.jobType,
  backupType: job.job.backupType,
  organizationVboInstanceId: job.job.organizationVboInstanceId,
  lastRun: toIsoOrNull(job.job.lastRun),
  lastStatus: job.job.lastStatus,
  nextRun: toIsoOrNull(job.job.nextRun),
  lastSeen: toIsoOrNull(job.lastSeen),
  verdict: job.verdict,
  completeness: { status: job.completeness.status, reasons: [...job.completeness.reasons] },
  recoveryPoints: [...job.policy.recoveryPoints],
  targets: { ...job.policy.targets },
  ...runRows(job),
  objects: objectsRow(job),
  objectCounts: objectCountsRow(job.objectCounts),
  transferredBytes: job.transfer?.bytes ?? null,
  transfer: transferRow(job.transfer),
  sessions: job.sessions.map((session, index) => sessionRow(session, job.standings[index])),
  problems: problemRows(job),
  adjusted: adjustedRow(job.adjusted),
  findings: jobFindings(job, logFailures(job, missing)),
});

const logFailures = (job: JobAnalysis, missing: readonly Missing[]): CollectFailure[] =>
  missing.flatMap(({ resource, failure }) => (resource.kind === 'log' && resource.jobId === job.job.id ? [failure] : []));
