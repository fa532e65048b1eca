/** Of ascending values; the middle two averaged. Null without any. */
export const medianOf = (ascending: ArrayLike<number>): number | null => {
  const half = ascending.length >>> 1;
  const upper = ascending[half];
  if (upper === undefined) return null;
  const lower = ascending.length % 2 === 1 ? upper : ascending[half - 1];
  return lower === undefined ? null : (lower + upper) / 2;
};

const LEAST_FOR_P95 = 20;

/** Nearest rank, of ascending values; null below 20 of them, where it would only name the maximum. */
export const p95Of = (ascending: ArrayLike<number>): number | null => {
  const count = ascending.length;
  if (count < LEAST_FOR_P95) return null;
  return ascending[Math.ceil((95 * count) / 100) - 1] ?? null;
};
