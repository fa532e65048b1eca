import { chmodSync, closeSync, openSync, readSync, statSync } from 'node:fs';
import { damagedFile, foreignFile } from './failure.ts';

/** "VDCR": what a file of ours says of itself, where SQLite keeps it for that. */
export const APPLICATION_ID = 0x56444352;

const MAGIC = 'SQLite format 3\0';
const HEADER = 100;

const readHeader = (path: string): Buffer => {
  const header = Buffer.alloc(HEADER);
  const file = openSync(path, 'r');
  try {
    return header.subarray(0, readSync(file, header, 0, HEADER, 0));
  } finally {
    closeSync(file);
  }
};

const isErrno = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return 0;
    throw error;
  }
};

/** Whether there are changes that are not in the file yet, but in the write-ahead log beside it. */
export const hasLog = (path: string): boolean => sizeOf(`${path}-wal`) > 0;

/** Only its owner reads what is in an archive. Where another process makes the file at the same time, both find it. */
const createPrivate = (path: string): void => {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
    if (sizeOf(path) === 0) chmodSync(path, 0o600);
  }
};

/** Pages by the file's own account; null where it does not keep count. */
const countedPages = (header: Buffer): number | null => (header.readUInt32BE(24) === header.readUInt32BE(92) ? header.readUInt32BE(28) : null);

const pageSize = (header: Buffer): number => (header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16));

const checkHeader = (path: string, header: Buffer): void => {
  if (header.length < HEADER || header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw foreignFile(path, 'it is no SQLite database');
  const id = header.readUInt32BE(68);
  if (id !== APPLICATION_ID && id !== 0) throw foreignFile(path, 'it is a database of another program');
  const pages = countedPages(header);
  if (pages === null || hasLog(path)) return;
  // In this order: whoever takes the log away has brought the file to its full size before.
  const size = sizeOf(path);
  if (size < pages * pageSize(header)) throw damagedFile(path, `it has ${size} bytes and should have ${pages * pageSize(header)}`);
};

/** Looks at a file that is there, without a database engine, which could change it. Throws UserError as `inspectFile` does. */
export const inspectExisting = (path: string): void => {
  if (!statSync(path).isFile()) throw foreignFile(path, 'it is not a file');
  if (sizeOf(path) > 0) checkHeader(path, readHeader(path));
};

/**
 * The same, where nothing need be there: then an empty file is made. Throws UserError where it is a folder, no database, cut
 * short, or a database of somebody else.
 */
export const inspectFile = (path: string): void => {
  createPrivate(path);
  inspectExisting(path);
};
