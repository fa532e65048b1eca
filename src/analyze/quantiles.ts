/** The median of three: no sorted, reversed or constant input is a bad case. */
const pivotOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/** Parts `values[low..high]` around a pivot, in place; returns the last index of the lower and the first of the upper part. */
const partition = (values: Float64Array, low: number, high: number): { readonly lower: number; readonly upper: number } => {
  const pivot = pivotOf(values[low] ?? 0, values[(low + high) >>> 1] ?? 0, values[high] ?? 0);
  let left = low;
  let right = high;
  while (left <= right) {
    while ((values[left] ?? pivot) < pivot) left += 1;
    while ((values[right] ?? pivot) > pivot) right -= 1;
    if (left > right) break;
    const swapped = values[left] ?? pivot;
    values[left] = values[right] ?? pivot;
    values[right] = swapped;
    left += 1;
    right -= 1;
  }
  return { lower: right, upper: left };
};

/**
 * The value at `rank` (from 0) of the values in ascending order; null where there is none. Reorders them.
 * Several times faster than sorting; values chosen to slow it down are sorted after all.
 */
export const selectRank = (values: Float64Array, rank: number): number | null => {
  let low = 0;
  let high = values.length - 1;
  for (let rounds = 4 + 2 * Math.ceil(Math.log2(values.length + 1)); low < high; rounds -= 1) {
    if (rounds === 0) {
      values.subarray(low, high + 1).sort();
      break;
    }
    const { lower, upper } = partition(values, low, high);
    if (rank <= lower) high = lower;
    else if (rank >= upper) low = upper;
    else break;
  }
  return values[rank] ?? null;
};

/** The middle two averaged; null without values. Reorders them. */
export const medianOf = (values: Float64Array): number | null => {
  const half = values.length >>> 1;
  const upper = selectRank(values, half);
  if (upper === null || values.length % 2 === 1) return upper;
  const lower = selectRank(values, half - 1);
  return lower === null ? null : (lower + upper) / 2;
};

const LEAST_FOR_P95 = 20;

/** Nearest rank; null below 20 values, where it would only name the maximum. Reorders them. */
export const p95Of = (values: Float64Array): number | null =>
  values.length < LEAST_FOR_P95 ? null : selectRank(values, Math.ceil((95 * values.length) / 100) - 1);
