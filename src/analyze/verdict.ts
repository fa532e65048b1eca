import type { Completeness, TargetsMet, Verdict } from '../model/analysis.ts';
import type { JobPolicy } from '../model/policy.ts';

/** What is held against the targets: raw, or with waived time taken out. */
export type Judged = { readonly rpo: number | null; readonly success: number | null };

const reaches = (ratio: number | null, target: number): boolean | null => (ratio === null ? null : ratio >= target);

/** Nothing is said of the targets where nothing could be measured. */
export const targetsMet = ({ rpo, success }: Judged, targets: JobPolicy['targets']): TargetsMet => ({
  rpoCompliance: reaches(rpo, targets.rpoCompliance),
  successRate: rpo === null ? null : reaches(success, targets.successRate),
});

/** Of one job: also nothing where it takes no part, or is not proven complete. */
export const jobTargetsMet = (enabled: boolean, completeness: Completeness, judged: Judged, { targets }: JobPolicy): TargetsMet =>
  enabled && completeness.status === 'complete' ? targetsMet(judged, targets) : { rpoCompliance: null, successRate: null };

/** A success ratio that is not known, because nothing was due, is left out; an RPO compliance that is not known is never a pass. */
export const jobVerdict = (enabled: boolean, met: TargetsMet): Verdict => {
  if (!enabled) return 'not-applicable';
  if (met.rpoCompliance === null) return 'not-evaluable';
  return met.rpoCompliance && met.successRate !== false ? 'pass' : 'fail';
};

/** `listKnown`: the job list was read, and every job in it. */
export const tenantVerdict = (verdicts: readonly Verdict[], listKnown: boolean): Verdict => {
  if (verdicts.includes('fail')) return 'fail';
  if (!listKnown || verdicts.includes('not-evaluable')) return 'not-evaluable';
  return verdicts.includes('pass') ? 'pass' : 'not-applicable';
};
