import type { JobAnalysis } from '../../../src/model/analysis.ts';
import { toIso, toIsoOrNull } from '../../../src/model/instant.ts';

const seconds = (milliseconds: number): number => milliseconds / 1000;
const secondsOrNull = (milliseconds: number | null): number | null => (milliseconds === null ? null : seconds(milliseconds));

const rpoInSeconds = ({ rpo, policy }: JobAnalysis): unknown => ({
  targetSeconds: seconds(policy.rpo),
  graceSeconds: seconds(policy.grace),
  measuredFrom: toIso(rpo.measuredFrom),
  measuredTo: toIso(rpo.measuredTo),
  measuredSeconds: seconds(rpo.measured),
  compliantSeconds: seconds(rpo.compliant),
  ratio: rpo.ratio,
  worstSeconds: secondsOrNull(rpo.worst),
  currentSeconds: secondsOrNull(rpo.current),
  leftCensored: rpo.leftCensored,
  neverProtected: rpo.neverProtected,
  cycles: rpo.cycles,
  gaps: rpo.gaps.map(({ from, to, open, peak }) => ({
    from: toIso(from),
    to: toIso(to),
    seconds: seconds(to - from),
    open,
    peakSeconds: secondsOrNull(peak),
  })),
});

const durationsInSeconds = ({ durations, job }: JobAnalysis): unknown => ({
  count: durations.count,
  meanSeconds: secondsOrNull(durations.mean),
  medianSeconds: secondsOrNull(durations.median),
  p95Seconds: secondsOrNull(durations.p95),
  maxSeconds: secondsOrNull(durations.max),
  vendorAverageSeconds: job.vendorAverageSeconds,
});

/** A job's analysis in the form of a vector's `expected`. */
export const inSeconds = (analysis: JobAnalysis): Readonly<Record<string, unknown>> => ({
  id: analysis.job.id,
  runs: analysis.runs,
  successRate: analysis.successRate,
  rpo: rpoInSeconds(analysis),
  dayCoverage: analysis.dayCoverage,
  missedRuns: analysis.missedRuns && {
    count: analysis.missedRuns.expected.length,
    cadenceSeconds: secondsOrNull(analysis.missedRuns.cadence),
    source: analysis.missedRuns.source,
  },
  slots: analysis.slots,
  incidents: analysis.incidents.map(({ from, recoveredAt, length, runs }) => ({
    from: toIso(from),
    recoveredAt: toIsoOrNull(recoveredAt),
    seconds: seconds(length),
    runs,
  })),
  durations: durationsInSeconds(analysis),
  completeness: analysis.completeness,
  verdict: analysis.verdict,
});
