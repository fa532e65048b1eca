import type { Gap, JobAnalysis } from '../model/analysis.ts';
import type { DataIssueCode } from '../model/collection.ts';
import type { CollectFailure } from '../model/evidence.ts';
import type { Finding, FindingArgs, FindingCode, Severity } from '../model/finding.ts';
import { toIso, toIsoOrNull } from '../model/instant.ts';
import { commonestReason, failedProblems, gapCause } from './cause.ts';
import { objectsDropRow, volumeDropRow } from './object-rows.ts';
import { toSeconds, toSecondsOrNull } from './rates.ts';
import { bySeverity } from './rank.ts';

type Draft = Finding | null;

/** Ties a code to its own arguments, so that the wrong pair does not compile. */
const finding = <Code extends FindingCode>(jobId: string | null, code: Code, severity: Severity, args: FindingArgs[Code]) =>
  ({ code, severity, jobId, args }) as Extract<Finding, { code: Code }>;

const failed = (job: JobAnalysis) => job.verdict === 'fail';

/** What an incomplete history suggests is told, but is not what needs a decision: that is the missing history itself. */
const MAX_WHEN_UNPROVEN = 'medium';
const softened = (job: JobAnalysis, draft: Draft): Draft =>
  draft !== null && job.completeness.status !== 'complete' && (draft.severity === 'critical' || draft.severity === 'high')
    ? { ...draft, severity: MAX_WHEN_UNPROVEN }
    : draft;

const length = (gap: Gap) => gap.to - gap.from;

/** An unbounded peak is the worst there is. */
const peakOf = (gap: Gap) => gap.peak ?? Number.MAX_SAFE_INTEGER;

const rpoFinding = (job: JobAnalysis): Draft => {
  const { rpo, unachievable } = job;
  if (rpo.neverProtected) return neverProtectedFinding(job);
  if (unachievable && rpo.gaps.length > 0)
    return finding(job.job.id, 'rpo-not-achievable', failed(job) ? 'high' : 'medium', {
      neededSeconds: toSeconds(unachievable.needed),
      allowedSeconds: toSeconds(unachievable.allowed),
    });
  return gapFinding(job);
};

/** Where the history begins only after the period, nothing is known against the job but that. */
const neverProtectedFinding = (job: JobAnalysis): Draft => {
  const { rpo, runs, beyond } = job;
  const knownBefore = beyond.historyFrom !== null && beyond.historyFrom < rpo.measuredTo;
  return finding(job.job.id, 'never-protected', knownBefore || beyond.historyFrom === null ? 'critical' : 'high', {
    since: toIso(rpo.measuredFrom),
    runs: runs.total - runs.running,
    knownBefore,
    historyFrom: knownBefore ? null : toIsoOrNull(beyond.historyFrom),
  });
};

const gapFinding = (job: JobAnalysis): Draft => {
  const { gaps } = job.rpo;
  const [first, ...others] = gaps;
  if (first === undefined) return null;
  const worst = others.reduce((best, gap) => (peakOf(gap) > peakOf(best) ? gap : best), first);
  const open = gaps.some((gap) => gap.open);
  const recoveredAfter = open ? job.beyond.recoveredAfter : null;
  const severity = open && recoveredAfter === null ? 'critical' : failed(job) ? 'high' : 'medium';
  return finding(job.job.id, 'rpo-gap', severity, {
    count: gaps.length,
    longestSeconds: toSeconds(length(worst)),
    from: toIso(worst.from),
    to: toIso(worst.to),
    peakSeconds: toSecondsOrNull(worst.peak),
    totalSeconds: toSeconds(gaps.reduce((sum, gap) => sum + length(gap), 0)),
    open,
    recoveredAfter: toIsoOrNull(recoveredAfter),
    cause: gapCause(job, worst),
  });
};

const successFinding = (job: JobAnalysis): Draft => {
  const { succeeded, due, ratio } = job.success;
  const target = job.policy.targets.successRate;
  return ratio !== null && ratio < target ? finding(job.job.id, 'success-target-missed', 'high', { succeeded, due, target }) : null;
};

