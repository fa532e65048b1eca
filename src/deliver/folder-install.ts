import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unsafePlace } from './folder-errors.ts';
import { nextName } from './folder-leftovers.ts';
import { isSlug } from './folder-names.ts';
import { folderExists, hasCode, makeFolder } from './folder-place.ts';
import type { Place } from './folder-place.ts';
import { hashOfFolder, reportIdOf } from './folder-read.ts';

const ATTEMPTS = 8;

/** Its own report's id, or a hash of its bytes where that can be no name; null where another process has moved it meanwhile. */
const nameOf = async (folder: string): Promise<string | null> => {
  const reportId = await reportIdOf(folder);
  if (reportId !== null && isSlug(reportId)) return reportId;
  try {
    return `unnamed-${await hashOfFolder(folder)}`;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
};

/** Moves the bundle that stands in the way to `.superseded/`; null where none stands there any more. */
const moveAside = async (place: Place): Promise<string | null> => {
  const folder = await makeFolder(join(place.tenant, '.superseded'));
  const name = await nameOf(place.final);
  if (name === null) return null;
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${String(count)}`;
    if (await folderExists(join(folder, candidate))) continue;
    try {
      await rename(place.final, join(folder, candidate));
      return candidate;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null;
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    }
  }
};

type Move = 'moved' | 'occupied';

/** Another process may have finished this very exchange (`settleLeftovers`), or put its own bundle here first. */
const moveIn = async (from: string, final: string): Promise<Move> => {
  try {
    await rename(from, final);
    return 'moved';
  } catch (error) {
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return 'occupied';
    if (hasCode(error, 'ENOENT') && (await folderExists(final))) return 'moved';
    throw error;
  }
};

const moveInOrBack = async (place: Place, from: string, superseded: string | null): Promise<Move> => {
  try {
    return await moveIn(from, place.final);
  } catch (error) {
    if (superseded !== null) await rename(join(place.tenant, '.superseded', superseded), place.final);
    throw error;
  }
};

/**
 * Puts a complete temporary folder in its place. Between moving the earlier bundle aside and moving the new one in, the
 * place is empty for an instant; the new one then bears its period in its name, and whoever finds it so moves it in.
 */
export const install = async (place: Place, temporary: string, onStep: (step: 'announced' | 'earlier-moved') => void): Promise<string | null> => {
  let superseded: string | null = null;
  let from = temporary;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await folderExists(place.final)) {
      if (from === temporary) {
        from = join(place.tenant, nextName(place.periodKey, basename(temporary)));
        await rename(temporary, from);
        onStep('announced');
      }
      superseded = (await moveAside(place)) ?? superseded;
      onStep('earlier-moved');
    }
    if ((await moveInOrBack(place, from, superseded)) === 'moved') return superseded;
  }
  throw unsafePlace(place.final, 'is being rewritten by other processes');
};
