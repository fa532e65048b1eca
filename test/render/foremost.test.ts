import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foremost } from '../../src/render/html/view/foremost.ts';

test('keeps the weightiest rows in their order, and counts the others', () => {
  expect(foremost([3, 9, 1, 9, 5], (row) => row, 3)).toEqual({ shown: [9, 9, 5], omitted: 2 });
  expect(
    foremost(
      [
        { n: 1, of: 'a' },
        { n: 1, of: 'b' },
      ],
      ({ n }) => n,
      1,
    ),
  ).toEqual({ shown: [{ n: 1, of: 'a' }], omitted: 1 });
  expect(foremost([], () => 0)).toEqual({ shown: [], omitted: 0 });
});

test('leaves out nothing that weighs more than what it keeps, and changes nothing that fits', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(10), (rows, most) => {
      const { shown, omitted } = foremost(rows, (row) => row, most);
      expect(shown.length).toBe(Math.min(most, rows.length));
      expect(shown.length + omitted).toBe(rows.length);
      expect(shown.toSorted((a, b) => b - a)).toEqual(rows.toSorted((a, b) => b - a).slice(0, most));
      expect(foremost(rows, (row) => row, rows.length).shown).toEqual(rows);
    }),
    { numRuns: 1000 },
  );
});
