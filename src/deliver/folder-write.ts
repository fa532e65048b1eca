import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BundleFile } from '../model/bundle-file.ts';
import { TEMPORARY } from './folder-leftovers.ts';
import { hasCode } from './folder-place.ts';

const ATTEMPTS = 8;
const PARALLEL_WRITES = 8;

export const randomHex = (random: () => number): string => Array.from({ length: 12 }, () => Math.floor(random() * 16).toString(16)).join('');

/** Some systems cannot flush a folder; its files are flushed already. */
export const flushFolder = async (path: string): Promise<void> => {
  try {
    const handle = await open(path, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!hasCode(error, 'EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP')) throw error;
  }
};

/** Makes a new, empty folder `.tmp-<random>` beside the bundle. */
export const makeTemporary = async (tenant: string, random: () => number): Promise<string> => {
  const base = join(tenant, `${TEMPORARY}${randomHex(random)}`);
  for (let attempt = 1; ; attempt++) {
    const path = attempt === 1 ? base : `${base}-${String(attempt)}`;
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if (attempt === ATTEMPTS || !hasCode(error, 'EEXIST')) throw error;
    }
  }
};

const writeFile = async (temporary: string, { name, parts }: BundleFile): Promise<void> => {
  // 'wx' never follows a link and never overwrites.
  const handle = await open(join(temporary, name), 'wx');
  try {
    await handle.writeFile(parts);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Writes and flushes every file; `onBatch` is called after each few. */
export const writeFiles = async (temporary: string, files: readonly BundleFile[], onBatch: () => void): Promise<void> => {
  const folders = new Set(files.map((file) => dirname(join(temporary, file.name))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  for (let start = 0; start < files.length; start += PARALLEL_WRITES) {
    const batch = files.slice(start, start + PARALLEL_WRITES).map((file) => writeFile(temporary, file));
    const failed = (await Promise.allSettled(batch)).find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    onBatch();
  }
  for (const folder of folders) await flushFolder(folder);
};
