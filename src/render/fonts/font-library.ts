import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { characterMap } from './character-map.ts';
import { FAMILIES, type Family } from './families.ts';
import { readRanges, type Range } from './ranges.ts';

/** One file of a family, and the characters that it is meant for. */
export type Slice = { readonly file: string; readonly ranges: readonly Range[] } & Pick<Family, 'weights' | 'han'>;

/** A slice as it was read. */
export type OpenSlice = {
  readonly has: ReadonlySet<number>;
  /** A static font with the glyphs of these characters, and all that they join into, as WOFF2 in base64. */
  readonly cut: (points: readonly number[], weight: number | null) => Promise<string>;
};

/** Fonts for the characters that the report's own typeface lacks. Nothing is read before it is asked for. */
export type FontLibrary = {
  /** Packages and versions: which bytes come out depends on them. */
  readonly versions: readonly string[];
  readonly slices: () => Promise<readonly Slice[]>;
  readonly open: (font: Uint8Array) => Promise<OpenSlice>;
  readonly read: (slice: Slice) => Promise<Uint8Array>;
};

/** Name, copyright and licence stay in every font that is cut. */
const NAMES_KEPT = [0, 13, 14];

let last: Promise<unknown> = Promise.resolve();

/** One after the other: what unpacks and packs is one machine for the whole process, and its result lies in shared memory. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
};

const open = async (packed: Uint8Array): Promise<OpenSlice> => {
  const [{ default: subsetFont }, { convert }] = await Promise.all([import('subset-font'), import('fontverter')]);
  const font = await inTurn(() => convert(Buffer.from(packed), 'sfnt'));
  return {
    has: characterMap(font),
    cut: async (points, weight) => {
      const axes = weight === null ? {} : { variationAxes: { wght: weight } };
      const options = { targetFormat: 'woff2', preserveNameIds: NAMES_KEPT, ...axes } as const;
      const cut = await inTurn(() => subsetFont(font, String.fromCodePoint(...points), options));
      return cut.toString('base64');
    },
  };
};

const EVERYTHING: readonly Range[] = [[0, 0x10ffff]];

const slicesOf = async ({ folder, file, weights, han }: Family): Promise<Slice[]> => {
  const ranges = JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const names = Object.keys(ranges);
  return Object.entries(ranges).map(([name, range]) => ({
    file: join(folder, file(name.replace(/[[\]]/g, ''))),
    // A font in one piece is described by a part of what it has.
    ranges: names.length === 1 ? EVERYTHING : readRanges(range),
    weights,
    han,
  }));
};

const versionIn = async (manifest: string): Promise<string> => {
  const { name, version } = JSON.parse(await readFile(manifest, 'utf8')) as { name: string; version: string };
  return `${name}@${version}`;
};

/** What cuts and packs decides about bytes, too. Their own parts are asked for by files that they let others see. */
const cutters = (): string[] => {
  const { resolve } = createRequire(import.meta.url);
  const [cutter, packer] = [resolve('subset-font/package.json'), resolve('fontverter/package.json')];
  const engine = createRequire(cutter).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');
  return [cutter, packer, join(dirname(engine), '../package.json'), createRequire(packer).resolve('wawoff2/package.json')];
};

/** The fonts that come as packages. */
export const openFontLibrary = async (): Promise<FontLibrary> => ({
  versions: await Promise.all([...FAMILIES.map(({ folder }) => join(folder, 'package.json')), ...cutters()].map(versionIn)),
  slices: async () => (await Promise.all(FAMILIES.map(slicesOf))).flat(),
  open,
  read: ({ file }) => readFile(file),
});
