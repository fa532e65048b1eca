import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { SCHEMA_VERSION } from '../store/migrations.ts';
import { damagedFile, foreignFile, newerFile } from './failure.ts';
import type { Sqlite } from './import-sqlite.ts';
import { APPLICATION_ID, hasLog } from './inspect-file.ts';

export const numberOf = (database: DatabaseSync, query: string): number => {
  const [value] = Object.values(database.prepare(query).get() ?? {});
  return typeof value === 'number' ? value : Number.NaN;
};

/** Of the tables in the file; 0 where there are none yet. */
export const versionOf = (database: DatabaseSync): number => numberOf(database, 'pragma user_version');

const isOurs = (database: DatabaseSync): boolean => numberOf(database, 'pragma application_id') === APPLICATION_ID;
const isEmpty = (database: DatabaseSync): boolean => numberOf(database, 'select count(*) from sqlite_schema') === 0;

/** Throws UserError for what is not ours, or not for us to change. */
export const checkIdentity = (database: DatabaseSync, path: string): void => {
  if (!isOurs(database) && !(numberOf(database, 'pragma application_id') === 0 && isEmpty(database)))
    throw foreignFile(path, 'it is a database of another program');
  const version = versionOf(database);
  if (version > SCHEMA_VERSION) throw newerFile(path, version, SCHEMA_VERSION);
};

/** Every page and every index, which takes about a second for a gigabyte. */
export const checkPages = (database: DatabaseSync, path: string): void => {
  const [first] = Object.values(database.prepare('pragma quick_check(1)').get() ?? {});
  if (first !== 'ok') throw damagedFile(path, String(first).replaceAll(/\s+/gu, ' ').slice(0, 200));
};

/**
 * Looks with a connection that cannot write, not even to tidy up. Without a log beside the file it need not make any of the
 * files either by which connections know of each other. `patience`: milliseconds to wait for another process.
 */
export const look = ({ DatabaseSync: Database }: Sqlite, path: string, patience: number): void => {
  const url = pathToFileURL(path);
  if (!hasLog(path)) url.searchParams.set('immutable', '1');
  const database = new Database(url, { readOnly: true, timeout: patience });
  try {
    checkIdentity(database, path);
  } finally {
    database.close();
  }
};
