import { CronPattern } from 'croner';
import { DAY } from './instant.ts';
import type { Cadence, Policy } from './policy.ts';

/**
 * More expected runs of one period, over all rhythms that a policy names, are not looked for. A rhythm of five minutes expects
 * 105,000 in a year, one of an hour 88,000 in ten years; finding each of a cron expression's takes up to 0.1 ms.
 */
export const MOST_EXPECTED_RUNS = 500_000;

type Span = { readonly from: number; readonly to: number };

const fieldsOf = (expression: string): CronPattern | null => {
  try {
    return new CronPattern(expression, undefined, { mode: '5-part' });
  } catch {
    return null;
  }
};

const chosen = (field: readonly number[]): number => field.filter((value) => value !== 0).length;

/** An upper bound, found without walking: days that the expression leaves out are counted, too. Infinity for what is no expression. */
const runsOf = (cadence: Cadence, { from, to }: Span): number => {
  if (cadence.kind === 'every') return (to - from) / cadence.interval;
  const fields = fieldsOf(cadence.cron);
  return fields === null ? Infinity : (chosen(fields.minute) * chosen(fields.hour) * (to - from)) / DAY;
};

/** At most how many runs the policy expects in a span; each rhythm counts once, whatever the number of jobs that share it. */
export const mostExpectedRuns = ({ cadence, jobs }: Pick<Policy, 'cadence' | 'jobs'>, span: Span): number => {
  const named = [cadence, ...jobs.map((rule) => rule.cadence ?? null)].filter((one) => one !== null);
  const distinct = new Map(named.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].reduce((sum, one) => sum + runsOf(one, span), 0);
};
