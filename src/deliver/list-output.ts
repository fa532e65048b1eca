import { readdir, realpath } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from './folder-place.ts';
import { isSlug } from './folder-names.ts';

/** What could be a bundle, by the names of its folders. */
export type OutputListing = {
  /** The output folder's real path. */
  readonly root: string;
  readonly bundles: readonly { readonly tenantId: string; readonly periodKey: string }[];
  /** The folders of one period each in the folder named `provider`. */
  readonly provided: readonly string[];
  readonly closed: readonly { readonly name: string; readonly problem: 'link' | 'refused' }[];
};

type Found = { readonly name: string; readonly periods: readonly string[]; readonly problem: 'link' | 'refused' | null };

/** A link counts as well: whoever reads the bundle says that it is one. */
const couldBeFolder = (entry: Dirent): boolean => entry.isDirectory() || entry.isSymbolicLink();

const periodsIn = async (root: string, entry: Dirent, isPeriod: (name: string) => boolean): Promise<Found> => {
  const { name } = entry;
  if (entry.isSymbolicLink()) return { name, periods: [], problem: 'link' };
  try {
    const below = await readdir(join(root, name), { withFileTypes: true });
    const periods = below.filter((each) => couldBeFolder(each) && isPeriod(each.name)).map((each) => each.name);
    return { name, periods, problem: null };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return { name, periods: [], problem: null };
    return { name, periods: [], problem: 'refused' };
  }
};

/** Names alone, and no link is entered: what the folders hold is for others to read. */
export const listOutput = async (folder: string, provider: string, isPeriod: (name: string) => boolean): Promise<OutputListing> => {
  const root = await realpath(folder);
  const entries = (await readdir(root, { withFileTypes: true })).filter((entry) => couldBeFolder(entry) && isSlug(entry.name));
  const found: Found[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) found.push(await periodsIn(root, entry, isPeriod));
  const tenants = found.filter(({ name }) => name !== provider);
  return {
    root,
    bundles: tenants.flatMap(({ name, periods }) => periods.map((periodKey) => ({ tenantId: name, periodKey }))),
    provided: found.filter(({ name }) => name === provider).flatMap(({ periods }) => periods),
    closed: found.flatMap(({ name, problem }) => (problem === null ? [] : [{ name, problem }])),
  };
};
