import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/model/instant.ts';
import { againAt } from '../../src/schedule/again.ts';

it('waits longer each time, six hours at most, and gives up at the end', () => {
  const waits = Array.from({ length: 10 }, (_, index) => againAt(index + 1, 0, 1000 * HOUR) ?? 0);
  expect(waits.slice(0, 4).map((wait) => wait / MINUTE)).toEqual([5, 10, 20, 40]);
  expect(waits.at(-1)).toBe(6 * HOUR);
  expect(againAt(1_000_000, 0, 1000 * HOUR)).toBe(6 * HOUR);
  expect([againAt(1, 0, 5 * MINUTE + 1), againAt(1, 0, 5 * MINUTE)]).toEqual([5 * MINUTE, null]);
});
