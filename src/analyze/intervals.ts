import type { Instant } from '../model/instant.ts';

/** `[from, to)`. */
export type Interval = { readonly from: Instant; readonly to: Instant };

/** The parts inside `bounds`, ascending, overlapping ones joined, empty ones left out. */
export const unionWithin = (intervals: readonly Interval[], bounds: Interval): readonly Interval[] => {
  const clipped = intervals
    .map(({ from, to }) => ({ from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const joined: Interval[] = [];
  for (const next of clipped) {
    const last = joined.at(-1);
    if (last !== undefined && next.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else joined.push(next);
  }
  return joined;
};

export const totalLength = (intervals: readonly Interval[]): number => intervals.reduce((sum, { from, to }) => sum + to - from, 0);

/** How much of `part` the disjoint `intervals` cover, in milliseconds. */
export const coveredLength = (intervals: readonly Interval[], part: Interval): number =>
  intervals.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, part.to) - Math.max(from, part.from)), 0);

export const holds = (intervals: readonly Interval[], instant: Instant): boolean => intervals.some(({ from, to }) => from <= instant && instant < to);
