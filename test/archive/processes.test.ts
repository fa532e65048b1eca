import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { DAY } from '../../src/model/instant.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { readEvidence } from '../../src/vdc/read/index.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const SCRIPT = join(import.meta.dirname, 'support', 'record-many.ts');
const START = Date.UTC(2026, 8, 1);
const WINDOW = { from: START, to: START + 90 * DAY };

type Ended = { readonly lines: readonly string[]; readonly errors: string; readonly signal: NodeJS.Signals | null; readonly code: number | null };
type Recording = { readonly child: ChildProcess; readonly lines: readonly string[]; readonly ended: Promise<Ended> };

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

const recordDays = (tenantId: string, first: number, days: number, onLine: (line: string) => void = () => undefined): Recording => {
  const child = spawn(process.execPath, [SCRIPT, file('archive.db'), tenantId, String(first), String(days)]);
  running.add(child);
  const lines: string[] = [];
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean)) {
      lines.push(line);
      onLine(line);
    }
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code, signal) => {
      running.delete(child);
      done({ lines, errors, signal, code });
    });
  });
  return { child, lines, ended };
};

/** What the file says of itself and what is in it. */
const inspect = () => {
  const database = new DatabaseSync(file('archive.db'));
  const value = (query: string) => Object.values(database.prepare(query).get() ?? {})[0];
  const found = {
    integrity: value('pragma integrity_check'),
    foreignKeys: value('select count(*) from pragma_foreign_key_check'),
    collections: value('select count(*) from collection'),
    readings: value('select count(*) from reading'),
    bodiesUsed: value('select count(*) from body'),
  };
  database.close();
  return found;
};

const sessionsOf = async (tenantId: string): Promise<readonly (readonly string[])[]> => {
  const archive = await openSqliteArchive(file('archive.db'), bodyReader);
  const evidence = await archive.evidence(tenantId, WINDOW);
  await archive.close();
  return evidence === null ? [] : readEvidence(evidence).jobs.map(({ sessions }) => sessions.map(({ id }) => id));
};

/** What three hourly jobs have run until a day, by a source that lists ten days. */
const expected = (days: number): readonly (readonly string[])[] =>
  ['a', 'b', 'c'].map((id) => Array.from({ length: days * 24 + 1 }, (_, index) => `${id}-${String(index).padStart(5, '0')}`));

describe('several processes', () => {
  test('begin one archive together and lose nothing: two tenants, and two days of one', async () => {
    const recordings = [recordDays('contoso', 0, 10), recordDays('fabrikam', 0, 10), recordDays('contoso', 10, 2)];
    for (const { code, errors } of await Promise.all(recordings.map(({ ended }) => ended))) expect([code, errors]).toEqual([0, '']);
    expect(inspect()).toMatchObject({ integrity: 'ok', foreignKeys: 0, collections: 22, readings: 22 * 4 });
    expect(await sessionsOf('fabrikam')).toEqual(expected(9));
    expect(await sessionsOf('contoso')).toEqual(expected(11));
  });

  test('killed at any instant, what was stored before is there, and the next one goes on', { timeout: 120_000 }, async () => {
    let next = 0;
    for (let kill = 0; kill < 20; kill += 1) {
      let seen = 0;
      const recording = recordDays('contoso', next, 60 - next, () => {
        seen += 1;
        // After one to four lines, at an instant that differs from time to time: within opening, packing, storing or between.
        if (seen === 1 + (kill % 4)) setTimeout(() => recording.child.kill('SIGKILL'), (kill * 1.7) % 12);
      });
      const { signal, lines, errors } = await recording.ended;
      expect([signal, errors]).toEqual(['SIGKILL', '']);
      const stored = lines.filter((line) => line !== 'open').length;
      const { collections, integrity, foreignKeys, readings } = inspect();
      expect([integrity, foreignKeys]).toEqual(['ok', 0]);
      // The last one may be stored without having said so.
      expect([next + stored, next + stored + 1]).toContain(collections);
      expect(readings).toBe(Number(collections) * 4);
      next = Number(collections);
      expect(await sessionsOf('contoso')).toEqual(next === 0 ? [] : expected(next - 1));
    }
    expect(next).toBeGreaterThan(5);
  });
});
