import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, toIso, type Instant } from '../../src/model/instant.ts';
import type { Report } from '../../src/model/report.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { configure, openFolder, PERIOD, reportIn, tenantAt } from '../support/pipeline.ts';
import { openChangingSource, typeAt } from './archive-source.ts';
import { verified } from './verify-bench.ts';

/** In the middle of the period, and after it. */
const THEN = Date.parse('2025-10-15T05:00:00Z');
const NOW = Date.parse('2025-11-01T05:00:00Z');
const [DELETED, RENAMED, DISABLED] = [4, 3, 5];
const CHANGE = THEN + DAY;

const WORLD = createWorld({ name: 'healthy', seed: 1, now: NOW, days: 60 });
const HABITS = {
  retention: Infinity,
  stories: { [DELETED]: { deletedAt: CHANGE }, [RENAMED]: { renamed: { at: CHANGE, to: 'Another name' } }, [DISABLED]: { disabledAt: CHANGE } },
};

const open = async (changes: Readonly<Record<string, unknown>> = {}) => {
  const source = await openChangingSource(WORLD, HABITS);
  const folder = await openFolder();
  await configure(folder, [tenantAt(source.url)], { archive: './vdc-report.db', report: { formats: ['json'], logs: 'all' }, ...changes });
  const collectAt = async (now: Instant) => {
    source.show(now);
    expect((await typeAt(folder, now, ['collect'])).code).toBe(0);
  };
  const reportAt = async (now: Instant, ...argv: readonly string[]) => {
    expect((await typeAt(folder, now, ['report', '--period', PERIOD, ...argv], {})).code).toBe(0);
    return reportIn(folder);
  };
  const logsAsked = () => source.requests.filter(({ endpoint }) => endpoint === 'logs').length;
  return { source, folder, collectAt, reportAt, logsAsked, bundle: join(folder, 'reports', 'contoso', PERIOD) };
};

describe('report --as-of an earlier instant', () => {
  it('states what the archive knew then, whatever was collected since, and verify agrees', async () => {
    const { collectAt, reportAt, bundle } = await open();
    await collectAt(THEN - DAY);
    await collectAt(THEN);
    const then = await reportAt(THEN);
    await collectAt(NOW);
    const now = await reportAt(NOW);
    expect([now.asOf, now.state]).toEqual([toIso(NOW), 'final']);
    expect(now.jobs.map(({ name }) => name)).toContain('Another name');
    // Also an instant shortly after: nobody knows what happened between the collection and it.
    for (const named of [THEN, THEN + 20 * HOUR]) {
      const again = await reportAt(NOW + DAY, '--as-of', toIso(named));
      expect({ ...again, supersedes: null }).toEqual(then);
      expect(again.findings.map(({ code }) => code)).not.toContain('hindsight');
      expect((await verified(bundle)).code).toBe(0);
    }
  });

  it('rests on all that is known where the archive begins later, without what started since', async () => {
    const { collectAt, reportAt, bundle } = await open();
    await collectAt(NOW);
    const report = await reportAt(NOW, '--as-of', toIso(THEN));
    expect([report.asOf, report.asOfSource, report.state]).toEqual([toIso(THEN), 'named', 'provisional']);
    const told = report.findings.filter(({ code }) => code === 'hindsight');
    expect(told).toEqual([{ code: 'hindsight', severity: 'medium', jobId: null, args: { asOf: toIso(THEN), since: toIso(NOW) } }]);
    expect(report.jobs.map(({ name }) => name)).toContain('Another name');
    expect(report.jobs.reduce((sum, { runs }) => sum + runs.total, 0)).toBe(
      WORLD.jobs
        .filter((_, place) => place !== DELETED)
        .flatMap(({ runs }) => runs.map(({ session }) => Date.parse(session.creationTime)))
        .filter((start) => start >= Date.parse('2025-10-01T00:00:00Z') && start <= THEN).length,
    );
    expect((await verified(bundle)).code).toBe(0);
  });
});

describe('report --as-of, where the period before was reported later', () => {
  it('compares with no report that nobody had made then', async () => {
    const { collectAt, reportAt, folder } = await open();
    await collectAt(THEN);
    expect((await typeAt(folder, NOW, ['report', '--period', '2025-09'], {})).code).toBeLessThanOrEqual(3);
    expect((await reportAt(NOW)).changes).not.toBeNull();
    expect((await reportAt(NOW, '--as-of', toIso(THEN))).changes).toBeNull();
    expect((await reportAt(NOW + DAY, '--as-of', toIso(NOW))).changes).not.toBeNull();
  });
});

/** The archive knows logs from before the period, too: a drop is then held against more days. */
const withoutEarlierDays = ({ jobs }: Report) =>
  jobs.map((job) => ({
    ...job,
    transfer: job.transfer && { ...job.transfer, drop: job.transfer.drop !== null },
    findings: job.findings.map((finding) => (finding.code === 'objects-dropped' || finding.code === 'volume-dropped' ? finding.code : finding)),
  }));

describe('run after collections', () => {
  it('asks for no log that the archive holds; bundle and figures are as from a source that was asked for all', async () => {
    const { source, folder, collectAt, logsAsked, bundle } = await open();
    await collectAt(NOW - DAY);
    const held = logsAsked();
    expect(held).toBeGreaterThan(50);
    source.show(NOW);
    const run = (place: string) => typeAt(place, NOW + MINUTE, ['run', '--period', PERIOD]);
    expect((await run(folder)).code).toBe(0);
    const asked = logsAsked() - held;
    const fresh = await openFolder();
    await configure(fresh, [tenantAt(source.url)], { archive: './vdc-report.db', report: { formats: ['json'], logs: 'all' } });
    expect((await run(fresh)).code).toBe(0);
    expect(asked).toBeLessThanOrEqual(5);
    expect(logsAsked() - held - asked).toBeGreaterThan(50);
    expect(withoutEarlierDays(await reportIn(folder))).toEqual(withoutEarlierDays(await reportIn(fresh)));
    expect((await verified(bundle)).code).toBe(0);
  });
});
