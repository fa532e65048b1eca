import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spelledOut } from '../support/spelled-out.ts';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { DAY } from '../../src/model/instant.ts';
import { bodyOf } from '../../src/model/body.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { archiveContract, TOOL, type ArchivePlace } from './contract.ts';
import { pruneContract } from './prune-contract.ts';
import { collectAt, regularRuns } from './support/source.ts';

const sqliteFile = async (): Promise<ArchivePlace> => {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  return {
    open: (reader) => openSqliteArchive(join(folder, 'archive.db'), reader),
    remove: () => rm(folder, { recursive: true }),
  };
};

archiveContract('a SQLite file', sqliteFile);
pruneContract('a SQLite file', sqliteFile);

test('what one stores, another that has the file open sees at once', async () => {
  const { open, remove } = await sqliteFile();
  const [one, other] = [await open(bodyReader), await open(bodyReader)];
  const window = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };
  expect(await other.evidence('contoso', window)).toBeNull();
  const evidence = collectAt([{ id: 'a', name: 'A', runs: regularRuns('a', window.from, window.to) }], window.to, { retention: 90 * DAY });
  await one.record({ tenantId: 'contoso', evidence, tool: TOOL });
  expect(spelledOut(await other.evidence('contoso', window))).toEqual(spelledOut(evidence));
  await Promise.all([one.close(), other.close()]);
  await remove();
});

test('who has the file open several times in one process waits for no lock in vain: all store, and one forgets meanwhile', async () => {
  const { open, remove } = await sqliteFile();
  const archives = await Promise.all([open(bodyReader), open(bodyReader), open(bodyReader)]);
  const window = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };
  const evidence = collectAt([{ id: 'a', name: 'A', runs: regularRuns('a', window.from, window.to) }], window.to, { retention: 90 * DAY });
  const stored = archives.map((archive, place) => archive.record({ tenantId: `tenant-${String(place)}`, evidence, tool: TOOL }));
  await Promise.all([...stored, archives[0].prune({ before: window.from, dryRun: false })]);
  for (const place of [0, 1, 2]) expect(spelledOut(await archives[1].evidence(`tenant-${String(place)}`, window))).toEqual(spelledOut(evidence));
  for (const archive of archives) await archive.close();
  await remove();
});

test('answers are read in any order, as often as one likes, and when the archive is closed', async () => {
  const { open, remove } = await sqliteFile();
  const archive = await open(bodyReader);
  const window = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };
  const jobs = ['a', 'b'].map((id) => ({ id, name: id, runs: regularRuns(id, window.from, window.to) }));
  // Most of a day's list is what stood in the list before: all but the first are kept as differences.
  for (let day = 1; day <= 31; day += 1)
    await archive.record({ tenantId: 'contoso', evidence: collectAt(jobs, window.from + day * DAY, { retention: 10 * DAY }), tool: TOOL });
  const { exchanges } = (await archive.evidence('contoso', window)) ?? { exchanges: [] };
  await archive.close();
  const asked = [...exchanges, ...exchanges.toReversed(), ...exchanges];
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.map(({ body }) => bodyOf(body.read()).sha256)).toEqual(asked.map(({ body }) => body.sha256));
  await remove();
});
