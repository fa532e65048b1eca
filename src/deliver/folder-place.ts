import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkSlug } from './folder-names.ts';
import { unsafePlace } from './folder-errors.ts';

/** Which period of which tenant, below which output folder. */
export type BundlePlace = { readonly root: string; readonly tenantId: string; readonly periodKey: string };

/** Real paths: `tenant` exists, `final` may not. */
export type Place = { readonly tenant: string; readonly final: string; readonly periodKey: string };

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);

/** Whether a folder stands there. Throws where a link or a file does: it would lead elsewhere, or be overwritten. */
export const folderExists = async (path: string): Promise<boolean> => {
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink()) throw unsafePlace(path, 'is a symbolic link');
    if (!found.isDirectory()) throw unsafePlace(path, 'is a file where a folder is needed');
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
};

const isFolder = async (path: string): Promise<boolean> => (await stat(path)).isDirectory();

/** Makes one folder, or finds it made. A link to a folder is one. */
const makeOne = async (path: string): Promise<void> => {
  try {
    await mkdir(path);
  } catch (error) {
    // A file system that cannot be written may say so even of a folder that is there.
    const isThere = await isFolder(path).catch(() => false);
    if (!isThere) throw error;
  }
};

/** Level by level: where nothing can be made, the system's own recursion reports another reason, or never ends. */
const makeFolders = async (path: string): Promise<void> => {
  try {
    await makeOne(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await makeOne(path);
  }
};

/** Makes a folder whose parent is a real path, and checks that it is where it seems to be. */
export const makeFolder = async (path: string): Promise<string> => {
  if (!(await folderExists(path))) await makeOne(path);
  const real = (await folderExists(path)) ? await realpath(path) : null;
  if (real !== path) throw unsafePlace(path, 'leads out of the output folder');
  return path;
};

/** The output folder itself may be a link: the operator chose it. */
const makeRoot = async (root: string): Promise<string> => {
  await makeFolders(resolve(root));
  return realpath(root);
};

/** Makes the tenant's folder where `make` says so. Throws a UserError for names or places that are not safe. */
export const findPlace = async ({ root, tenantId, periodKey }: BundlePlace, make: boolean): Promise<Place> => {
  checkSlug('tenant id', tenantId);
  checkSlug('period', periodKey);
  const tenant = join(make ? await makeRoot(root) : await realpath(root), tenantId);
  if (make) await makeFolder(tenant);
  else await folderExists(tenant);
  return { tenant, final: join(tenant, periodKey), periodKey };
};
