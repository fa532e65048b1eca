import type { CronInstants } from './cron-instants.ts';
import { startingUpTo } from './bounds.ts';
import { inferCadence } from './infer-cadence.ts';
import type { Instant } from '../model/instant.ts';
import type { Cadence } from '../model/policy.ts';
import type { Session } from '../model/session.ts';

/** When runs are expected: a constant interval in milliseconds, or the instants of a cron expression. */
export type Expectation = { readonly kind: 'interval'; readonly interval: number; readonly source: 'policy' | 'inferred' } | CronInstants;

/** Null: nobody says, and the history shows no rhythm. */
export const expectationOf = (
  cadence: Cadence | null,
  known: readonly Session[],
  cutoff: Instant,
  cron: (expression: string, timezone: string) => CronInstants | null,
): Expectation | null => {
  if (cadence?.kind === 'cron') return cron(cadence.cron, cadence.timezone);
  if (cadence !== null) return cadence.interval > 0 ? { kind: 'interval', interval: cadence.interval, source: 'policy' } : null;
  const interval = inferCadence(known, startingUpTo(known, cutoff));
  return interval === null ? null : { kind: 'interval', interval, source: 'inferred' };
};

/** The longest time that passes between two expected runs, in milliseconds; null without two. */
export const longestInterval = (expectation: Expectation): number | null => {
  if (expectation.kind === 'interval') return expectation.interval;
  let longest: number | null = null;
  let previous: Instant | null = null;
  for (const instant of expectation.instants) {
    if (previous !== null) longest = Math.max(longest ?? 0, instant - previous);
    previous = instant;
  }
  return longest;
};
