import { inRanges, readRanges, type Range } from '../fonts/ranges.ts';
import type { FontFace } from '../fonts/fallback-faces.ts';
import type { FontSlice } from './assets.ts';

const needed = (slice: FontSlice, codePoints: ReadonlySet<number>): boolean => {
  const ranges = readRanges(slice.range);
  return [...codePoints].some((point) => inRanges(ranges, point));
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

const face = ({ family, weight, range, base64 }: FontFace): string =>
  `@font-face{font-family:${family};font-style:normal;font-weight:${weight};src:url(data:font/woff2;base64,${base64}) format("woff2");unicode-range:${range}}`;

/**
 * Only the slices that the text needs, so that a page in one script stays small. The letters of other scripts bear the
 * same family's name and both weights; of two faces for one character, the later one is taken. What has one weight is a
 * family of its own, since a browser takes all of a family's faces from one weight.
 */
export const fontFaces = (fonts: readonly FontSlice[], fallback: readonly FontFace[], text: string): string => {
  const points = pointsOf(text);
  const own = fonts.filter((slice) => needed(slice, points)).map((slice): FontFace => ({ ...slice, family: 'Inter', weight: String(slice.weight) }));
  return [...own, ...fallback].map(face).join('\n');
};
