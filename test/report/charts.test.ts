import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gauge } from '../../src/report/charts/gauge.ts';
import { startsByHour } from '../../src/report/starts.ts';
import { jobFixture } from '../support/report-fixture.ts';

const ratio = fc.double({ min: 0, max: 1, noNaN: true });

/** Where a path's first absolute move leads to. */
const startX = (path: string): number => Number(/^M(-?[\d.]+)/.exec(path)?.[1]);
const barWidth = (path: string): number => Number(/h(-?[\d.]+)/.exec(path)?.[1]);

describe('the gauge of a target', () => {
  test('shows value and target on the side of each other where they are', () => {
    fc.assert(
      fc.property(ratio, ratio, (value, target) => {
        const drawn = gauge(value, target);
        const gap = barWidth(drawn.value) - startX(drawn.target);
        expect(Math.abs(gap) <= 0.1 || Math.sign(gap) === Math.sign(value - target)).toBe(true);
        expect(startX(drawn.target)).toBeGreaterThanOrEqual(0);
        expect(barWidth(drawn.value)).toBeLessThanOrEqual(drawn.width);
      }),
      { numRuns: 1000 },
    );
  });

  test('never lets a value above nothing look like nothing, nor the scale begin above it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), ratio, (value, target) => {
        const drawn = gauge(value, target);
        expect(drawn.from).toBeLessThanOrEqual(Math.min(value, target));
        expect(barWidth(drawn.value)).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('starts by hour', () => {
  const at = (start: string) => ({ ...jobFixture().sessions[0], start });
  const hoursOf = (starts: readonly string[], zone: string): number[] => {
    const [session] = jobFixture().sessions;
    if (session === undefined) throw new Error('The fixture has no session.');
    const job = jobFixture({ sessions: starts.map((start) => ({ ...session, ...at(start) })) });
    return startsByHour([job], zone).flatMap(({ success, warning, other }, hour) => Array.from({ length: success + warning + other }, () => hour));
  };

  test('follow the zone, on both sides of a change of clocks', () => {
    expect(hoursOf(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00.000Z'], 'Europe/Berlin')).toEqual([2, 2, 3]);
    expect(hoursOf(['2026-10-03T15:29:59.999Z', '2026-10-03T15:30:00.000Z'], 'Australia/Lord_Howe')).toEqual([1, 2]);
    expect(hoursOf(['2026-10-03T18:14:59.000Z', '2026-10-03T18:15:00.000Z'], 'Asia/Kathmandu')).toEqual([0, 23]);
  });

  test('count every session of every job once', () => {
    const job = jobFixture();
    const total = startsByHour([job, job], 'Europe/Berlin').reduce((sum, { success, warning, other }) => sum + success + warning + other, 0);
    expect(total).toBe(job.sessions.length * 2);
  });
});
