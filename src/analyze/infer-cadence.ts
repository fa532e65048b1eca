import { medianOf } from './quantiles.ts';
import { MINUTE } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

const LEAST_DIFFERENCES = 7;

/** No backup job runs that often: such a median is noise, and would "expect" millions of runs. */
const LEAST_CADENCE = MINUTE;

const differences = (sessions: readonly Session[], count: number): Float64Array => {
  const found = new Float64Array(Math.max(0, count - 1));
  let previous = sessions[0]?.start ?? 0;
  for (let index = 1; index < count; index += 1) {
    const start = sessions[index]?.start ?? previous;
    found[index - 1] = start - previous;
    previous = start;
  }
  return found;
};

/** At least 80 % lie within 10 % of the median. Whole numbers, so that the limits themselves are exact. */
const isRegular = (values: Float64Array, median: number): boolean => {
  let near = 0;
  for (const value of values) if (10 * Math.abs(value - median) <= median) near += 1;
  return 5 * near >= 4 * values.length;
};

/** The rhythm of the first `count` starts, in milliseconds; null where there is none. */
export const inferCadence = (sessions: readonly Session[], count: number): number | null => {
  const values = differences(sessions, count);
  if (values.length < LEAST_DIFFERENCES) return null;
  const median = medianOf(values);
  return median !== null && median >= LEAST_CADENCE && isRegular(values, median) ? median : null;
};
