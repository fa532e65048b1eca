import { existsSync } from 'node:fs';
import type { Archive } from '../archive/archive.ts';
import type { Config } from '../config/config.ts';
import { UsageError, UserError } from '../errors.ts';
import { bodyReader } from '../vdc/read/body-reader.ts';

const NONE = 'none';

const isDatabaseAddress = (archive: string): boolean => /^postgres(ql)?:/.test(archive);

/** For commands that add nothing: opening would begin an archive, and a wrong path would look like an empty one. Throws UserError where there is none yet. */
export const requireArchive = ({ archive }: Config): void => {
  if (typeof archive !== 'string' || archive === NONE || isDatabaseAddress(archive) || existsSync(archive)) return;
  throw new UserError('archive-missing', `There is no archive yet at ${archive}, so nothing was done.`, {
    hint: 'Run "vdc-report collect" first, or "vdc-report run"; or check "archive" in the configuration.',
  });
};

/** The file that the configuration names; null where it wants no archive. Throws UsageError for a kind that there is not. */
export const sqliteFile = ({ archive }: Config): string | null => {
  if (archive === NONE) return null;
  if (typeof archive === 'string' && !isDatabaseAddress(archive)) return archive;
  throw new UsageError('archive-kind', 'An archive in PostgreSQL is not available in this version.', {
    hint: 'Name a file under "archive", or none.',
  });
};

/**
 * The archive that the configuration names; null where it wants none. Opened once a run, for all tenants. Throws UsageError
 * for a kind that there is not, UserError where it cannot be used.
 */
export const openArchive = async (config: Config): Promise<Archive | null> => {
  const file = sqliteFile(config);
  if (file === null) return null;
  const { openSqliteArchive } = await import('../archive/sqlite/open.ts');
  return openSqliteArchive(file, bodyReader);
};
