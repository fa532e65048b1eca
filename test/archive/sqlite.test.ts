import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { archiveContract } from './contract.ts';

archiveContract('a SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  return {
    open: (reader) => openSqliteArchive(join(folder, 'archive.db'), reader),
    remove: () => rm(folder, { recursive: true }),
  };
});
