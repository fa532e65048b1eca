import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Archive, BodyReader } from '../archive.ts';
import { createArchive } from '../store/index.ts';
import { SCHEMA_VERSION } from '../store/migrations.ts';
import type { ArchiveDatabase, ArchiveTables } from '../store/tables.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { damagedFile, explainFailure, foreignFile, newerFile } from './failure.ts';
import { APPLICATION_ID, hasLog, inspectFile } from './inspect-file.ts';
import { importSqlite, type Sqlite } from './import-sqlite.ts';
import { migrateTables } from './migrate.ts';
import { takeTurn } from './turns.ts';

/** Milliseconds for which a process waits for another one that writes. A long first collection is stored in a few seconds. */
const PATIENCE = 60_000;

const numberOf = (database: DatabaseSync, query: string): number => {
  const [value] = Object.values(database.prepare(query).get() ?? {});
  return typeof value === 'number' ? value : Number.NaN;
};

const isOurs = (database: DatabaseSync): boolean => numberOf(database, 'pragma application_id') === APPLICATION_ID;
const isEmpty = (database: DatabaseSync): boolean => numberOf(database, 'select count(*) from sqlite_schema') === 0;

/** Throws UserError for what is not ours, or not for us to change. */
const checkIdentity = (database: DatabaseSync, path: string): void => {
  if (!isOurs(database) && !(numberOf(database, 'pragma application_id') === 0 && isEmpty(database)))
    throw foreignFile(path, 'it is a database of another program');
  const version = numberOf(database, 'pragma user_version');
  if (version > SCHEMA_VERSION) throw newerFile(path, version, SCHEMA_VERSION);
};

/** Every page and every index, which takes about a second for a gigabyte. */
const checkPages = (database: DatabaseSync, path: string): void => {
  const [first] = Object.values(database.prepare('pragma quick_check(1)').get() ?? {});
  if (first !== 'ok') throw damagedFile(path, String(first).replaceAll(/\s+/gu, ' ').slice(0, 200));
};

/**
 * Looks with a connection that cannot write, not even to tidy up. Without a log beside the file it need not make any of the
 * files either by which connections know of each other.
 */
const look = ({ DatabaseSync: Database }: Sqlite, path: string): void => {
  const url = pathToFileURL(path);
  if (!hasLog(path)) url.searchParams.set('immutable', '1');
  const database = new Database(url, { readOnly: true, timeout: PATIENCE });
  try {
    checkIdentity(database, path);
  } finally {
    database.close();
  }
};

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
  if (numberOf(database, 'pragma user_version') < SCHEMA_VERSION) await migrate(db, database, path);
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
    look(sqlite, path);
    database = new sqlite.DatabaseSync(path, { timeout: PATIENCE });
    return await start(database, path, reader);
  } catch (error) {
    database?.close();
    throw explainFailure(path, error);
  }
};
