import type { Completeness, Rate, Slots, Verdict } from '../model/analysis.ts';
import type { JobPolicy } from '../model/policy.ts';

/** What a job is judged by: raw, or with waived time taken out. */
export type Judged = { readonly rpoRatio: number | null; readonly slots: Slots | null; readonly lenient: Rate };

/** Slots where they are known and due, else the lenient rate, else null. */
export const successRatio = ({ slots, lenient }: Pick<Judged, 'slots' | 'lenient'>): number | null =>
  slots !== null && slots.due > 0 ? slots.ratio : lenient.ratio;

export const jobVerdict = (enabled: boolean, completeness: Completeness, judged: Judged, { targets }: JobPolicy): Verdict => {
  if (!enabled) return 'not-applicable';
  if (completeness.status !== 'complete' || judged.rpoRatio === null) return 'not-evaluable';
  const success = successRatio(judged);
  const met = judged.rpoRatio >= targets.rpoCompliance && (success === null || success >= targets.successRate);
  return met ? 'pass' : 'fail';
};

/** `listKnown`: the job list was read, and every job in it. */
export const tenantVerdict = (verdicts: readonly Verdict[], listKnown: boolean): Verdict => {
  if (verdicts.includes('fail')) return 'fail';
  if (!listKnown || verdicts.includes('not-evaluable')) return 'not-evaluable';
  return verdicts.includes('pass') ? 'pass' : 'not-applicable';
};
