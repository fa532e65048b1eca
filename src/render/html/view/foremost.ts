/** Rows of one table: as many as a reader will read and a browser prints at ease. All of them stand in report.json. */
export const MOST_ROWS = 200;

export type Foremost<T> = { readonly shown: readonly T[]; readonly omitted: number };

/** The weightiest rows, in the order in which they came; of equal ones the first. */
export const foremost = <T>(rows: readonly T[], weight: (row: T) => number, most = MOST_ROWS): Foremost<T> => {
  const ranked = rows.map((row, place) => ({ row, place })).toSorted((a, b) => weight(b.row) - weight(a.row) || a.place - b.place);
  const kept = ranked.slice(0, most).toSorted((a, b) => a.place - b.place);
  return { shown: kept.map(({ row }) => row), omitted: rows.length - kept.length };
};
