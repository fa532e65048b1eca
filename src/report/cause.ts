import type { Gap, Incident, JobAnalysis, Problem } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';

export type Cause = { failedRuns: number; missedRuns: number; reason: string | null };

/** The commonest reason in the logs of these sessions; the first one met wins a tie. */
export const commonestReason = (problems: readonly Problem[]): string | null => {
  const counts = new Map<string, number>();
  for (const { reasons } of problems) {
    const worst = reasons.some(({ level }) => level === 'error') ? 'error' : 'warning';
    for (const { text, level } of reasons) if (level === worst) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  let best: string | null = null;
  for (const [text, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = text;
  return best;
};

const within = (instant: Instant, from: Instant, to: Instant) => from <= instant && instant < to;

/** Neither brought a recovery point nor merely ended too late to be one. */
const isFailed = ({ standing }: Problem) => standing === 'none';

export const failedProblems = (job: JobAnalysis, from = -Infinity, to = Infinity): Problem[] =>
  job.problems.filter((problem) => isFailed(problem) && within(problem.session.start, from, to));

/** What happened between the last recovery point before a gap and the gap's end. */
export const gapCause = (job: JobAnalysis, gap: Gap): Cause => {
  const since = gap.peak === null ? gap.from : gap.from - job.policy.rpo - job.policy.grace + 1;
  const failed = failedProblems(job, since, gap.to);
  const missed = (job.missedRuns?.expected ?? []).filter((expected) => within(expected, since, gap.to));
  return { failedRuns: failed.length, missedRuns: missed.length, reason: commonestReason(failed) };
};

/** The runs of an incident start within it, before the recovering run ends. */
export const incidentReason = (job: JobAnalysis, incident: Incident): string | null =>
  commonestReason(failedProblems(job, incident.from, incident.recoveredAt ?? Infinity).slice(0, incident.runs - incident.late));
