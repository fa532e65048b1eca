import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A typeface that stands in where Inter lacks a character: a package of slices. */
export type Family = {
  readonly folder: string;
  /** `latin` → the file of that slice, from the folder. */
  readonly file: (slice: string) => string;
  /** A variable font is cut at the weights that the page uses; null: a static one stands for all. */
  readonly weights: readonly number[] | null;
  /** Of several for the Han characters, the text decides which comes first. */
  readonly han: 'sc' | 'tc' | 'jp' | 'kr' | null;
};

const TEXT = [400, 600];
const PICTURES = [400];

const family = (resolved: string, weights: Family['weights'], han: Family['han'] = null): Family => {
  const folder = dirname(fileURLToPath(resolved));
  const name = folder.split(/[\\/]/).at(-1) ?? '';
  return { folder, file: (slice) => `files/${name}-${slice}-${weights === null ? '400' : 'wght'}-normal.woff2`, weights, han };
};

/** In the order in which they are asked for a character. */
export const FAMILIES: readonly Family[] = [
  family(import.meta.resolve('@fontsource-variable/noto-sans/package.json'), TEXT),
  family(import.meta.resolve('@fontsource-variable/noto-sans-arabic/package.json'), TEXT),
  family(import.meta.resolve('@fontsource-variable/noto-sans-hebrew/package.json'), TEXT),
  family(import.meta.resolve('@fontsource-variable/noto-sans-devanagari/package.json'), TEXT),
  family(import.meta.resolve('@fontsource-variable/noto-sans-thai/package.json'), TEXT),
  family(import.meta.resolve('@fontsource-variable/noto-sans-armenian/package.json'), TEXT),
  family(import.meta.resolve('@fontsource-variable/noto-sans-georgian/package.json'), TEXT),
  family(import.meta.resolve('@fontsource-variable/noto-emoji/package.json'), PICTURES),
  family(import.meta.resolve('@fontsource-variable/noto-sans-sc/package.json'), TEXT, 'sc'),
  family(import.meta.resolve('@fontsource-variable/noto-sans-tc/package.json'), TEXT, 'tc'),
  family(import.meta.resolve('@fontsource-variable/noto-sans-jp/package.json'), TEXT, 'jp'),
  family(import.meta.resolve('@fontsource-variable/noto-sans-kr/package.json'), TEXT, 'kr'),
  family(import.meta.resolve('@fontsource-variable/noto-sans-symbols/package.json'), TEXT),
  family(import.meta.resolve('@fontsource/noto-sans-symbols-2/package.json'), null),
  family(import.meta.resolve('@fontsource/noto-sans-math/package.json'), null),
];
