import { medianOf } from './quantiles.ts';
import type { Drop } from '../model/objects.ts';
import type { Instant } from '../model/instant.ts';

/** The known values of a job's runs or days, oldest first, each beside its start. What has no known value is no point. */
export type Points = { readonly starts: readonly Instant[]; readonly values: readonly number[] };

export type DropRule = {
  /** So many in a row at least. */
  readonly length: number;
  /** The value is so much below the median at least. */
  readonly floor: number;
};

/** Below this share of the median of those before. */
const SHARE = 0.5;
const LEAST_BEFORE = 7;
const MOST_BEFORE = 30;

const medianBefore = (values: readonly number[], index: number): number =>
  medianOf(Float64Array.from(values.slice(Math.max(0, index - MOST_BEFORE), index))) ?? 0;

/** The first point from `index` on that is not below the share of `median`. */
const endOf = (values: readonly number[], index: number, median: number): number => {
  let end = index;
  while (end < values.length && (values[end] ?? 0) < SHARE * median) end += 1;
  return end;
};

const dropAt = ({ starts, values }: Points, index: number, { length, floor }: DropRule): Drop | null => {
  const median = medianBefore(values, index);
  const end = endOf(values, index, median);
  if (end - index < length || median - (values[index] ?? 0) < floor) return null;
  return {
    from: starts[index] ?? 0,
    to: starts[end - 1] ?? 0,
    length: end - index,
    lasting: end === values.length,
    most: values.slice(index, end).reduce((most, value) => Math.max(most, value), 0),
    median,
    before: Math.min(index, MOST_BEFORE),
  };
};

/**
 * Every sudden drop: a value below half of the median of the 7 to 30 known ones before it, and below it by the rule's floor,
 * with all that follow it below the same half. It ends where one does not.
 */
export const dropsIn = (points: Points, rule: DropRule): readonly Drop[] => {
  const { values } = points;
  const drops: Drop[] = [];
  let highest = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    // A median is never above the largest value: most values need no further look.
    const drop = index >= LEAST_BEFORE && value < SHARE * highest ? dropAt(points, index, rule) : null;
    if (drop !== null) {
      drops.push(drop);
      index += drop.length - 1;
    }
    highest = Math.max(highest, value);
  }
  return drops;
};

/** Of the drops that began in `[from, to)` the one that still lasts, else the first. */
export const dropIn = (points: Points, rule: DropRule, from: Instant, to: Instant): Drop | null => {
  const begun = dropsIn(points, rule).filter((drop) => drop.from >= from && drop.from < to);
  return begun.find(({ lasting }) => lasting) ?? begun[0] ?? null;
};
