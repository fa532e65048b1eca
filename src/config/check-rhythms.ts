import { UsageError } from '../errors.ts';
import { MOST_EXPECTED_RUNS, mostExpectedRuns } from '../model/expected-runs.ts';
import type { Period } from '../model/period.ts';
import type { Policy } from '../model/policy.ts';

const counted = (runs: number): string => Math.ceil(runs).toLocaleString('en-US');

/** Throws UsageError where a policy expects more runs in a period than are ever looked for. */
export const checkRhythms = (tenantId: string, policy: Policy, period: Period): void => {
  const runs = mostExpectedRuns(policy, period);
  if (runs <= MOST_EXPECTED_RUNS) return;
  throw new UsageError(
    'too-many-runs',
    `Tenant ${tenantId}: "every" and "cron" of its policy make up to ${counted(runs)} runs due in ${period.key}; at most ${counted(MOST_EXPECTED_RUNS)} are looked for.`,
    { hint: 'Choose a shorter period, or write how often the jobs really run.' },
  );
};
