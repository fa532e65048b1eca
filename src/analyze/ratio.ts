import type { Rate } from '../model/analysis.ts';

/** Null, never 100 %, where there is nothing to divide by. */
export const ratioOf = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : numerator / denominator);

export const rateOf = (numerator: number, denominator: number): Rate => ({ numerator, denominator, ratio: ratioOf(numerator, denominator) });
