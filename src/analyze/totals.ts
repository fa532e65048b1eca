import { ratioOf, rateOf } from './ratio.ts';
import { addRuns } from './runs.ts';
import { poolSuccess } from './success.ts';
import { targetsMet } from './verdict.ts';
import type { Judged } from './verdict.ts';
import type { JobAnalysis, Rate, RecoveryTimes, Rpo, Slots, TargetsMet, Totals, Verdict } from '../model/analysis.ts';
import type { JobPolicy } from '../model/policy.ts';

const sumOf = <T>(items: readonly T[], value: (item: T) => number): number => items.reduce((sum, item) => sum + value(item), 0);

const poolRates = (rates: readonly Rate[]): Rate =>
  rateOf(
    sumOf(rates, (rate) => rate.numerator),
    sumOf(rates, (rate) => rate.denominator),
  );

const poolSlots = (jobs: readonly JobAnalysis[]): Slots => {
  const known = jobs.flatMap(({ slots }) => (slots === null ? [] : [slots]));
  const due = sumOf(known, (slots) => slots.due);
  const succeeded = sumOf(known, (slots) => slots.succeeded);
  return {
    due,
    succeeded,
    recovered: sumOf(known, (slots) => slots.recovered),
    missed: sumOf(known, (slots) => slots.missed),
    ratio: ratioOf(succeeded, due),
  };
};

/** Unbounded before any length, then the longer; of the unbounded the less compliant. */
const isWorse = (a: Rpo, b: Rpo): boolean => {
  if (a.worst !== null && b.worst !== null) return a.worst > b.worst;
  if (a.worst === null && b.worst === null) return (a.ratio ?? 0) < (b.ratio ?? 0);
  return a.worst === null;
};

const worstOf = (jobs: readonly JobAnalysis[]): { readonly worst: number | null; readonly worstJobId: string | null } => {
  let worst: JobAnalysis | null = null;
  for (const job of jobs) if (job.rpo.measured > 0 && (worst === null || isWorse(job.rpo, worst.rpo))) worst = job;
  return { worst: worst?.rpo.worst ?? null, worstJobId: worst?.job.id ?? null };
};

const poolRpo = (jobs: readonly JobAnalysis[]): Totals['rpo'] => {
  const measured = sumOf(jobs, ({ rpo }) => rpo.measured);
  const compliant = sumOf(jobs, ({ rpo }) => rpo.compliant);
  return { measured, compliant, ratio: ratioOf(compliant, measured), gaps: sumOf(jobs, ({ rpo }) => rpo.gaps.length), ...worstOf(jobs) };
};

const countJobs = (jobs: readonly JobAnalysis[]): Totals['jobs'] => {
  const having = (verdict: Verdict): number => jobs.filter((job) => job.verdict === verdict).length;
  return {
    total: jobs.length,
    enabled: jobs.filter(({ job }) => job.enabled).length,
    pass: having('pass'),
    fail: having('fail'),
    notEvaluable: having('not-evaluable'),
    notApplicable: having('not-applicable'),
  };
};

const poolRecovery = (jobs: readonly JobAnalysis[]): RecoveryTimes => {
  const closed = sumOf(jobs, ({ recovery }) => recovery.closed);
  const sum = sumOf(jobs, ({ recovery }) => recovery.sum);
  const longest = jobs.flatMap(({ recovery }) => recovery.max ?? []);
  const max = longest.length === 0 ? null : longest.reduce((a, b) => Math.max(a, b), 0);
  return { closed, open: sumOf(jobs, ({ recovery }) => recovery.open), sum, mean: ratioOf(sum, closed), max };
};

const poolTransferred = (jobs: readonly JobAnalysis[]): Totals['transferred'] => {
  const known = jobs.flatMap(({ transfer }) => transfer ?? []);
  return {
    bytes: known.length === 0 ? null : sumOf(known, ({ bytes }) => bytes),
    runs: sumOf(known, ({ runs }) => runs),
    of: sumOf(jobs, ({ objectCounts }) => objectCounts.runs),
  };
};

/** Nothing is said where no enabled job can be judged; one that can speaks for the pooled figures. */
const totalsMet = (enabled: readonly JobAnalysis[], judged: Judged, targets: JobPolicy['targets']): TargetsMet =>
  enabled.some(({ verdict }) => verdict !== 'not-evaluable') ? targetsMet(judged, targets) : { rpoCompliance: null, successRate: null };

/** Numerators and denominators pooled over the enabled jobs; jobs that could not be collected bring none. */
export const totalsOf = (jobs: readonly JobAnalysis[], targets: JobPolicy['targets']): Totals => {
  const enabled = jobs.filter(({ job }) => job.enabled);
  const count = sumOf(enabled, ({ durations }) => durations.count);
  const success = poolSuccess(enabled.map((job) => job.success));
  const rpo = poolRpo(enabled);
  return {
    jobs: countJobs(jobs),
    runs: addRuns(enabled.map(({ runs }) => runs)),
    successRate: {
      strict: poolRates(enabled.map(({ successRate }) => successRate.strict)),
      lenient: poolRates(enabled.map(({ successRate }) => successRate.lenient)),
    },
    slots: poolSlots(enabled),
    success,
    targetsMet: totalsMet(enabled, { rpo: rpo.ratio, success: success.ratio }, targets),
    recovery: poolRecovery(enabled),
    rpo,
    durations: {
      count,
      mean: ratioOf(
        sumOf(enabled, ({ durations }) => durations.sum),
        count,
      ),
    },
    transferred: poolTransferred(enabled),
  };
};
