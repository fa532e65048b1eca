import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Archive, BodyReader } from '../archive.ts';
import { createArchive } from '../store/index.ts';
import { SCHEMA_VERSION } from '../store/migrations.ts';
import type { ArchiveDatabase, ArchiveTables } from '../store/tables.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { explainFailure } from './failure.ts';
import { checkIdentity, checkPages, look, versionOf } from './identity.ts';
import { APPLICATION_ID, inspectFile } from './inspect-file.ts';
import { importSqlite } from './import-sqlite.ts';
import { migrateTables } from './migrate.ts';
import { takeTurn } from './turns.ts';

/** Milliseconds for which a process waits for another one that writes. A long first collection is stored in a few seconds. */
const PATIENCE = 60_000;

/**
 * Bytes. A collection that brings nothing new changes a few rows in several tables, and whole pages are written for them: small
 * ones take half as much, and reading is as quick. Only a new file follows; one that has other pages keeps them.
 */
const PAGE = 1024;

const settle = (database: DatabaseSync): void => {
  database.exec(`pragma page_size = ${PAGE}`);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
};

/** Brings the tables to the newest form in one transaction: whoever comes second finds it done. */
const migrate = async (db: ArchiveDatabase, database: DatabaseSync, path: string): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    checkIdentity(database, path);
    await migrateTables(trx);
    database.exec(`pragma application_id = ${APPLICATION_ID}`);
    database.exec(`pragma user_version = ${SCHEMA_VERSION}`);
  });
  // The file itself says whose it is from now on, not only its log.
  database.exec('pragma wal_checkpoint(passive)');
};

const once = (work: () => void): (() => void) => {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
};

const start = async (database: DatabaseSync, path: string, reader: BodyReader): Promise<Archive> => {
  const file = realpathSync(path);
  const db: ArchiveDatabase = new Kysely<ArchiveTables>({ dialect: new NodeSqliteDialect(database, () => takeTurn(file)) });
  settle(database);
  if (versionOf(database) < SCHEMA_VERSION) await migrate(db, database, path);
  const explain = (error: unknown): unknown => explainFailure(path, error);
  const compact = (): Promise<void> => db.connection().execute(async () => database.exec('vacuum; pragma wal_checkpoint(truncate)'));
  return createArchive({ db, explain, beforeWriting: once(() => checkPages(database, path)), compact, close: () => db.destroy() }, reader);
};

/**
 * Opens the archive in a file, or begins one where there is none. Several processes may have it open. Throws UserError, with
 * the file as it was, where it is damaged, somebody else's, or of a newer form.
 */
export const openSqliteArchive = async (file: string, reader: BodyReader): Promise<Archive> => {
  const path = resolve(file);
  const sqlite = await importSqlite();
  let database: DatabaseSync | null = null;
  try {
    inspectFile(path);
    look(sqlite, path, PATIENCE);
    database = new sqlite.DatabaseSync(path, { timeout: PATIENCE });
    return await start(database, path, reader);
  } catch (error) {
    database?.close();
    throw explainFailure(path, error);
  }
};
