import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFontLibrary, type FontLibrary } from '../fonts/font-library.ts';

export type FontSlice = { readonly weight: number; readonly range: string; readonly base64: string };

/** What rendering needs from the disk, read once. */
export type Assets = {
  readonly templates: ReadonlyMap<string, string>;
  readonly partials: ReadonlyMap<string, string>;
  readonly fonts: readonly FontSlice[];
  /** For characters that `fonts` lack. */
  readonly library: FontLibrary;
};

/** Beside `src` and `dist` alike. */
export const TEMPLATES_FOLDER = fileURLToPath(new URL('../../../templates/', import.meta.url));

const WEIGHTS = [400, 600];
const SLICES = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'];

const textFiles = async (folder: string, ending: string): Promise<Map<string, string>> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return new Map(names.map((name, index) => [basename(name, '.hbs'), texts[index] ?? '']));
};

const fontFolder = (): string => dirname(fileURLToPath(import.meta.resolve('@fontsource/inter/package.json')));

const readFonts = async (): Promise<FontSlice[]> => {
  const folder = fontFolder();
  const ranges = JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const slice = async (name: string, weight: number): Promise<FontSlice> => ({
    weight,
    range: ranges[name] ?? '',
    base64: await readFile(join(folder, 'files', `inter-${name}-${String(weight)}-normal.woff2`), 'base64'),
  });
  return Promise.all(SLICES.flatMap((name) => WEIGHTS.map((weight) => slice(name, weight))));
};

/** One hash over every template, by name, and the fonts that come with them: reports made with others can be told apart. */
export const templatesHash = ({ templates, partials, fonts, library }: Assets): string => {
  const hash = createHash('sha256');
  for (const [kind, texts] of Object.entries({ templates, partials }))
    for (const [name, text] of [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1))) hash.update(JSON.stringify([kind, name, text]));
  for (const { weight, range, base64 } of fonts) hash.update(JSON.stringify(['font', weight, range, base64]));
  for (const version of library.versions) hash.update(JSON.stringify(['package', version]));
  return hash.digest('hex');
};

/** Templates and fonts of the package. */
export const loadAssets = async (): Promise<Assets> => {
  const [pages, styles, scripts, partials, fonts, library] = await Promise.all([
    textFiles(TEMPLATES_FOLDER, '.hbs'),
    textFiles(TEMPLATES_FOLDER, '.css'),
    textFiles(TEMPLATES_FOLDER, '.js'),
    textFiles(join(TEMPLATES_FOLDER, 'partials'), '.hbs'),
    readFonts(),
    openFontLibrary(),
  ]);
  return { templates: new Map([...pages, ...styles, ...scripts]), partials, fonts, library };
};
