import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { openFolder, readTree } from '../support/pipeline.ts';
import { verified } from './verify-bench.ts';

const EVER = { from: 0, to: Date.UTC(2100, 0, 1) };

/** The archive as the dead left it, with its log: what is looked at is a copy, so that the next one finds it untouched. */
const copyArchive = async (folder: string): Promise<string> => {
  const copy = join(await openFolder(), 'vdc-report.db');
  for (const ending of ['', '-wal'])
    if (existsSync(join(folder, `vdc-report.db${ending}`))) await copyFile(join(folder, `vdc-report.db${ending}`), `${copy}${ending}`);
  return copy;
};

type CollectionRow = { readonly id: number; readonly startedAt: number };

/** Checks every page and reference of the file. */
const collectionsIn = (file: string): readonly CollectionRow[] => {
  const database = new DatabaseSync(file);
  try {
    const first = (query: string) => Object.values(database.prepare(query).get() ?? {})[0];
    expect([first('pragma integrity_check'), first('select count(*) from pragma_foreign_key_check')]).toEqual(['ok', 0]);
    const rows = database.prepare('select id, started_at from collection order by id').all();
    return rows.map(({ id, started_at }) => ({ id: Number(id), startedAt: Number(started_at) }));
  } finally {
    database.close();
  }
};

/** A hash of everything that was known when a collection was done, every response byte for byte; by the collection. */
export type Memory = ReadonlyMap<number, string>;

const hashOfEvidence = (evidence: Evidence | null): string => {
  const { exchanges = [], ...rest } = evidence ?? {};
  const hash = createHash('sha256').update(JSON.stringify([rest, exchanges.map(({ body: _, ...how }) => how)]));
  for (const { body } of exchanges) hash.update(body.read());
  return hash.digest('hex');
};

/**
 * What the archive knows, opened as the next process would, of the newest collections: those that are not in `known`, and the
 * last one that is. `thorough`: of every collection.
 */
export const remembered = async (folder: string, known: Memory, thorough: boolean): Promise<Memory> => {
  if (!existsSync(join(folder, 'vdc-report.db'))) return new Map();
  const copy = await copyArchive(folder);
  const archive = await openSqliteArchive(copy, bodyReader);
  const last = [...known.keys()].at(-1) ?? 0;
  const memory = new Map<number, string>();
  try {
    for (const { id, startedAt } of collectionsIn(copy)) {
      const before = thorough || id >= last ? undefined : known.get(id);
      memory.set(id, before ?? hashOfEvidence(await archive.evidence('contoso', EVER, { asOf: startedAt })));
    }
  } finally {
    await archive.close();
  }
  return memory;
};

const foldersIn = async (path: string, is: (name: string) => boolean): Promise<readonly string[]> =>
  existsSync(path) ? (await readdir(path)).filter(is).map((name) => join(path, name)) : [];

/** The newest of the complete bundles that were about to move in. */
const newest = (waiting: readonly string[]): readonly string[] => waiting.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs).slice(0, 1);

const hashOf = async (folder: string): Promise<string> => {
  const hash = createHash('sha256');
  for (const [name, bytes] of await readTree(folder)) hash.update(`${name} ${String(bytes.length)} `).update(bytes);
  return hash.digest('hex');
};

/**
 * Bundles that must not be lost, by a hash of all their bytes: in their place, or superseded; and where the place is empty, the one
 * that was about to move in. Each that is new, and each that was about to move in, is verified: it is whole, or it would not agree.
 */
export const wholeBundles = async (bundles: string, known: ReadonlySet<string>): Promise<ReadonlySet<string>> => {
  const [placed, waiting, superseded] = await Promise.all([
    foldersIn(bundles, (name) => !name.startsWith('.')),
    foldersIn(bundles, (name) => name.startsWith('.next-')),
    foldersIn(join(bundles, '.superseded'), () => true),
  ]);
  const hashes = new Map<string, string>();
  for (const folder of [...placed, ...waiting, ...superseded]) {
    hashes.set(folder, await hashOf(folder));
    if (known.has(hashes.get(folder) ?? '')) continue;
    const { code, bad } = await verified(folder);
    expect([folder, code, bad]).toEqual([folder, 0, []]);
  }
  const lasting = [...placed, ...superseded, ...(placed.length === 0 ? newest(waiting) : [])];
  return new Set(lasting.map((folder) => hashes.get(folder) ?? ''));
};

/** What the dead left beside bundles in their places: half of one, or one that was about to move in. */
export const leftovers = async (bundles: string): Promise<readonly string[]> =>
  (await readdir(bundles)).filter((name) => name.startsWith('.') && name !== '.superseded');
