export type Range = readonly [from: number, to: number];

const HEX = 16;

/** `U+0000-00FF,U+0131` → whether a character is in it. */
export const readRanges = (text: string): readonly Range[] =>
  text.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, HEX), Number.parseInt(to, HEX)];
  });

export const inRanges = (ranges: readonly Range[], point: number): boolean => ranges.some(([from, to]) => from <= point && point <= to);

const hex = (point: number): string => point.toString(HEX).toUpperCase();

/** Characters → the shortest `unicode-range` that names exactly them. */
export const writeRanges = (points: Iterable<number>): string => {
  const ranges: [number, number][] = [];
  for (const point of [...new Set(points)].toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',');
};
