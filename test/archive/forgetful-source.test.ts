import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze/index.ts';
import type { Archive } from '../../src/archive/archive.ts';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import type { Analysis } from '../../src/model/analysis.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { DAY, HOUR, MINUTE, type Instant } from '../../src/model/instant.ts';
import type { Policy } from '../../src/model/policy.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { readEvidence } from '../../src/vdc/read/index.ts';
import { collectAt, type Run, type SourceOptions, type WorldJob } from './support/source.ts';

const FROM = Date.UTC(2026, 9, 1);
const TO = Date.UTC(2026, 10, 1);
const PERIOD = { key: '2026-10', unit: 'month', from: FROM, to: TO, timezone: 'Europe/Berlin' } as const;
const POLICY: Policy = {
  name: null,
  rpo: DAY,
  grace: 2 * HOUR,
  recoveryPoints: ['success', 'warning'],
  targets: { rpoCompliance: 0.99, successRate: 0.95 },
  persistentAfter: 3,
  cadence: null,
  jobs: [],
  waivers: [],
};

const analysisOf = (evidence: Evidence): Analysis => analyze(readEvidence(evidence), { period: PERIOD, asOf: evidence.startedAt, policy: POLICY });

/** Everything that was ever collected, as one body of evidence: what can be known at most. */
const everything = (collections: readonly Evidence[]): Evidence => ({
  ...collections.at(-1)!,
  exchanges: collections.flatMap(({ exchanges }, round) => exchanges.map((exchange) => ({ ...exchange, round }))),
  missing: [],
});

const withArchive = async <Result>(use: (archive: Archive) => Promise<Result>): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  const archive = await openSqliteArchive(join(folder, 'archive.db'), bodyReader);
  try {
    return await use(archive);
  } finally {
    await archive.close();
    rmSync(folder, { recursive: true });
  }
};

const kept = async (collections: readonly Evidence[]): Promise<Evidence> =>
  withArchive(async (archive) => {
    for (const evidence of collections) await archive.record({ tenantId: 'contoso', evidence, tool: 'test 1' });
    return (await archive.evidence('contoso', { from: FROM, to: TO }))!;
  });

const FIRST = Date.UTC(2026, 7, 20);

const runs = (jobId: string): fc.Arbitrary<readonly Run[]> =>
  fc
    .array(
      fc.record({
        gap: fc.integer({ min: 6 * 60, max: 50 * 60 }).map((minutes) => minutes * MINUTE),
        length: fc.integer({ min: 1, max: 40 * 60 }).map((minutes) => minutes * MINUTE),
        status: fc.constantFrom('Success', 'Success', 'Success', 'Warning', 'Failed', 'Stopped', 'Odd'),
      }),
      { minLength: 20, maxLength: 75 },
    )
    .map((drawn) => {
      let start = FIRST;
      return drawn.map(({ gap, length, status }, index) => ({ id: `${jobId}-${index}`, start: (start += gap), length, status }));
    });

const worldJob = (id: string): fc.Arbitrary<WorldJob> =>
  fc
    .record({ runs: runs(id), deletedAt: fc.option(fc.integer({ min: FROM - 10 * DAY, max: TO - DAY }), { nil: undefined }) })
    .map(({ runs: drawn, deletedAt }): WorldJob => ({ id, name: `Job ${id}`, runs: drawn, ...(deletedAt === undefined ? {} : { deletedAt }) }));

const world = fc.tuple(worldJob('a'), worldJob('b'), worldJob('c'));
/** Once a day, never at quite the same time. */
const times = fc
  .array(fc.integer({ min: 0, max: 5 * 60 }), { minLength: 74, maxLength: 74 })
  .map((minutes) => minutes.map((late, day) => FIRST + day * DAY + late * MINUTE));

const collectAll = (jobs: readonly WorldJob[], at: readonly Instant[], options: SourceOptions): readonly Evidence[] =>
  at.map((now) => collectAt(jobs, now, options));

describe('a source that drops sessions after 20 days and deletes jobs, collected daily', () => {
  test('gives the same month as everything that was ever collected, and as a source that forgets no session', async () => {
    const forgetful = { retention: 20 * DAY };
    await fc.assert(
      fc.asyncProperty(world, times, async (jobs, at) => {
        const collections = collectAll(jobs, at, forgetful);
        const evidence = await kept(collections);
        const found = analysisOf(evidence);
        expect(found).toEqual(analysisOf(everything(collections)));
        expect(found).toEqual(analysisOf(everything(collectAll(jobs, at, { retention: Infinity }))));
        expect(evidence.exchanges.length).toBeLessThan(collections.flatMap(({ exchanges }) => exchanges).length / 5);
      }),
      { numRuns: 15 },
    );
  });

  test('a job that still exists is measured as by one collection from a source that forgot nothing', async () => {
    const nightly = (jobId: string): readonly Run[] =>
      Array.from({ length: 73 }, (_, day) => ({
        id: `${jobId}-${day}`,
        start: FIRST + day * DAY + 2 * HOUR,
        length: 20 * MINUTE,
        status: day % 17 === 0 ? 'Failed' : 'Success',
      }));
    const stays: WorldJob = { id: 'stays', name: 'Stays', runs: nightly('stays') };
    const goes: WorldJob = { id: 'goes', name: 'Goes', runs: nightly('goes'), deletedAt: FROM + 15 * DAY };
    const at = Array.from({ length: 74 }, (_, day) => FIRST + day * DAY + 12 * HOUR);
    const found = analysisOf(await kept(collectAll([stays, goes], at, { retention: 20 * DAY })));
    const truth = analysisOf(collectAt([stays, goes], at.at(-1)!, { retention: Infinity, keepsDeleted: true }));
    expect(found.jobs.find(({ job }) => job.id === 'stays')).toEqual(truth.jobs.find(({ job }) => job.id === 'stays'));
    const gone = found.jobs.find(({ job }) => job.id === 'goes');
    expect(gone?.sessions.map(({ id }) => id)).toEqual(Array.from({ length: 15 }, (_, day) => `goes-${day + 42}`));
  });
});
