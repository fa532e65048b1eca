import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { DAY } from '../../src/model/instant.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { aClaim, agendaContract, done, T0, type AgendaPlace } from './agenda-contract.ts';
import { useFolder } from './support/folder.ts';

const sqliteFile = async (): Promise<AgendaPlace> => {
  const folder = await mkdtemp(join(tmpdir(), 'agenda-'));
  return {
    open: () => openSqliteArchive(join(folder, 'archive.db'), bodyReader),
    remove: () => rm(folder, { recursive: true }),
  };
};

agendaContract('a SQLite file', sqliteFile);

const file = useFolder();

test('prune forgets what was kept or given up, and what it forgets is never due again', async () => {
  const archive = await openSqliteArchive(file('archive.db'), bodyReader);
  const { agenda } = archive;
  const following = [{ schedule: 'monthly', tenantId: 'contoso', definition: 'a' }];
  await agenda.follow(following, T0 - DAY);
  await (await agenda.claim(aClaim()))?.finish(done(T0 + 1));
  await (await agenda.claim(aClaim({ instant: T0 + DAY, now: T0 + DAY })))?.finish(done(T0 + DAY + 1));
  await agenda.claim(aClaim({ instant: T0 - DAY, until: T0 + 900 * DAY }));
  for (const dryRun of [true, false]) expect(await archive.prune({ before: T0 + 1, dryRun })).toMatchObject([{ appointments: 1 }]);
  expect((await agenda.list(0)).map(({ instant, state }) => [instant, state]).toSorted()).toEqual([
    [T0 - DAY, 'running'],
    [T0 + DAY, 'done'],
  ]);
  expect(await agenda.follow(following, T0 + 9 * DAY)).toMatchObject([{ since: T0 + 1 }]);
  await archive.close();
});

const SCRIPT = join(import.meta.dirname, 'support', 'claim-many.ts');
const COUNT = 200;

test('of several processes that want the same, each appointment is kept by one', { timeout: 60_000 }, async () => {
  const claimers = ['one', 'two', 'three'].map((owner) => promisify(execFile)(process.execPath, [SCRIPT, file('archive.db'), owner, String(COUNT)]));
  const kept = (await Promise.all(claimers)).map(({ stdout }) => stdout.split('\n').filter(Boolean).map(Number));
  expect(kept.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, index) => index));
});
