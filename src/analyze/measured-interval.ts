import type { Frame } from './frame.ts';
import type { RecoveryPoint } from './recovery-points.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

/** `[from, to)`, the part of the window about which something can be said. */
export type Measured = {
  readonly from: Instant;
  readonly to: Instant;
  /** Nothing is known from before `from`: exposure counts from there. */
  readonly leftCensored: boolean;
};

/** Empty (`from === to`) when the cutoff lies before the window. */
export const measuredInterval = (known: readonly Session[], points: readonly RecoveryPoint[], frame: Frame): Measured => {
  const to = Math.max(frame.from, frame.cutoff);
  const first = known[0];
  const point = points[0];
  const protectedBefore = point !== undefined && point.end <= frame.from;
  if (protectedBefore || first === undefined || first.start < frame.from || first.start >= frame.cutoff)
    return { from: frame.from, to, leftCensored: false };
  return { from: first.start, to, leftCensored: true };
};
