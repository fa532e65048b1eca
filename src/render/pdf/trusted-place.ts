import { lstat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { OutputError } from '../../errors.ts';

const OTHERS_MAY_WRITE = 0o022;

/** What is wrong with a place from which a program is started; null: only this user can have put it there. */
const fault = (found: Stats, kind: 'folder' | 'file'): string | null => {
  if (kind === 'folder' && !found.isDirectory()) return 'is not a folder';
  if (kind === 'file' && !found.isFile()) return 'is not a regular file';
  if (found.uid !== process.getuid?.()) return 'belongs to another user';
  return (found.mode & OTHERS_MAY_WRITE) === 0 ? null : 'can be changed by other users';
};

const refused = (path: string, reason: string, cache: string): OutputError =>
  new OutputError('browser-cache-unsafe', `The browser in the cache was not started: ${path} ${reason}.`, {
    hint: `Remove ${cache}, or name another folder in XDG_CACHE_HOME; it is filled again. Or name a browser with --browser.`,
  });

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Throws an OutputError where `path` is missing, a link, of another user, or for others to write. `cache` is what to remove then. */
export const assertTrusted = async (path: string, kind: 'folder' | 'file', cache: string): Promise<void> => {
  const reason = await lstat(path).then(
    (found) => fault(found, kind),
    (error: unknown) => {
      if (isAbsent(error)) return 'is missing';
      throw error;
    },
  );
  if (reason !== null) throw refused(path, reason, cache);
};
