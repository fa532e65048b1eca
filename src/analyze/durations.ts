import { medianOf, p95Of } from './quantiles.ts';
import { ratioOf } from './ratio.ts';
import { hasValidEnd } from './recovery-points.ts';
import type { DurationOutlier, Durations } from '../model/analysis.ts';
import type { Session } from '../model/session.ts';

/** Null unless it is a success or warning session with a valid end. */
const durationOf = (session: Session): number | null =>
  (session.statusClass === 'success' || session.statusClass === 'warning') && hasValidEnd(session) ? session.end - session.start : null;

const durationsIn = (window: readonly Session[]): Float64Array => {
  const found = new Float64Array(window.length);
  let count = 0;
  for (const session of window) {
    const duration = durationOf(session);
    if (duration === null) continue;
    found[count] = duration;
    count += 1;
  }
  return found.subarray(0, count);
};

/** Over 150 % of the median; serious over 200 %. A median of 0 names none. */
const outliersOf = (window: readonly Session[], median: number): DurationOutlier[] => {
  const outliers: DurationOutlier[] = [];
  if (median <= 0) return outliers;
  for (const session of window) {
    const duration = durationOf(session);
    if (duration === null || 2 * duration <= 3 * median) continue;
    outliers.push({ sessionId: session.id, start: session.start, duration, serious: duration > 2 * median });
  }
  return outliers;
};

/** Of the window's success and warning sessions with a valid end, in milliseconds. */
export const durationsOf = (window: readonly Session[]): Durations => {
  const found = durationsIn(window);
  let sum = 0;
  let max: number | null = null;
  for (const duration of found) {
    sum += duration;
    max = max === null || duration > max ? duration : max;
  }
  const median = medianOf(found);
  return {
    count: found.length,
    sum,
    mean: ratioOf(sum, found.length),
    median,
    p95: p95Of(found),
    max,
    outliers: median === null ? [] : outliersOf(window, median),
  };
};
