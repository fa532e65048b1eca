import { inRanges, readRanges } from './ranges.ts';

/** Inter has these, whatever its slices claim: text of nothing else asks no font any question. */
export const CERTAIN =
  'U+20-7E,U+A0-FF,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2122,U+2191,U+2193,U+2212';

/**
 * So many characters that Inter lacks are embedded, the most used first: with both weights about 3 MB, so that no tenant
 * can blow up a page. What is beyond is drawn as an empty box, or by a font that the reader's machine has.
 */
export const MOST_CHARACTERS = 3_000;

/** Drawn without a glyph, or never drawn at all. */
const UNDRAWN = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Cn}]/u;

/** They join, or choose between text and picture: they go with whichever font has the character before them. */
const JOINERS: readonly number[] = [0x200c, 0x200d, 0xfe0e, 0xfe0f];

const KEY_CAP = 0x20e3;
const ON_KEYS: readonly number[] = [...Buffer.from('#*0123456789')];

const certain = readRanges(CERTAIN);

/** Characters that a typeface may lack, the most used first. */
export const foreignCharacters = (text: string): readonly number[] => {
  const counts = new Map<number, number>();
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (!inRanges(certain, point) && !UNDRAWN.test(character)) counts.set(point, (counts.get(point) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, often], [b, times]) => times - often || a - b).map(([point]) => point);
};

const pointsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);

/**
 * What a font needs besides these characters to draw them: the joiners that the text has, the parts into which a letter is
 * taken for shaping (Thai am, Devanagari with nukta), and what can stand on a key.
 */
export const companionsOf = (points: readonly number[], text: string): readonly number[] => [
  ...JOINERS.filter((point) => text.includes(String.fromCodePoint(point))),
  ...pointsOf(String.fromCodePoint(...points).normalize('NFKD')).filter((point) => !inRanges(certain, point)),
  ...(points.includes(KEY_CAP) ? ON_KEYS : []),
];