const failedRunsFinding = (job: JobAnalysis): Draft => {
  const first = job.incidents[0];
  const last = job.incidents.at(-1);
  if (first === undefined || last === undefined) return null;
  const runs = job.incidents.reduce((sum, incident) => sum + incident.runs, 0);
  // A run that merely outlasted the period, or one that another has made good since, is no failure that waits for somebody.
  const recoveredAfter = last.recoveredAt === null ? job.beyond.recoveredAfter : null;
  const waiting = last.recoveredAt === null && recoveredAfter === null && last.late < last.runs;
  return finding(job.job.id, 'runs-failed', waiting ? 'high' : 'medium', {
    runs,
    late: job.incidents.reduce((sum, incident) => sum + incident.late, 0),
    incidents: job.incidents.length,
    open: job.recovery.open,
    first: toIso(first.from),
    last: toIso(last.from),
    recoveredAfter: toIsoOrNull(recoveredAfter),
    reason: commonestReason(failedProblems(job)),
  });
};

const missedFinding = (job: JobAnalysis): Draft => {
  const expected = job.missedRuns?.expected ?? [];
  const first = expected[0];
  const last = expected.at(-1);
  if (first === undefined || last === undefined) return null;
  return finding(job.job.id, 'runs-missed', 'medium', {
    count: expected.length,
    first: toIso(first),
    last: toIso(last),
    suspected: job.missedRuns?.source === 'inferred',
  });
};

const durationFinding = (job: JobAnalysis): Draft => {
  const { outliers, median } = job.durations;
  const [first, ...others] = outliers;
  if (first === undefined || median === null) return null;
  const longest = others.reduce((best, outlier) => (outlier.duration > best.duration ? outlier : best), first);
  const serious = outliers.filter((outlier) => outlier.serious).length;
  return finding(job.job.id, 'duration-outlier', serious > 0 ? 'medium' : 'low', {
    count: outliers.length,
    serious,
    longestSeconds: toSeconds(longest.duration),
    medianSeconds: toSeconds(median),
    start: toIso(longest.start),
  });
};

const NAMES_IN_A_FINDING = 3;

const objectsFinding = (job: JobAnalysis): Draft => {
  const failing = job.objects?.persistentlyFailing ?? [];
  const first = failing[0];
  if (first === undefined) return null;
  return finding(job.job.id, 'objects-failing', 'high', {
    count: failing.length,
    never: failing.filter(({ neverSuccessful }) => neverSuccessful).length,
    names: failing.slice(0, NAMES_IN_A_FINDING).map(({ name }) => name),
    reason: first.reason,
    sessions: first.consecutive,
  });
};

/** What is over may have been a maintenance; what lasts may be objects that nobody protects any more. */
const dropFindings = ({ job, objectCounts, transfer }: JobAnalysis): Draft[] => {
  const objects = objectCounts.drop;
  const volume = transfer?.drop ?? null;
  return [
    objects && finding(job.id, 'objects-dropped', objects.lasting ? 'high' : 'low', objectsDropRow(objects)),
    volume && finding(job.id, 'volume-dropped', volume.lasting ? 'medium' : 'low', volumeDropRow(volume)),
  ];
};

const statusFindings = (job: JobAnalysis): Draft[] => {
  const unknown = job.sessions.filter(({ statusClass }) => statusClass === 'unknown');
  const running = job.sessions.find(({ statusClass }) => statusClass === 'running');
  const outside = job.beyond.unknownStatuses;
  const words = [...new Set([...unknown.map(({ status }) => status), ...outside])].slice(0, NAMES_IN_A_FINDING);
  return [
    unknown.length + outside.length > 0
      ? finding(job.job.id, 'unknown-status', unknown.length > 0 ? 'high' : 'low', { count: unknown.length, outside: outside.length, words })
      : null,
    running ? finding(job.job.id, 'run-open', 'info', { count: job.runs.running, since: toIso(running.start) }) : null,
  ];
};

