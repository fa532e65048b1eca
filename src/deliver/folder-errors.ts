import { OutputError, UserError } from '../errors.ts';

type Reason = { readonly code: string; readonly why: string; readonly hint: string };

const REASONS: Readonly<Record<string, Reason>> = {
  ENOSPC: { code: 'output-no-space', why: 'the disk is full', hint: 'Free some space, or choose another folder with --out.' },
  EDQUOT: { code: 'output-no-space', why: 'the quota is used up', hint: 'Free some space, or choose another folder with --out.' },
  EACCES: {
    code: 'output-refused',
    why: 'permission was refused',
    hint: 'Give this user the right to write there, or choose another folder with --out.',
  },
  EPERM: {
    code: 'output-refused',
    why: 'permission was refused',
    hint: 'Give this user the right to write there, or choose another folder with --out.',
  },
  EROFS: { code: 'output-read-only', why: 'the file system is read-only', hint: 'Mount it for writing, or choose another folder with --out.' },
  ENOTDIR: {
    code: 'output-not-a-folder',
    why: 'a file stands where a folder is needed',
    hint: 'Move that file away, or choose another folder with --out.',
  },
  EEXIST: {
    code: 'output-not-a-folder',
    why: 'a file stands where a folder is needed',
    hint: 'Move that file away, or choose another folder with --out.',
  },
  ENOENT: {
    code: 'output-no-folder',
    why: 'the folder does not exist and cannot be made, or was removed meanwhile',
    hint: 'Make the folder, or choose another with --out.',
  },
  ELOOP: { code: 'output-symlink', why: 'its symbolic links run in a circle', hint: 'Remove the links, or choose another folder with --out.' },
  ENAMETOOLONG: { code: 'output-name-too-long', why: 'the path is too long', hint: 'Choose an output folder with a shorter path.' },
};

const errnoOf = (error: unknown): { code: string; path: string | null } | null => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || !('syscall' in error)) return null;
  return { code: error.code, path: 'path' in error && typeof error.path === 'string' ? error.path : null };
};

/** A system error as a sentence with the path and what to do. What is no system error is a bug and stays as it is. */
export const folderError = (error: unknown, folder: string, what: 'bundle' | 'file' | 'folder' = 'bundle'): unknown => {
  const errno = errnoOf(error);
  if (error instanceof UserError || errno === null) return error;
  const reason = REASONS[errno.code] ?? {
    code: 'output-failed',
    why: `the system reported ${errno.code}`,
    hint: 'Check the disk, then run it again.',
  };
  return new OutputError(reason.code, `The ${what} ${folder} could not be written: ${reason.why} (${errno.code}, ${errno.path ?? folder}).`, {
    hint: reason.hint,
    cause: error,
  });
};

/** A place in the output folder that is a link, a file, or leads out of it. */
export const unsafePlace = (path: string, what: string): OutputError =>
  new OutputError('output-unsafe-place', `${path} ${what}; nothing was written there.`, {
    hint: 'Remove it, or choose another folder with --out.',
  });
