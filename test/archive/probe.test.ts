import { readFileSync, readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { probeArchive } from '../../src/archive/sqlite/probe.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

const make = async (): Promise<string> => {
  const path = file('x.db');
  await (await openSqliteArchive(path, bodyReader)).close();
  return path;
};

describe('trying an archive', () => {
  test('finds a good one good, and leaves every byte as it was', async () => {
    const path = await make();
    const before = readFileSync(path);
    expect(await probeArchive(path)).toEqual({ kind: 'good', bytes: before.byteLength, current: true });
    expect([readFileSync(path).equals(before), readdirSync(file(''))]).toEqual([true, ['x.db']]);
  });

  test('begins none where there is none', async () => {
    expect(await probeArchive(file('x.db'))).toEqual({ kind: 'absent' });
    expect(readdirSync(file(''))).toEqual([]);
  });

  test('tells one of an older form, and does not bring it up to date', async () => {
    const path = await make();
    const database = new DatabaseSync(path);
    database.exec('pragma user_version = 1');
    database.close();
    expect(await probeArchive(path)).toMatchObject({ kind: 'good', current: false });
  });

  test('waits for nobody for long', async () => {
    const path = await make();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    expect(await probeArchive(path)).toMatchObject({ kind: 'busy' });
    other.close();
  });

  test('names a folder that is not there, and a file of somebody else', async () => {
    await expect(probeArchive(file('nowhere/x.db'))).rejects.toThrow(/its folder does not exist/);
    const foreign = new DatabaseSync(file('y.db'));
    foreign.exec('create table other (one integer)');
    foreign.close();
    await expect(probeArchive(file('y.db'))).rejects.toMatchObject({ code: 'archive-foreign' });
  });
});
