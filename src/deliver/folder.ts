import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BundleFile } from '../model/bundle-file.ts';
import type { Instant } from '../model/instant.ts';
import { folderError } from './folder-errors.ts';
import { install } from './folder-install.ts';
import { nextName, settleLeftovers } from './folder-leftovers.ts';
import { checkFileNames } from './folder-names.ts';
import { findPlace, folderExists, hasCode } from './folder-place.ts';
import type { BundlePlace, Place } from './folder-place.ts';
import { holdsExactly, reportIdOf } from './folder-read.ts';
import { flushFolder, makeTemporary, writeFiles } from './folder-write.ts';

export type Bundle = BundlePlace & { readonly files: readonly BundleFile[] };

/** `superseded`: the name below `.superseded/` of the bundle that stood there before. `unchanged`: it stood there already. */
export type WrittenBundle = { readonly folder: string; readonly superseded: string | null; readonly unchanged: boolean };

/** What has just been done; for tests that interrupt. */
export type BundleStep = 'begun' | 'file-written' | 'complete' | 'announced' | 'earlier-moved' | 'in-place';

export type BundleWorld = {
  readonly now: Instant;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly onStep?: (step: BundleStep) => void;
};

/** Removes what this run has written, except a complete bundle without which its period would have none. */
const removeUnfinished = async (place: Place, temporary: string): Promise<void> => {
  await rm(temporary, { recursive: true, force: true });
  if (await folderExists(place.final)) await rm(join(place.tenant, nextName(place.periodKey, basename(temporary))), { recursive: true, force: true });
};

const writeAndInstall = async (place: Place, files: readonly BundleFile[], world: BundleWorld): Promise<string | null> => {
  const onStep = world.onStep ?? (() => undefined);
  const temporary = await makeTemporary(place.tenant, world.random);
  try {
    onStep('begun');
    await writeFiles(temporary, files, () => onStep('file-written'));
    onStep('complete');
    const superseded = await install(place, temporary, onStep);
    await flushFolder(place.tenant);
    onStep('in-place');
    return superseded;
  } catch (error) {
    await removeUnfinished(place, temporary).catch(() => undefined);
    throw error;
  }
};

const writeInPlace = async (bundle: Bundle, world: BundleWorld): Promise<WrittenBundle> => {
  const place = await findPlace(bundle, true);
  await settleLeftovers(place.tenant, world.now);
  if ((await folderExists(place.final)) && (await holdsExactly(place.final, bundle.files))) {
    return { folder: place.final, superseded: null, unchanged: true };
  }
  return { folder: place.final, superseded: await writeAndInstall(place, bundle.files, world), unchanged: false };
};

/**
 * Writes one bundle to `<root>/<tenantId>/<periodKey>/`, all of it or nothing. An earlier bundle of the period moves to
 * `.superseded/` beside it; one with the very same bytes stays as it is. Throws a UserError for names that cannot be
 * folders, links that lead elsewhere, and a disk that refuses.
 */
export const writeBundle = async (bundle: Bundle, world: BundleWorld): Promise<WrittenBundle> => {
  checkFileNames(bundle.files);
  try {
    return await writeInPlace(bundle, world);
  } catch (error) {
    throw folderError(error, join(bundle.root, bundle.tenantId, bundle.periodKey));
  }
};

/** The bundle that a new one would supersede, for the new one's manifest; null where the period has none. Changes nothing. */
export const earlierBundle = async (where: BundlePlace): Promise<{ readonly folder: string; readonly reportId: string | null } | null> => {
  try {
    const { final } = await findPlace(where, false);
    return (await folderExists(final)) ? { folder: final, reportId: await reportIdOf(final) } : null;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw folderError(error, join(where.root, where.tenantId, where.periodKey));
  }
};
