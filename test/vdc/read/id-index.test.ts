import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createIdIndex } from '../../../src/vdc/read/id-index.ts';

/** Position of the first equal id, or -1: what a Map would say. */
const claimAll = (ids: readonly string[]): number[] => {
  const index = createIdIndex(ids.length, (position) => ids[position]);
  return ids.map((id, position) => index.claim(id, position));
};

const firstOf = (ids: readonly string[]): number[] => ids.map((id, position) => (ids.indexOf(id) < position ? ids.indexOf(id) : -1));

it('finds what a search would find, for any ids', () => {
  const id = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('', 'a', 'b', '__proto__', 'same'), fc.uuid());
  fc.assert(
    fc.property(fc.array(id, { maxLength: 60 }), (ids) => {
      expect(claimAll(ids)).toEqual(firstOf(ids));
    }),
    { numRuns: 1000 },
  );
});

it('finds them among ids that differ only where the hash does not look', () => {
  const ids = Array.from({ length: 2000 }, (_, n) => `12345678${String(n % 1500).padStart(6, '0')}12345678`);
  expect(claimAll(ids)).toEqual(firstOf(ids));
});

it('is not made quadratic by such ids', () => {
  const ids = Array.from({ length: 200_000 }, (_, n) => `12345678${String(n).padStart(6, '0')}12345678`);
  const started = performance.now();
  expect(claimAll(ids).every((earlier) => earlier === -1)).toBe(true);
  expect(performance.now() - started).toBeLessThan(5000);
});
