import type { FontLibrary, OpenSlice, Slice } from './font-library.ts';
import { companionsOf, foreignCharacters, MOST_CHARACTERS } from './foreign-characters.ts';
import { orderSlices } from './order-slices.ts';
import { inRanges, writeRanges, type Range } from './ranges.ts';

/** A part of a typeface, ready to be embedded. A static font can stand for a range of weights. */
export type FontFace = { readonly family: 'Inter' | 'Signs'; readonly weight: string; readonly range: string; readonly base64: string };

/** A slice of the page's own typeface. */
export type OwnSlice = { readonly ranges: readonly Range[]; readonly base64: string };

export type FallbackRequest = {
  /** Everything that the page shows. */
  readonly text: string;
  readonly locale: string;
  /** One weight of the page's own typeface. */
  readonly own: readonly OwnSlice[];
};

/** A slice can claim what it does not have: its own map decides. */
const without = async (points: ReadonlySet<number>, slices: readonly OwnSlice[], library: FontLibrary): Promise<Set<number>> => {
  const left = new Set(points);
  for (const { ranges, base64 } of slices) {
    const claimed = [...left].filter((point) => inRanges(ranges, point));
    if (claimed.length === 0) continue;
    const { has } = await library.open(Buffer.from(base64, 'base64'));
    for (const point of claimed) if (has.has(point)) left.delete(point);
  }
  return left;
};

/** A picture and the parts of another can be one drawing: a font of pictures gets all that it has of the text. */
const isPictures = ({ weights }: Slice): boolean => weights?.length === 1;

const facesOf = async (slice: Slice, { cut }: OpenSlice, points: readonly number[]): Promise<FontFace[]> => {
  const range = writeRanges(points);
  const [first = null, ...others] = slice.weights ?? [];
  if (others.length === 0) return [{ family: 'Signs', weight: '400 600', range, base64: await cut(points, first) }];
  const faces: FontFace[] = [];
  for (const weight of slice.weights ?? []) faces.push({ family: 'Inter', weight: String(weight), range, base64: await cut(points, weight) });
  return faces;
};

/** The characters that the page's own typeface lacks; of very many, the most used. */
const lackingCharacters = async ({ text, own }: FallbackRequest, library: FontLibrary): Promise<ReadonlySet<number>> => {
  const foreign = foreignCharacters(text);
  const lacking = foreign.length === 0 ? [] : await without(new Set(foreign), own, library);
  return new Set([...lacking].slice(0, MOST_CHARACTERS));
};

/**
 * Faces for the characters that the page's own typeface lacks, and for nothing else: each character from the first font
 * that has it, so that none takes over a digit or a sign of another. Equal texts give equal bytes.
 */
export const fallbackFaces = async (request: FallbackRequest, library: FontLibrary): Promise<readonly FontFace[]> => {
  const { text, locale, own } = request;
  const wanted = await lackingCharacters(request, library);
  const left = new Set(wanted);
  const faces: FontFace[] = [];
  for (const slice of left.size === 0 ? [] : orderSlices(await library.slices(), text, locale)) {
    const claimed = [...wanted].filter((point) => inRanges(slice.ranges, point));
    if (!claimed.some((point) => left.has(point))) continue;
    const open = await library.open(await library.read(slice));
    const found = claimed.filter((point) => open.has.has(point) && (left.has(point) || isPictures(slice)));
    for (const point of found) left.delete(point);
    // In the page's own family nothing may be taken from it; the family of signs is asked after it.
    const free = (point: number) => slice.weights?.length !== 2 || !own.some(({ ranges }) => inRanges(ranges, point));
    const companions = companionsOf(found, text).filter((point) => open.has.has(point) && free(point));
    if (found.length > 0) faces.push(...(await facesOf(slice, open, [...new Set([...found, ...companions])])));
  }
  return faces;
};
