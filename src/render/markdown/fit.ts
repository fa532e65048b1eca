export type Fitted = { readonly rows: readonly string[]; readonly omitted: number };

/** With its line break. */
const sizeOf = (row: string): number => Buffer.byteLength(row) + 1;

export const sizeOfAll = (rows: readonly string[]): number => rows.reduce((sum, row) => sum + sizeOf(row), 0);

/** The first rows, whole ones, that take no more than `room` bytes. */
export const fit = (rows: readonly string[], room: number): Fitted => {
  let taken = 0;
  const end = rows.findIndex((row) => {
    taken += sizeOf(row);
    return taken > room;
  });
  return end === -1 ? { rows, omitted: 0 } : { rows: rows.slice(0, end), omitted: rows.length - end };
};

/** Two lists in one room: each has half of it, and what the other one leaves. */
export const fitBoth = (first: readonly string[], second: readonly string[], room: number): readonly [Fitted, Fitted] => {
  const [one, other] = [sizeOfAll(first), sizeOfAll(second)];
  return [fit(first, Math.max(room / 2, room - other)), fit(second, Math.max(room / 2, room - one))];
};
