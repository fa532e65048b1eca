import type { Analysis } from '../model/analysis.ts';
import { toIso } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import { difference, toSeconds } from './rates.ts';

/** Only a period that was measured from its first instant, for every enabled job, can be compared with. */
const measuredInFull = (analysis: Analysis) =>
  analysis.failure === null &&
  analysis.jobs.some(({ job }) => job.enabled) &&
  analysis.jobs.every(
    ({ job, completeness, rpo, runs }) =>
      !job.enabled ||
      (completeness.status !== 'failed' &&
        !completeness.reasons.includes('history-may-be-truncated') &&
        !rpo.leftCensored &&
        // Without any session up to then, the history may simply begin later.
        !(rpo.neverProtected && runs.total === 0)),
  );

const basisOf = (analysis: Analysis) =>
  new Map(analysis.jobs.flatMap(({ job, success }) => (job.enabled && success.due > 0 ? [[job.id, success.basis]] : [])));

/** Due slots cannot be compared with finished runs: null where a job, or the total, counts by another thing than before. */
const successChange = (now: Analysis, before: Analysis) => {
  const earlier = basisOf(before);
  const same = [...basisOf(now)].every(([id, basis]) => (earlier.get(id) ?? basis) === basis);
  const { success } = now.totals;
  return same && success.basis === before.totals.success.basis ? difference(success.ratio, before.totals.success.ratio) : null;
};

/** This period minus the one before; null where the one before is not fully known. */
export const comparison = (now: Analysis, before: Analysis | null, label: string): Report['comparison'] => {
  if (before === null || !measuredInFull(before)) return null;
  const mean = { now: now.totals.durations.mean, before: before.totals.durations.mean };
  const worst = difference(now.totals.rpo.worst, before.totals.rpo.worst);
  return {
    period: { key: before.period.key, label, from: toIso(before.period.from), to: toIso(before.period.to) },
    rpoRatio: difference(now.totals.rpo.ratio, before.totals.rpo.ratio),
    successRatio: successChange(now, before),
    meanDuration: mean.now === null || mean.before === null || mean.before === 0 ? null : mean.now / mean.before - 1,
    worstSeconds: worst === null ? null : toSeconds(worst),
    jobsFailing: now.totals.jobs.fail - before.totals.jobs.fail,
  };
};
