import type { FontSlice } from './assets.ts';

type Range = readonly [from: number, to: number];

const HEX = 16;

/** `U+0000-00FF,U+0131` → number pairs. */
const readRanges = (text: string): Range[] =>
  text.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, HEX), Number.parseInt(to, HEX)];
  });

const needed = (slice: FontSlice, codePoints: ReadonlySet<number>): boolean => {
  const ranges = readRanges(slice.range);
  for (const point of codePoints) if (ranges.some(([from, to]) => from <= point && point <= to)) return true;
  return false;
};

/** The characters of the shared combining marks are in several slices; they alone ask for none. */
const COMBINING: Range = [0x0300, 0x0329];

const pointsOf = (text: string): Set<number> => {
  const points = new Set<number>();
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < COMBINING[0] || point > COMBINING[1]) points.add(point);
  }
  return points;
};

const face = ({ weight, range, base64 }: FontSlice): string =>
  `@font-face{font-family:Inter;font-style:normal;font-weight:${String(weight)};src:url(data:font/woff2;base64,${base64}) format("woff2");unicode-range:${range}}`;

/** Only the slices that the text needs, so that a page in one script stays small. */
export const fontFaces = (fonts: readonly FontSlice[], text: string): string => {
  const points = pointsOf(text);
  return fonts
    .filter((slice) => needed(slice, points))
    .map(face)
    .join('\n');
};
