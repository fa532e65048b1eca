import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { folderExists, hasCode } from './folder-place.ts';

/** `.tmp-<random>`: being written, maybe half. */
export const TEMPORARY = '.tmp-';
const isTemporary = (name: string): boolean => name.startsWith(TEMPORARY);

/** `.next-<period>~<random>`: complete, about to take the place of that period's bundle. `~` is in no period. */
export const nextName = (periodKey: string, temporaryName: string): string => `.next-${periodKey}~${temporaryName.slice(TEMPORARY.length)}`;
const NEXT = /^\.next-([A-Za-z0-9][A-Za-z0-9._-]*)~/;

/** A bundle whose writer died between the two renames takes its place. Another process may be doing the same. */
const putInPlace = async (tenant: string, name: string, periodKey: string): Promise<boolean> => {
  const final = join(tenant, periodKey);
  if (!(await folderExists(join(tenant, name))) || (await folderExists(final))) return false;
  try {
    await rename(join(tenant, name), final);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST')) return false;
    throw error;
  }
};

/** When the last of its files came to be there; later than all for one that another process has just taken away. */
const writtenAt = async (path: string): Promise<Instant> => {
  try {
    return (await lstat(path)).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return Infinity;
    throw error;
  }
};

/** A younger leftover may belong to a process that is still writing. */
const removeIfOld = async (path: string, now: Instant): Promise<void> => {
  if (now - (await writtenAt(path)) > DAY) await rm(path, { recursive: true, force: true });
};

/** The newest first: of several complete bundles for one place, it is the one that the others were to make way for. */
const newestFirst = async (tenant: string): Promise<readonly string[]> => {
  const found = (await readdir(tenant)).toSorted().filter((name) => NEXT.test(name) || isTemporary(name));
  const dated = await Promise.all(found.map(async (name) => ({ name, written: await writtenAt(join(tenant, name)) })));
  return dated.toSorted((a, b) => b.written - a.written).map(({ name }) => name);
};

/** Mends what a crashed run left in a tenant's folder: finishes the exchange it had begun, removes old rubbish. */
export const settleLeftovers = async (tenant: string, now: Instant): Promise<void> => {
  for (const name of await newestFirst(tenant)) {
    const periodKey = NEXT.exec(name)?.[1];
    if (periodKey !== undefined && (await putInPlace(tenant, name, periodKey))) continue;
    await removeIfOld(join(tenant, name), now);
  }
};
