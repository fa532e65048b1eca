import { longestInterval } from './expectation.ts';
import type { Expectation } from './expectation.ts';
import type { Durations } from '../model/analysis.ts';
import type { JobPolicy } from '../model/policy.ts';

/** Set when rpo + grace (milliseconds) is shorter than the cadence and a long run together. */
export const unachievable = (
  policy: JobPolicy,
  expectation: Expectation | null,
  durations: Durations,
): { readonly needed: number; readonly allowed: number } | null => {
  const interval = expectation === null ? null : longestInterval(expectation);
  const duration = durations.p95 ?? durations.max;
  if (interval === null || duration === null) return null;
  const needed = interval + duration;
  const allowed = policy.rpo + policy.grace;
  return allowed < needed ? { needed, allowed } : null;
};
