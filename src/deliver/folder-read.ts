import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { differsAt, inOnePart, sizeOf, type BundleFile } from '../model/bundle-file.ts';
import { hashOfFiles } from './folder-names.ts';

const MAX_REPORT = 512 * 1024 * 1024;
const withReportId = z.object({ reportId: z.string() });

type Listing = { readonly names: readonly string[]; readonly onlyFiles: boolean };

/** Every file below a folder, as bundle names; links are never followed. */
const list = async (folder: string): Promise<Listing> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return {
    names: files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')),
    onlyFiles: entries.every((entry) => entry.isFile() || entry.isDirectory()),
  };
};

const sameBytes = async (folder: string, file: BundleFile): Promise<boolean> => {
  const path = join(folder, file.name);
  if ((await lstat(path)).size !== sizeOf(file)) return false;
  return differsAt(file, await readFile(path)) === null;
};

/** Whether a folder holds exactly these files with exactly these bytes. */
export const holdsExactly = async (folder: string, files: readonly BundleFile[]): Promise<boolean> => {
  const { names, onlyFiles } = await list(folder);
  if (!onlyFiles || names.length !== files.length) return false;
  const present = new Set(names);
  if (!files.every((file) => present.has(file.name))) return false;
  for (const file of files) if (!(await sameBytes(folder, file))) return false;
  return true;
};

/** The id in a bundle's report.json; null where there is none that can be read. */
export const reportIdOf = async (folder: string): Promise<string | null> => {
  try {
    const path = join(folder, 'report.json');
    const found = await lstat(path);
    if (!found.isFile() || found.size > MAX_REPORT) return null;
    return withReportId.parse(JSON.parse(await readFile(path, 'utf8'))).reportId;
  } catch {
    return null;
  }
};

/** A name for a bundle that does not tell its own. */
export const hashOfFolder = async (folder: string): Promise<string> => {
  const { names } = await list(folder);
  return hashOfFiles(await Promise.all(names.map(async (name) => inOnePart(name, await readFile(join(folder, name))))));
};
