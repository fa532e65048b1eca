import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { Assets } from '../html/assets.ts';
import { checkFiles } from './check-files.ts';
import type { Nearest } from './check-names.ts';
import type { Problem } from './problem.ts';

/** Files of the operator by their names below the folder, such as `partials/cover.hbs`. */
export type OwnTemplates = ReadonlyMap<string, string>;

/** A template is text of a few kB. */
const MOST_BYTES = 1_000_000;

/** A page that is printed, mailed and filed runs no script but the one that its policy knows. */
const SCRIPT = 'report.js';

/** The pages over all tenants belong to none of them. */
const COMMON: ReadonlySet<string> = new Set(['portfolio', 'portfolio.css', 'index', 'index.css']);

const HINT = 'The README lists what a template may show under "Templates of your own".';

/** Every file of the package that can be replaced. */
export const templateFiles = ({ templates, partials }: Assets): ReadonlyMap<string, string> =>
  new Map([
    ...[...templates].flatMap(([name, text]): [string, string][] => (name === SCRIPT || COMMON.has(name) ? [] : [[name.includes('.') ? name : `${name}.hbs`, text]])),
    ...[...partials].map(([name, text]): [string, string] => [`partials/${name}.hbs`, text]),
  ]);

/** Files and folders that begin with a point belong to editors and version control. */
const namesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
    .toSorted();
};

const refuseUnknown = (name: string, known: readonly string[], nearest: Nearest): Problem | null => {
  if (known.includes(name)) return null;
  if (name === SCRIPT) return { file: name, line: null, text: 'the script cannot be replaced: a report runs no other' };
  const meant = nearest(name, known);
  return { file: name, line: null, text: `there is no template of this name${meant === null ? `; there are: ${known.join(', ')}` : `; did you mean ${meant}?`}` };
};

const lineOf = (folder: string, { file, line, text }: Problem): string => `  ${join(folder, file)}${line === null ? '' : `:${String(line)}`} ${text}`;

const refuse = (folder: string, problems: readonly Problem[]): never => {
  const lines = [...new Set(problems.map((problem) => lineOf(folder, problem)))];
  throw new UsageError('templates-mistakes', [`The templates in ${folder} have ${lines.length === 1 ? 'a mistake' : `${String(lines.length)} mistakes`}; nothing was done:`, ...lines].join('\n'), { hint: HINT });
};

const readOne = async (folder: string, name: string): Promise<string> => {
  const path = join(folder, name);
  if ((await stat(path)).size > MOST_BYTES) return refuse(folder, [{ file: name, line: null, text: 'it is larger than 1 MB' }]);
  return readFile(path, 'utf8');
};

const readNames = async (folder: string): Promise<readonly string[]> => {
  try {
    return await namesBelow(folder);
  } catch (cause) {
    throw new UsageError('templates-unreadable', `The folder of templates ${folder} cannot be read.`, { hint: 'Check "report.templates" in the configuration, or --templates.', cause });
  }
};

/** Files that take the place of those of the same name. Throws UsageError that names every mistake with file and line. */
export const loadTemplates = async (folder: string, assets: Assets, nearest: Nearest): Promise<OwnTemplates> => {
  const files = templateFiles(assets);
  const known = [...files.keys()];
  const names = await readNames(folder);
  const unknown = names.flatMap((name) => refuseUnknown(name, known, nearest) ?? []);
  const read = names.filter((name) => known.includes(name));
  const own = new Map(await Promise.all(read.map(async (name) => [name, await readOne(folder, name)] as const)));
  const problems = [...unknown, ...checkFiles(own, new Map([...files, ...own]), nearest)];
  return problems.length > 0 ? refuse(folder, problems) : own;
};

/** What is rendered with, where some files are the operator's. */
export const withTemplates = (assets: Assets, own: OwnTemplates): Assets => {
  const templates = new Map(assets.templates);
  const partials = new Map(assets.partials);
  for (const [name, text] of own) {
    const partial = /^partials\/(.*)\.hbs$/.exec(name)?.[1];
    if (partial === undefined) templates.set(name.replace(/\.hbs$/, ''), text);
    else partials.set(partial, text);
  }
  return { ...assets, templates, partials };
};
