import type { Archive } from '../archive/archive.ts';
import type { Config } from '../config/config.ts';
import { UserError } from '../errors.ts';
import { bodyReader } from '../vdc/read/body-reader.ts';

const NONE = 'none';

/** The archive that the configuration names; null where it wants none. Opened once a run, for all tenants. */
export const openArchive = async ({ archive }: Config): Promise<Archive | null> => {
  if (archive === NONE) return null;
  if (typeof archive !== 'string' || /^postgres(ql)?:/.test(archive))
    throw new UserError('archive-kind', 'An archive in PostgreSQL is not available in this version.', {
      hint: 'Name a file under "archive", or none.',
    });
  const { openSqliteArchive } = await import('../archive/sqlite/open.ts');
  return openSqliteArchive(archive, bodyReader);
};
