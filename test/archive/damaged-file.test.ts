import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { UserError } from '../../src/errors.ts';
import { DAY, HOUR } from '../../src/model/instant.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { useFolder } from './support/folder.ts';
import { collectAt, regularRuns } from './support/source.ts';

const file = useFolder();
const OCTOBER = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };
const jobs = ['a', 'b', 'c'].map((id) => ({ id, name: id, runs: regularRuns(id, OCTOBER.from, OCTOBER.to, HOUR) }));
const collection = { tenantId: 'contoso', evidence: collectAt(jobs, OCTOBER.to, { retention: 100 * DAY }), tool: 'test 1' };

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

const makeArchive = async (path: string): Promise<void> => {
  const archive = await openSqliteArchive(path, bodyReader);
  await archive.record(collection);
  await archive.close();
};

/** Opens, records, and says why not. */
const useIt = async (path: string): Promise<UserError> => {
  try {
    const archive = await openSqliteArchive(path, bodyReader);
    try {
      await archive.record({ ...collection, tenantId: 'fabrikam' });
    } finally {
      await archive.close();
    }
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was taken for an archive.');
};

const expectRefused = async (path: string, code: string): Promise<void> => {
  const before = hashOf(path);
  const error = await useIt(path);
  expect(error.code).toBe(code);
  expect(error.message).toContain(path);
  expect(error.hint).toMatch(/^It was left as it is\. .*\.$/u);
  expect(hashOf(path)).toBe(before);
  expect(readdirSync(file(''))).toEqual(['x.db']);
};

describe('a new archive', () => {
  test('is for its owner alone, with all that lies beside it', async () => {
    const archive = await openSqliteArchive(file('new.db'), bodyReader);
    await archive.record(collection);
    for (const name of readdirSync(file(''))) expect([name, statSync(file(name)).mode & 0o777]).toEqual([name, 0o600]);
    await archive.close();
    expect(readdirSync(file(''))).toEqual(['new.db']);
  });

  test('takes an empty file, and closes it to others', async () => {
    writeFileSync(file('empty.db'), '');
    chmodSync(file('empty.db'), 0o644);
    await makeArchive(file('empty.db'));
    expect(statSync(file('empty.db')).mode & 0o777).toBe(0o600);
  });

  test('needs a folder that is there', async () => {
    const error = await useIt(file('nowhere/new.db'));
    expect(error).toMatchObject({ code: 'archive-unusable' });
    expect(error.message).toContain('its folder does not exist');
    expect(existsSync(file('nowhere'))).toBe(false);
  });
});

describe('what is no archive is refused and left as it is', () => {
  test.each([
    ['text', Buffer.from('Meeting notes\n')],
    ['one byte', Buffer.from([0])],
    ['noise', Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 7919 + (at >> 3) * 104_729) % 251))],
    ['zeros', Buffer.alloc(8192)],
  ])('%s', async (_what, bytes) => {
    writeFileSync(file('x.db'), bytes);
    await expectRefused(file('x.db'), 'archive-foreign');
  });

  test('a folder', async () => {
    mkdirSync(file('x.db'));
    expect((await useIt(file('x.db'))).code).toBe('archive-foreign');
    expect(readdirSync(file('x.db'))).toEqual([]);
  });

  test.each([
    ['without a name', ''],
    ['with a name', 'pragma application_id = 1234;'],
    ['with tables named like ours', 'create table session_state (id integer); create table reading (id integer);'],
    ['in another journal mode', 'pragma journal_mode = delete;'],
  ])('a database of somebody else %s', async (_what, pragma) => {
    const other = new DatabaseSync(file('x.db'));
    other.exec(`pragma journal_mode = wal; ${pragma} create table song (id integer primary key, title text); insert into song values (1, 'x')`);
    other.close();
    await expectRefused(file('x.db'), 'archive-foreign');
  });

  test('an archive of a newer form', async () => {
    await makeArchive(file('x.db'));
    const newer = new DatabaseSync(file('x.db'));
    newer.exec('pragma user_version = 99');
    newer.close();
    await expectRefused(file('x.db'), 'archive-newer');
  });
});

describe('a damaged archive is refused and left as it is', () => {
  test.each([0.1, 0.5, 0.9, 0.999])('cut off at %d of its length', async (part) => {
    await makeArchive(file('x.db'));
    truncateSync(file('x.db'), Math.floor(statSync(file('x.db')).size * part));
    await expectRefused(file('x.db'), 'archive-damaged');
  });

  test('a head that lost its name', async () => {
    await makeArchive(file('x.db'));
    writeFileSync(file('x.db'), Buffer.concat([Buffer.alloc(16), readFileSync(file('x.db')).subarray(16)]));
    await expectRefused(file('x.db'), 'archive-foreign');
  });

  test('any page full of noise', async () => {
    await makeArchive(file('whole.db'));
    const whole = readFileSync(file('whole.db'));
    const pages = whole.length / 4096;
    expect(pages).toBeGreaterThan(40);
    const silent: number[] = [];
    for (let page = 0; page < pages; page += 3) {
      const bytes = Buffer.from(whole);
      for (let at = page === 0 ? 100 : 0; at < 4096; at += 1) bytes[page * 4096 + at] = (at * 31 + page * 17) % 256;
      writeFileSync(file('x.db'), bytes);
      const before = hashOf(file('x.db'));
      const outcome = await useIt(file('x.db')).then(
        ({ code }) => code,
        (error: unknown) => String(error),
      );
      if (outcome === 'Error: It was taken for an archive.') silent.push(page);
      else expect([page, outcome, hashOf(file('x.db'))]).toEqual([page, 'archive-damaged', before]);
    }
    // Pages that hold nothing but the middle of a long body have no form that could be broken: its address finds that out.
    for (const page of silent) {
      const bytes = Buffer.from(whole);
      bytes.fill(0xa5, page * 4096, (page + 1) * 4096);
      writeFileSync(file('x.db'), bytes);
      const archive = await openSqliteArchive(file('x.db'), bodyReader);
      await expect(archive.evidence('contoso', OCTOBER)).rejects.toMatchObject({ code: 'archive-damaged' });
      await archive.close();
    }
  });
});
