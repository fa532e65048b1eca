import { lstat, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, type Instant } from '../model/instant.ts';
import { folderError, unsafePlace } from './folder-errors.ts';
import { hasCode } from './folder-place.ts';
import { flushFolder, randomHex } from './folder-write.ts';

export type RootWorld = {
  readonly now: Instant;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
};

/** Nobody else's file has such a name. */
const temporaryOf = (name: string, random: () => number): string => `.${name}.tmp-${randomHex(random)}`;
const isTemporaryOf = (name: string, found: string): boolean => found.startsWith(`.${name}.tmp-`) && /^[0-9a-f]{12}$/.test(found.slice(-12));

/** What a run that died has left; a younger one may still be written. */
const removeOld = async (root: string, name: string, now: Instant): Promise<void> => {
  for (const found of (await readdir(root)).filter((each) => isTemporaryOf(name, each))) {
    const path = join(root, found);
    const { mtimeMs } = await lstat(path).catch(() => ({ mtimeMs: Infinity }));
    if (now - mtimeMs > DAY) await rm(path, { force: true });
  }
};

/** A link is not followed, and nothing of somebody else's is overwritten. */
const refuseOther = async (path: string): Promise<void> => {
  const found = await lstat(path).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (found !== null && !found.isFile()) throw unsafePlace(path, found.isSymbolicLink() ? 'is a symbolic link' : 'is no plain file');
};

const replace = async (root: string, name: string, bytes: Uint8Array, { now, random }: RootWorld): Promise<string> => {
  const path = join(root, name);
  await refuseOther(path);
  await removeOld(root, name, now);
  const temporary = join(root, temporaryOf(name, random));
  try {
    // 'wx' never follows a link and never overwrites.
    const handle = await open(temporary, 'wx');
    await handle
      .writeFile(bytes)
      .then(() => handle.sync())
      .finally(() => handle.close());
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushFolder(root);
  return path;
};

/** Writes one file that lies in the output folder itself, under another name first: a reader sees the old one or the new one. */
export const writeRootFile = async (folder: string, name: string, bytes: Uint8Array, world: RootWorld): Promise<string> => {
  try {
    return await replace(await realpath(folder), name, bytes, world);
  } catch (error) {
    throw folderError(error, join(folder, name), 'file');
  }
};
