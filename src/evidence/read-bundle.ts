import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UserError } from '../errors.ts';
import type { BundleFiles } from './bundle.ts';
import type { AttachmentsOf } from './checks/carriers.ts';
import { readZip } from './read-zip.ts';

export type ReadLimits = {
  /** Of all files together, unpacked. */
  readonly bytes: number;
  readonly files: number;
};

export const READ_LIMITS: ReadLimits = { bytes: 2 * 1024 ** 3, files: 100_000 };

export type ReadMeans = { readonly attachmentsOf: AttachmentsOf; readonly limits?: ReadLimits };

const refuse = (code: string, message: string, hint: string, cause?: unknown) => new UserError(code, message, { hint, cause });

const unsafe = (path: string, what: string) =>
  refuse('bundle-unsafe', `${path} ${what}; nothing was read.`, 'A bundle holds plain files and folders only. Copy it again from where it was made.');

const tooLarge = (path: string) =>
  refuse(
    'bundle-too-large',
    `${path} is larger than any bundle; nothing was checked.`,
    'Name one bundle: the folder of one period, a zip of it, or its PDF.',
  );

/** Reads a file that is no link at the moment of reading, whatever stood there before. */
const readPlainFile = async (path: string): Promise<Uint8Array> => {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
};

type Found = { readonly name: string; readonly path: string };

/** Every file below a folder; links are neither followed nor left out in silence. */
const listFolder = async (folder: string, { files: most, bytes }: ReadLimits): Promise<readonly Found[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const odd = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  if (odd !== undefined) throw unsafe(join(odd.parentPath, odd.name), 'is a link or no file');
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }));
  if (found.length > most) throw tooLarge(folder);
  let total = 0;
  for (const { path } of found) total += (await lstat(path)).size;
  if (total > bytes) throw tooLarge(folder);
  return found;
};

const readFolder = async (folder: string, limits: ReadLimits): Promise<BundleFiles> => {
  const files = new Map<string, Uint8Array>();
  for (const { name, path } of await listFolder(folder, limits)) files.set(name, await readPlainFile(path));
  return { kind: 'folder', files };
};

const beginsWith = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;

/** A PDF that cannot be read may be a report that was damaged, or made to do harm: that is for the checks to name. */
const readPdf = async (bytes: Uint8Array, attachmentsOf: AttachmentsOf): Promise<BundleFiles> => {
  try {
    return { kind: 'pdf', files: await attachmentsOf(bytes), document: bytes };
  } catch (error) {
    return { kind: 'pdf', files: new Map(), document: bytes, unreadable: error instanceof Error ? error.message : String(error) };
  }
};

const readFile = async (path: string, size: number, { attachmentsOf, limits = READ_LIMITS }: ReadMeans): Promise<BundleFiles> => {
  if (size > limits.bytes) throw tooLarge(path);
  const bytes = await readPlainFile(path);
  if (beginsWith(bytes, '%PDF-')) return readPdf(bytes, attachmentsOf);
  if (!beginsWith(bytes, 'PK'))
    throw refuse('bundle-unknown', `${path} is neither a bundle's folder, nor a zip of it, nor its PDF.`, 'Name one of the three.');
  const read = readZip(bytes, limits);
  if (typeof read !== 'string') return { kind: 'zip', files: read };
  throw refuse(
    'bundle-unsafe',
    `${path} ${read}; nothing was checked.`,
    'Pack the folder of the bundle anew, with any program that makes zip files.',
  );
};

/**
 * Reads a bundle's folder, a zip of it, or the PDF that carries its report, into memory. Throws a UserError for what is none of
 * these, and for links, names that lead elsewhere, and sizes beyond any bundle.
 */
export const readBundle = async (path: string, means: ReadMeans): Promise<BundleFiles> => {
  try {
    const real = await realpath(path);
    const found = await lstat(real);
    if (found.isDirectory()) return await readFolder(real, means.limits ?? READ_LIMITS);
    if (!found.isFile()) throw unsafe(path, 'is no file and no folder');
    return await readFile(real, found.size, means);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw refuse(
      'bundle-not-found',
      `${path} ${missing ? 'does not exist' : 'cannot be read'}.`,
      'Name a folder, a zip file or a PDF that you may read.',
      error,
    );
  }
};
