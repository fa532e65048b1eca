import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { DAY } from '../../src/model/instant.ts';
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
  expect(await other.evidence('contoso', window)).toEqual(evidence);
  await Promise.all([one.close(), other.close()]);
  await remove();
});