const dataFindings = (job: JobAnalysis): Draft[] => {
  const count = (code: DataIssueCode) => job.issues.filter((issue) => issue.code === code).length;
  const conflicting = count('conflicting-duplicate');
  const duplicates = count('duplicate-session') + conflicting;
  const unreadable = count('unreadable-session');
  const ends = count('unreadable-end');
  const lines = count('unreadable-log-line');
  const fields = [...new Set(job.issues.flatMap(({ code, field }) => (code === 'mistyped-field' && field !== null ? [field] : [])))];
  const { id } = job.job;
  return [
    unreadable > 0 ? finding(id, 'records-unreadable', 'high', { count: unreadable }) : null,
    ends > 0 ? finding(id, 'end-unreadable', 'medium', { count: ends }) : null,
    fields.length > 0 ? finding(id, 'fields-mistyped', 'low', { count: count('mistyped-field'), fields }) : null,
    lines > 0 ? finding(id, 'log-lines-unreadable', 'low', { count: lines }) : null,
    duplicates > 0 ? finding(id, 'duplicates', conflicting > 0 ? 'low' : 'info', { count: duplicates, conflicting }) : null,
  ];
};

const completenessFindings = (job: JobAnalysis): Draft[] => {
  const { id, lastRun, lastStatus } = job.job;
  const reasons = new Set(job.completeness.reasons);
  const at = toIsoOrNull(lastRun);
  return [
    reasons.has('last-run-not-in-sessions') && at !== null ? finding(id, 'last-run-not-in-sessions', 'high', { lastRun: at }) : null,
    reasons.has('last-status-mismatch') && at !== null
      ? finding(id, 'last-status-mismatch', 'high', { lastStatus: lastStatus ?? '', lastRun: at })
      : null,
    job.historyMayEndAt === null ? null : finding(id, 'history-may-be-truncated', 'high', { sessions: job.historyMayEndAt }),
    job.rpo.leftCensored ? finding(id, 'left-censored', 'info', { measuredFrom: toIso(job.rpo.measuredFrom) }) : null,
  ];
};

const goneFinding = (job: JobAnalysis): Draft =>
  job.lastSeen === null ? null : finding(job.job.id, 'job-gone', 'medium', { lastSeen: toIso(job.lastSeen) });

const failureFindings = (job: JobAnalysis, logFailures: readonly CollectFailure[]): Draft[] => {
  const [log] = logFailures;
  const failure = job.failure ?? job.stale;
  return [
    failure
      ? finding(job.job.id, 'job-not-collected', 'high', {
          failure: failure.code,
          request: failure.request,
          status: failure.status,
          attempts: failure.attempts,
          detail: failure.detail,
          known: job.failure === null,
        })
      : null,
    log ? finding(job.job.id, 'logs-not-collected', 'low', { count: logFailures.length, failure: log.code, detail: log.detail }) : null,
  ];
};

/** Everything worth saying about a job, worst first. A disabled job is reported as such and judged no further. */
export const jobFindings = (job: JobAnalysis, logFailures: readonly CollectFailure[]): Finding[] => {
  const drafts = job.job.enabled
    ? [
        ...failureFindings(job, logFailures),
        goneFinding(job),
        ...completenessFindings(job),
        softened(job, rpoFinding(job)),
        softened(job, successFinding(job)),
        softened(job, failedRunsFinding(job)),
        missedFinding(job),
        objectsFinding(job),
        ...dropFindings(job),
        durationFinding(job),
        ...statusFindings(job),
        ...dataFindings(job),
      ]
    : [
        finding(job.job.id, 'job-disabled', 'low', { lastRun: toIsoOrNull(job.job.lastRun) }),
        ...failureFindings(job, logFailures),
        ...dataFindings(job),
      ];
  return bySeverity(drafts.filter((draft) => draft !== null));
};
