import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from './support/check.ts';
import { medianOf, p95Of, selectRank } from '../../src/analyze/quantiles.ts';

test('a value is selected as if all were sorted', () => {
  const values = fc.oneof(
    fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 200 }),
    fc.array(fc.nat(), { minLength: 1, maxLength: 200 }),
  );
  check(
    fc.property(values, fc.nat(), (numbers, seed) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      const rank = seed % numbers.length;
      const reordered = Float64Array.from(numbers);
      expect(selectRank(reordered, rank)).toBe(sorted[rank]);
      expect([...reordered].sort((a, b) => a - b)).toEqual(sorted);
    }),
  );
});

/** McIlroy's adversary would be needed to do worse: an organ pipe, and runs that repeat. */
test('hostile orders cost no more than a sort', () => {
  const size = 300_000;
  const pipe = Float64Array.from({ length: size }, (_, index) => Math.min(index, size - index));
  const saw = Float64Array.from({ length: size }, (_, index) => index % 7);
  expect(medianOf(pipe)).toBe(size / 4);
  expect(p95Of(saw)).toBe(6);
});

test('the middle two are averaged; without values there is none', () => {
  expect(medianOf(Float64Array.of(4, 1, 3, 2))).toBe(2.5);
  expect(medianOf(Float64Array.of(9, 1, 5))).toBe(5);
  expect(medianOf(Float64Array.of())).toBeNull();
  expect(p95Of(Float64Array.of())).toBeNull();
});
