import { scaleLinear } from 'd3-scale';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayOutcome } from '../../src/model/analysis.ts';
import { calendarCells, daysOfCell } from '../../src/report/charts/calendar-cells.ts';
import { labelledDays } from '../../src/report/charts/month-ticks.ts';
import { isDense, sawLine } from '../../src/report/charts/saw.ts';
import { FROM, jobFixture, TO } from '../support/report-fixture.ts';

const DAY = 86_400_000;
const dateOf = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * DAY).toISOString().slice(0, 10);
const datesOf = (days: number): string[] => Array.from({ length: days }, (_, index) => dateOf(index));

describe('exposure with more teeth than room', () => {
  const x = scaleLinear([FROM, TO], [0, 212]);
  const iso = (at: number): string => new Date(at).toISOString();
  const heightsOf = (path: string): number[] => [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, , y]) => Number(y));
  /** Cuts the period into spans; each is as old at its beginning as its share says. */
  const jobOf = (parts: readonly number[]) => {
    const cuts = [FROM, ...parts.map((part) => Math.round(FROM + part * (TO - FROM))).toSorted((a, b) => a - b), TO];
    const exposure = cuts.slice(1).map((to, index) => {
      const from = cuts[index] ?? FROM;
      return { from: iso(from), to: iso(to), since: iso(from - (index % 7) * 3_600_000) };
    });
    return jobFixture({ rpo: { exposure } });
  };

  test('the line of tips reaches exactly as high as the highest tooth', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 80, maxLength: 400 }), (parts) => {
        const job = jobOf(parts);
        expect(isDense(job, x)).toBe(true);
        const highest = Math.max(...job.rpo.exposure.map(({ to, since }) => (Date.parse(to) - Date.parse(since ?? to)) / 1000));
        const y = scaleLinear([0, highest], [0, 1000]);
        expect(Math.max(...heightsOf(sawLine(job, x, y)))).toBeCloseTo(1000, 0);
      }),
      { numRuns: 1000 },
    );
  });

  test('an unbounded stretch is a hole in the line, never a low', () => {
    const job = jobOf(Array.from({ length: 200 }, (_, index) => index / 200));
    const unknown = { ...job, rpo: { ...job.rpo, exposure: job.rpo.exposure.map((span, index) => (index > 100 ? { ...span, since: null } : span)) } };
    const line = sawLine(unknown, x, scaleLinear([0, 1e6], [0, 1000]));
    const reach = Math.max(...[...line.matchAll(/[ML](-?[\d.]+),/g)].map(([, at]) => Number(at)));
    expect(reach).toBeGreaterThan(90);
    expect(reach).toBeLessThan(110);
  });
});

describe('the calendar of a long period', () => {
  const outcome = fc.constantFrom<DayOutcome>('failed', 'missed', 'unknown', 'success', 'warning', 'recovered', 'idle', 'disabled');

  test('every day is in one square, the squares fit, and each shows the worst of its days', () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 800 }), (outcomes) => {
        const days = outcomes.map((each, index) => ({ date: dateOf(index), outcome: each, runs: 1 }));
        const size = daysOfCell(days.length);
        const cells = calendarCells(days, size);
        expect(cells.length).toBeLessThanOrEqual(62);
        expect(cells[0]?.from).toBe(dateOf(0));
        expect(cells.at(-1)?.to).toBe(dateOf(days.length - 1));
        cells.forEach((cell, index) => {
          const part = outcomes.slice(index * size, (index + 1) * size);
          expect(part).toContain(cell.outcome);
          for (const bad of ['failed', 'missed', 'unknown'] as const) {
            if (!part.includes(bad)) continue;
            expect(cell.outcome).toBe(bad);
            break;
          }
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('a period of ten years has squares of whole weeks', () => {
    expect([31, 62, 63, 365, 3660].map(daysOfCell)).toEqual([1, 1, 7, 7, 63]);
  });
});

test('an axis has a word for every seventh day of a month, and for the first of the months of a year; never more than twelve', () => {
  expect(labelledDays(datesOf(31), 7)).toEqual([0, 7, 14, 21, 28]);
  expect(labelledDays(datesOf(365), 7).map((index) => dateOf(index).slice(5))).toEqual(
    Array.from({ length: 12 }, (_, month) => `${String(month + 1).padStart(2, '0')}-01`),
  );
  expect(labelledDays(datesOf(3650), 7).length).toBeLessThanOrEqual(12);
});
