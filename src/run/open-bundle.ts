import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import type { BundleFiles } from '../evidence/bundle.ts';
import type { AttachmentsOf } from '../evidence/checks/carriers.ts';
import { MANIFEST_FILE } from '../evidence/manifest-schema.ts';
import { readBundle } from '../evidence/read-bundle.ts';

/** Any one of these makes a folder a bundle, perhaps a damaged one. */
const belongsToBundle = (name: string): boolean =>
  name === MANIFEST_FILE || name === 'report.json' || name === 'evidence' || name.startsWith('evidence/');

const MOST_NAMED = 3;

const stranger = (path: string, what: string, bundles: readonly string[]): UserError =>
  new UserError('bundle-unknown', `${path} is no bundle: ${what}.`, {
    hint:
      bundles.length > 0
        ? `There are bundles in it; name one of them, such as ${bundles.slice(0, MOST_NAMED).join(', ')}.`
        : 'Name the folder of one period, such as reports/contoso/2026-10, a zip of it, or its report.pdf.',
  });

const NOTHING_IN_IT = 'it holds neither manifest.json nor report.json';

const namesIn = async (folder: string): Promise<readonly string[]> => (await readdir(folder).catch(() => [])).toSorted();

/** So many folders are looked into for bundles to name. */
const MOST_LOOKED_INTO = 50;

/** Bundles one or two folders below: somebody has named the folder of the tenant, or of all of them. */
const bundlesBelow = async (folder: string, depth: number): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const name of (await namesIn(folder)).filter((each) => !each.startsWith('.')).slice(0, MOST_LOOKED_INTO)) {
    const inside = join(folder, name);
    if ((await namesIn(inside)).includes(MANIFEST_FILE)) found.push(inside);
    else if (depth > 1) found.push(...(await bundlesBelow(inside, depth - 1)));
  }
  return found;
};

/** A folder that is none is told before it is read: it may be of any size, and hold anything. */
const refuseStrangeFolder = async (path: string): Promise<void> => {
  const names = await readdir(path).catch(() => null);
  if (names === null || names.some(belongsToBundle)) return;
  throw stranger(path, names.length === 0 ? 'the folder is empty' : NOTHING_IN_IT, await bundlesBelow(path, 2));
};

const refuseStrangeFile = (path: string, { kind, files, unreadable }: BundleFiles): void => {
  if (kind === 'folder' || unreadable !== undefined || [...files.keys()].some(belongsToBundle)) return;
  const several = [...files.keys()].some((name) => name.endsWith(`/${MANIFEST_FILE}`));
  throw stranger(path, kind === 'pdf' ? 'the PDF carries no report' : several ? 'the zip holds several bundles' : NOTHING_IN_IT, []);
};

/** The bundle at `path`, with all its files. Throws UserError where there is none. */
export const openNamed = async (path: string, attachmentsOf: AttachmentsOf): Promise<BundleFiles> => {
  await refuseStrangeFolder(path);
  const bundle = await readBundle(path, { attachmentsOf });
  refuseStrangeFile(path, bundle);
  return bundle;
};

/** Of an earlier bundle only the manifest is kept. Throws UserError where there is none. */
export const openEarlier = async (path: string, attachmentsOf: AttachmentsOf): Promise<BundleFiles> => {
  const { kind, files } = await openNamed(path, attachmentsOf);
  if (kind === 'pdf')
    throw new UserError('earlier-pdf', `${path} is a PDF: it does not carry the manifest that the chain names.`, {
      hint: 'Name the folder of the earlier bundle after --earlier, or a zip of it.',
    });
  const manifest = files.get(MANIFEST_FILE);
  return { kind, files: new Map(manifest === undefined ? [] : [[MANIFEST_FILE, manifest]]) };
};
