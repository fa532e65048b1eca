import { UserError } from '../../errors.ts';

const KEPT = 'It was left as it is.';

export const damagedFile = (path: string, what: string, cause?: unknown): UserError =>
  new UserError('archive-damaged', `The archive ${path} is damaged: ${what}.`, {
    hint: `${KEPT} Move it away and put back a copy from before, or name another file under "archive" and collect again.`,
    ...(cause === undefined ? {} : { cause }),
  });

export const foreignFile = (path: string, what: string): UserError =>
  new UserError('archive-foreign', `${path} is no archive of vdc-report: ${what}.`, {
    hint: `${KEPT} Name another file under "archive".`,
  });

export const newerFile = (path: string, version: number, known: number): UserError =>
  new UserError('archive-newer', `The archive ${path} was written by a newer vdc-report: its form is ${version}, this one knows ${known}.`, {
    hint: `${KEPT} Install the newer vdc-report.`,
  });

const unusable = (path: string, what: string, hint: string, cause: unknown): UserError =>
  new UserError('archive-unusable', `The archive ${path} cannot be used: ${what}.`, { hint, cause });

/** SQLite's primary result codes, as far as a user can do something about them. */
const explainSqlite = (path: string, code: number, cause: Error): UserError | null => {
  switch (code) {
    case 5:
    case 6:
      return unusable(path, 'another process has been writing to it for a long time', 'Try again when that one is done.', cause);
    case 3:
    case 8:
    case 14:
    case 23:
      return unusable(path, 'it, or its folder, may not be written', 'Allow this user to write the file and its folder.', cause);
    case 10:
      return unusable(path, `reading or writing the disk failed (${cause.message})`, 'Check the disk.', cause);
    case 13:
      return unusable(path, 'there is no space left', 'Make room; what was stored before is still there.', cause);
    case 1:
      return cause.message.startsWith('no such') ? damagedFile(path, cause.message, cause) : null;
    case 11:
    case 26:
      return damagedFile(path, cause.message, cause);
    default:
      return null;
  }
};

/** What an error of the database, or of the file system, means to a user. Anything else is a bug and stays what it is. */
export const explainFailure = (path: string, error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if ('errcode' in error && typeof error.errcode === 'number') return explainSqlite(path, error.errcode & 0xff, error) ?? error;
  if (!('syscall' in error) || !('code' in error)) return error;
  return unusable(path, String(error.code) === 'ENOENT' ? 'its folder does not exist' : error.message, 'Check the path under "archive".', error);
};
