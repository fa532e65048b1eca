import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { spelledOut } from '../support/spelled-out.ts';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { DAY, HOUR, type Instant } from '../../src/model/instant.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { TOOL } from './contract.ts';
import { useFolder } from './support/folder.ts';
import { collectAt, regularRuns } from './support/source.ts';

const START = Date.UTC(2026, 9, 1);
const NOW = START + 10 * DAY;
const DAYS = 10;

const pathOf = useFolder();

/** A hundred jobs with ninety sessions each. */
const first = (): Evidence => {
  const ids = Array.from({ length: 100 }, (_, job) => `job-${String(job)}`);
  const jobs = ids.map((id) => ({ id, name: id, runs: regularRuns(id, NOW - 90 * HOUR, NOW, HOUR) }));
  return collectAt(jobs, NOW, { retention: 90 * DAY });
};

const later = (evidence: Evidence, days: number): Evidence => {
  const after = (at: Instant): Instant => at + days * DAY;
  return {
    ...evidence,
    startedAt: after(evidence.startedAt),
    finishedAt: after(evidence.finishedAt),
    exchanges: evidence.exchanges.map((one) => ({ ...one, sentAt: after(one.sentAt), receivedAt: after(one.receivedAt) })),
  };
};

test('a collection with nothing new writes at most a hundredth of the first, counted in whole pages', async () => {
  const path = pathOf('archive.db');
  const archive = await openSqliteArchive(path, bodyReader);
  const other = new DatabaseSync(path);
  const evidence = first();
  const written = async (collected: Evidence): Promise<number> => {
    other.exec('pragma wal_checkpoint(truncate)');
    await archive.record({ tenantId: 'contoso', evidence: collected, tool: TOOL });
    return statSync(`${path}-wal`).size;
  };
  const whole = await written(evidence);
  let nothingNew = 0;
  for (let day = 1; day <= DAYS; day += 1) nothingNew += await written(later(evidence, day));
  other.close();
  await archive.close();
  expect(nothingNew / DAYS / whole).toBeLessThanOrEqual(0.01);
});

test('a file of other pages stays as it is, and is written to', async () => {
  const path = pathOf('archive.db');
  const before = new DatabaseSync(path);
  before.exec('pragma page_size = 4096; vacuum');
  before.close();
  expect(statSync(path).size).toBe(4096);
  const archive = await openSqliteArchive(path, bodyReader);
  const evidence = first();
  await archive.record({ tenantId: 'contoso', evidence, tool: TOOL });
  expect(spelledOut(await archive.evidence('contoso', { from: START, to: NOW }))).toEqual(spelledOut(evidence));
  await archive.close();
  const after = new DatabaseSync(path, { readOnly: true });
  expect(after.prepare('pragma page_size').get()).toEqual({ page_size: 4096 });
  after.close();
});
