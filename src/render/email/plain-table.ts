import { padEnd, padStart, plainPunctuation, WIDTH, widthOf, wrap } from './plain.ts';

/** The first column takes what the others leave; those from `firstNumber` on are flush right. */
export type PlainTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly firstNumber: number;
};

const SPACE = '  ';
const MIN_FIRST = 12;

const columnWidths = (lines: readonly (readonly string[])[]): number[] => {
  const [, ...others] = lines[0] ?? [];
  const widths = others.map((_, index) => Math.max(...lines.map((cells) => widthOf(cells[index + 1] ?? ''))));
  const taken = widths.reduce((sum, width) => sum + SPACE.length + width, 0);
  return [Math.max(MIN_FIRST, WIDTH - taken), ...widths];
};

/** A first cell that is too long for its column gets lines of its own, so that nothing is cut and all stays in line. */
const lineOf = (cells: readonly string[], widths: readonly number[], firstNumber: number): string[] => {
  const [first = '', ...others] = cells;
  const [room = 0] = widths;
  const padded = others.map((cell, index) => (index + 1 < firstNumber ? padEnd : padStart)(cell, widths[index + 1] ?? 0));
  const fits = widthOf(first) <= room;
  return [...(fits ? [] : wrap(first, WIDTH)), [padEnd(fits ? first : '', room), ...padded].join(SPACE)];
};

/** Lines of an aligned table under a ruled head. */
export const plainTable = ({ head, rows, firstNumber }: PlainTable): string[] => {
  const lines = [head, ...rows].map((cells) => cells.map(plainPunctuation));
  const widths = columnWidths(lines);
  const [top = [], ...rest] = lines.map((cells) => lineOf(cells, widths, firstNumber));
  return [...top, widths.map((width) => '-'.repeat(width)).join(SPACE), ...rest.flat()];
};
