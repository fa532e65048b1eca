import { medianOf, p95Of } from './quantiles.ts';
import { ratioOf } from './ratio.ts';
import { hasValidEnd } from './recovery-points.ts';
import type { RecoveryPoint } from './recovery-points.ts';
import type { DurationOutlier, Durations } from '../model/analysis.ts';
import type { Session } from '../model/session.ts';

const isTimed = (session: Session): session is RecoveryPoint =>
  (session.statusClass === 'success' || session.statusClass === 'warning') && hasValidEnd(session);

/** Over 150 % of the median; serious over 200 %. A median of 0 names none. */
const outliersOf = (timed: readonly RecoveryPoint[], median: number): DurationOutlier[] => {
  if (median <= 0) return [];
  return timed
    .filter((session) => 2 * (session.end - session.start) > 3 * median)
    .map(({ id, start, end }) => ({ sessionId: id, start, duration: end - start, serious: end - start > 2 * median }));
};

/** Of the window's success and warning sessions with a valid end, in milliseconds. */
export const durationsOf = (window: readonly Session[]): Durations => {
  const timed = window.filter(isTimed);
  const ascending = Float64Array.from(timed, (session) => session.end - session.start).sort();
  const sum = ascending.reduce((total, duration) => total + duration, 0);
  const median = medianOf(ascending);
  return {
    count: ascending.length,
    sum,
    mean: ratioOf(sum, ascending.length),
    median,
    p95: p95Of(ascending),
    max: ascending.at(-1) ?? null,
    outliers: median === null ? [] : outliersOf(timed, median),
  };
};
