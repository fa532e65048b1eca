import type { Measured } from './measured-interval.ts';
import type { RecoveryPoint } from './recovery-points.ts';
import type { ExposureSpan } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';

export type Exposure = {
  readonly spans: readonly ExposureSpan[];
  readonly cycles: { readonly within: number; readonly total: number };
  /** The instant from which the exposure counts at the cutoff; null: unbounded. */
  readonly since: Instant | null;
};

/** The newest data that was available at `instant`, or -Infinity. `points` are in the order of availability. */
const dataAt = (points: readonly RecoveryPoint[], instant: Instant): number => {
  let newest = -Infinity;
  for (const point of points) {
    if (point.end > instant) break;
    newest = Math.max(newest, point.start);
  }
  return newest;
};

const sinceAtStart = (data: number, points: readonly RecoveryPoint[], measured: Measured): Instant | null => {
  if (data > -Infinity) return data;
  return measured.leftCensored && points.length > 0 ? measured.from : null;
};

/** How the exposure runs over the measured interval. `limit` is rpo + grace, in milliseconds. */
export const exposureOf = (points: readonly RecoveryPoint[], measured: Measured, limit: number): Exposure => {
  const { from, to } = measured;
  const spans: ExposureSpan[] = [];
  let data = dataAt(points, from);
  let since = sinceAtStart(data, points, measured);
  let at = from;
  let within = 0;
  let total = 0;
  for (const point of points) {
    if (point.end <= from || point.start <= data) continue;
    total += 1;
    if (since !== null && point.end - since <= limit) within += 1;
    spans.push({ from: at, to: point.end, since });
    at = point.end;
    data = point.start;
    since = data;
  }
  if (at < to) spans.push({ from: at, to, since });
  const over = to > from && (since === null || to - since > limit);
  return { spans, cycles: { within, total: total + (over ? 1 : 0) }, since };
};

/** The supremum of the exposure; null when it is unbounded somewhere or nothing was measured. */
export const worstExposure = (spans: readonly ExposureSpan[]): number | null => {
  let worst: number | null = null;
  for (const span of spans) {
    if (span.since === null) return null;
    worst = Math.max(worst ?? 0, span.to - span.since);
  }
  return worst;
};
