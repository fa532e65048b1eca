import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, toIso, type Instant } from '../../src/model/instant.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { repaired } from '../evidence/support/repair.ts';
import { configure, openFolder, readTree, reportIn, tenantAt } from '../support/pipeline.ts';
import { openChangingSource, typeAt } from './archive-source.ts';
import { laidOut, verified } from './verify-bench.ts';

/** Saturday; weeks 40 to 44 of 2025 are over or running. */
const NOW = Date.parse('2025-11-01T05:00:00Z');
const WORLD = createWorld({ name: 'healthy', seed: 1, now: NOW, days: 60 });

const open = async () => {
  const source = await openChangingSource(WORLD, { retention: Infinity });
  const folder = await openFolder();
  await configure(folder, [tenantAt(source.url)], { archive: './vdc-report.db', report: { formats: ['html', 'json'], logs: 'none' } });
  const reportAt = async (now: Instant, period: string, ...argv: readonly string[]) => {
    source.show(Math.min(now, NOW));
    expect((await typeAt(folder, now, ['run', '--period', period, ...argv])).code).toBe(0);
    return reportIn(folder, period);
  };
  return { folder, reportAt, bundle: (period: string) => join(folder, 'reports', 'contoso', period) };
};

const hidden = (files: ReadonlyMap<string, Buffer>) => repaired({ kind: 'folder', files });

const verdictsIn = (report: Awaited<ReturnType<typeof reportIn>>) =>
  (report.trend?.periods ?? []).map(({ key, verdict, state, reportId }) => [key, verdict, state, reportId]);

describe('the trend of a tenant', () => {
  it('is made of the reports that count, shows the week without one, and verify computes it again', async () => {
    const { folder, reportAt, bundle } = await open();
    const first = await reportAt(NOW - 20 * DAY, '2025-W40');
    expect(first.trend).toBeNull();
    const early = await reportAt(NOW - 10 * DAY, '2025-W42');
    expect(early.state).toBe('final');
    const provisional = await reportAt(NOW - 7 * DAY, '2025-W43');
    const final = await reportAt(NOW - 3 * DAY, '2025-W43');
    expect([provisional.state, final.state]).toEqual(['provisional', 'final']);
    const latest = await reportAt(NOW, '2025-W44');
    expect(verdictsIn(latest)).toEqual([
      ['2025-W40', first.verdict, 'final', first.reportId],
      ['2025-W41', null, null, null],
      ['2025-W42', early.verdict, 'final', early.reportId],
      ['2025-W43', final.verdict, 'final', final.reportId],
      ['2025-W44', latest.verdict, 'provisional', latest.reportId],
    ]);
    expect(latest.trend?.periods[0]?.rpo).toMatchObject({ ratio: first.totals.rpo.ratio });
    expect((await verified(bundle('2025-W44'))).bad).toEqual([]);
    // A month is not followed by weeks.
    expect((await reportAt(NOW, '2025-10')).trend).toBeNull();
    // As of an instant, only what had been reported by then.
    const named = ['report', '--period', '2025-W44', '--as-of', toIso(NOW - 4 * DAY - HOUR)];
    expect((await typeAt(folder, NOW + DAY, named, {})).code).toBe(0);
    expect(verdictsIn(await reportIn(folder, '2025-W44')).map(([key, , state]) => [key, state])).toEqual([
      ['2025-W40', 'final'],
      ['2025-W41', null],
      ['2025-W42', 'final'],
      ['2025-W43', 'provisional'],
      ['2025-W44', 'provisional'],
    ]);
    expect((await verified(bundle('2025-W44'))).bad).toEqual([]);
  });

  it('cannot be touched up, and a bundle from before there was one still agrees', async () => {
    const { folder, reportAt, bundle } = await open();
    await reportAt(NOW - 10 * DAY, '2025-W42');
    await reportAt(NOW - 3 * DAY, '2025-W43');
    const files = await readTree(bundle('2025-W43'));
    const changed = (name: string, change: (json: Record<string, unknown>) => object) => {
      const json = JSON.parse(files.get(name)?.toString() ?? '') as Record<string, unknown>;
      return [name, Buffer.from(`${JSON.stringify(change(json), null, 2)}\n`)] as const;
    };
    const { trend } = await reportIn(folder, '2025-W43');
    const touched = { ...trend, periods: trend?.periods.map((each, index) => (index === 0 ? { ...each, gaps: 7 } : each)) };
    const better = await verified(await laidOut(hidden(new Map([...files, changed('report.json', (json) => ({ ...json, trend: touched }))]))));
    expect([better.code, better.bad.filter((sentence) => sentence.includes('trend.periods[0].gaps'))]).toEqual([1, [expect.anything()]]);
    const old = [changed('report.json', ({ trend: _, ...json }) => json), changed('evidence/inputs.json', ({ history: _, ...json }) => json)];
    const { checks } = await verified(await laidOut(hidden(new Map([...files, ...old]))));
    const codes = checks.map(({ code }) => code);
    expect(codes).toContain('report-recomputed');
    expect(codes).not.toContain('value-differs');
  });
});
