import { mkdtemp, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderError } from './folder-errors.ts';
import { hasCode } from './folder-place.ts';

/** `place`: the folder, or where it will be made. `free`: bytes that this user may still write there. */
export type TriedFolder = { readonly place: string; readonly exists: boolean; readonly free: number };

const nearestFolder = async (path: string): Promise<string> => {
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error;
    return nearestFolder(dirname(path));
  }
};

/** As a bundle is written: a file in a folder of its own, which is then renamed. */
const writeAndRename = async (place: string): Promise<void> => {
  const folder = await mkdtemp(join(place, '.vdc-report-doctor-'));
  const renamed = `${folder}.renamed`;
  try {
    const file = await open(join(folder, 'file'), 'wx', 0o600);
    try {
      await file.writeFile('written by vdc-report doctor');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(folder, renamed);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(renamed, { recursive: true, force: true });
  }
};

/** Bytes that this user may still write where a path lies. */
export const freeSpace = async (path: string): Promise<number> => {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
};

/** Proves that an output folder can be written, or be made, and leaves nothing there. Throws UserError where it cannot. */
export const tryFolder = async (folder: string): Promise<TriedFolder> => {
  try {
    const place = await nearestFolder(folder);
    await writeAndRename(place);
    return { place, exists: place === folder, free: await freeSpace(place) };
  } catch (error) {
    throw folderError(error, folder, 'folder');
  }
};
