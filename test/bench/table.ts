/** One measured thing: its runs, and those of the floor that no program could go below. */
export type Row = {
  readonly name: string;
  readonly floor: string;
  readonly oursMs: readonly number[];
  readonly floorMs: readonly number[];
  /** The ratio not to exceed; null where another limit holds. */
  readonly target: number | null;
  readonly note: string;
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};

const ms = (value: number): string => `${value.toFixed(0)} ms`;

const range = (values: readonly number[]): string => `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;

const cells = ({ name, floor, oursMs, floorMs, target, note }: Row): string[] => {
  const ratio = median(oursMs) / median(floorMs);
  const judged = target === null ? '' : ratio <= target ? `≤ ${target.toFixed(2)} met` : `≤ ${target.toFixed(2)} MISSED`;
  return [name, `${ms(median(oursMs))} (${range(oursMs)})`, `${ms(median(floorMs))} (${range(floorMs)})`, ratio.toFixed(2), judged, floor, note];
};

const HEAD = ['what', 'median (range)', 'floor', 'ratio', 'target', 'the floor is', ''];

/** The table that `npm run bench` prints: absolute times are for orientation, the ratio is the statement. */
export const table = (rows: readonly Row[]): string => {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
