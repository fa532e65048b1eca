import { Cron } from 'croner';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_EXPECTED_RUNS, mostExpectedRuns } from '../../src/model/expected-runs.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';
import type { Cadence } from '../../src/model/policy.ts';

const FROM = Date.UTC(2026, 0, 1);
const cron = (expression: string): Cadence => ({ kind: 'cron', cron: expression, timezone: 'UTC' });
const within = (days: number) => ({ from: FROM, to: FROM + days * DAY });
const mostOf = (cadence: Cadence, days: number): number => mostExpectedRuns({ cadence, jobs: [] }, within(days));

/** What really comes, one instant after the other. */
const walked = (expression: string, days: number): number => {
  const found = new Cron(expression, { timezone: 'UTC', paused: true }).nextRuns(100, new Date(FROM - 1));
  return found.filter((instant) => instant.getTime() < FROM + days * DAY).length;
};

const listOf = (max: number) => fc.uniqueArray(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 3 }).map(String);

test('never fewer than there are', () => {
  fc.assert(
    fc.property(listOf(59), listOf(23), fc.constantFrom('* * *', '1 * *', '* * 1-5', '2 * 5', '*/2 * *', '* 2 *'), (minutes, hours, days) => {
      const expression = `${minutes} ${hours} ${days}`;
      expect(mostOf(cron(expression), 3)).toBeGreaterThanOrEqual(walked(expression, 3));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['every minute of ten years', cron('* * * * *'), 3652, 5_258_880],
  ['every five minutes of a year', cron('*/5 * * * *'), 365, 105_120],
  ['nightly', cron('0 3 * * *'), 31, 31],
  ['an hourly interval', { kind: 'every', interval: HOUR }, 31, 744],
  ['a field that is none', cron('61 * * * *'), 1, Infinity],
  ['six fields', cron('* * * * * *'), 1, Infinity],
] as const)('%s', (_, cadence, days, expected) => {
  expect(mostOf(cadence, days)).toBe(expected);
});

test('each rhythm of the rules counts once, and an inferred one not at all', () => {
  const rules = [
    { match: 'a', cadence: cron('0 * * * *') },
    { match: 'b', cadence: cron('0 * * * *') },
    { match: 'c', cadence: null },
    { match: 'd' },
  ];
  expect(mostExpectedRuns({ cadence: { kind: 'every', interval: 12 * HOUR }, jobs: rules }, within(1))).toBe(26);
  expect(mostExpectedRuns({ cadence: null, jobs: [] }, within(3652))).toBe(0);
});

test('what is refused is out of all proportion: a rhythm of five minutes may be looked at for four years', () => {
  expect(mostOf({ kind: 'every', interval: 5 * MINUTE }, 4 * 366)).toBeLessThanOrEqual(MOST_EXPECTED_RUNS);
});
