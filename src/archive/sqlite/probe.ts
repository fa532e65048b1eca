import { existsSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../errors.ts';
import { SCHEMA_VERSION } from '../store/migrations.ts';
import { explainFailure } from './failure.ts';
import { checkPages, look, versionOf } from './identity.ts';
import { importSqlite, type Sqlite } from './import-sqlite.ts';
import { inspectExisting } from './inspect-file.ts';

/**
 * `absent`: there is none yet, and one could be begun. `busy`: another process has been writing for a while. `current`: its
 * tables have the form that this program writes, so that opening it changes nothing.
 */
export type ProbedArchive =
  | { readonly kind: 'absent' }
  | { readonly kind: 'busy'; readonly bytes: number }
  | { readonly kind: 'good'; readonly bytes: number; readonly current: boolean };

/** Milliseconds to wait for a process that writes. Nothing else runs in this process meanwhile. */
const PATIENCE = 3000;
const BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === BUSY;

const withoutLocks = (path: string): UserError =>
  new UserError('archive-without-locks', `The archive ${path} cannot be used safely: its file system lets two processes write at once.`, {
    hint: 'Put the archive on a disk of this machine, not on a network share.',
  });

/** A second connection must be kept out while the first one writes. */
const isLocked = ({ DatabaseSync: Database }: Sqlite, path: string): boolean => {
  const second = new Database(path, { timeout: 0 });
  try {
    second.exec('begin immediate');
    second.exec('rollback');
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    second.close();
  }
};

/** Writes, and takes it back. Throws where that cannot be done, or where a lock holds nobody off. */
const tryWriting = (sqlite: Sqlite, database: DatabaseSync, path: string): void => {
  database.exec('begin immediate');
  try {
    database.exec('create table probe_of_doctor (one integer)');
    if (!isLocked(sqlite, path)) throw withoutLocks(path);
  } finally {
    database.exec('rollback');
  }
};

/** Beside where the archive will be: what works for one file there works for another. */
const probePlace = (sqlite: Sqlite, path: string): ProbedArchive => {
  // SQLite would only say that it cannot open a file.
  statSync(dirname(path));
  const trial = `${path}.doctor-${String(process.pid)}`;
  try {
    const database = new sqlite.DatabaseSync(trial);
    try {
      database.exec('pragma journal_mode = wal');
      tryWriting(sqlite, database, trial);
    } finally {
      database.close();
    }
    return { kind: 'absent' };
  } finally {
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${trial}${ending}`, { force: true });
  }
};

const probeFile = (sqlite: Sqlite, path: string): ProbedArchive => {
  inspectExisting(path);
  const bytes = statSync(path).size;
  look(sqlite, path, PATIENCE);
  const database = new sqlite.DatabaseSync(path, { timeout: PATIENCE });
  try {
    checkPages(database, path);
    tryWriting(sqlite, database, path);
    return { kind: 'good', bytes, current: versionOf(database) === SCHEMA_VERSION };
  } catch (error) {
    if (isBusy(error)) return { kind: 'busy', bytes };
    throw error;
  } finally {
    database.close();
  }
};

/** Proves that an archive can be read whole, written and locked, and leaves it as it is. Throws UserError where it cannot. */
export const probeArchive = async (file: string): Promise<ProbedArchive> => {
  const path = resolve(file);
  const sqlite = await importSqlite();
  try {
    return existsSync(path) ? probeFile(sqlite, path) : probePlace(sqlite, path);
  } catch (error) {
    throw explainFailure(path, error);
  }
};
