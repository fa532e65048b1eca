import { ratioOf } from './ratio.ts';
import type { Rate, Slots } from '../model/analysis.ts';
import type { Success } from '../model/success.ts';

/** Slots where they are known and due, else the lenient rate. The only place that decides. */
export const successOf = (slots: Slots | null, lenient: Rate): Success =>
  slots !== null && slots.due > 0
    ? { succeeded: slots.succeeded, due: slots.due, ratio: slots.ratio, basis: 'slots' }
    : { succeeded: lenient.numerator, due: lenient.denominator, ratio: lenient.ratio, basis: 'runs' };

const basisOf = (parts: readonly Success[]): Success['basis'] => {
  const [first, ...others] = new Set(parts.filter(({ due }) => due > 0).map(({ basis }) => basis));
  return others.length > 0 ? 'mixed' : (first ?? 'runs');
};

/** Sums divided by sums: a job without a cadence counts with its runs. */
export const poolSuccess = (parts: readonly Success[]): Success => {
  const succeeded = parts.reduce((sum, part) => sum + part.succeeded, 0);
  const due = parts.reduce((sum, part) => sum + part.due, 0);
  return { succeeded, due, ratio: ratioOf(succeeded, due), basis: basisOf(parts) };
};
