import type { ViewContext } from './context.ts';

/** The numbers that a chart draws, as a table: kinds downwards, places of its axis across. */
export type NumbersTable = {
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[];
};

export type NumbersRow = { readonly head: string; readonly valueAt: (index: number) => number };

/** `columns` by their index in the chart. */
export const numbersTable = (
  { f }: ViewContext,
  corner: string,
  columns: readonly (readonly [index: number, word: string])[],
  rows: readonly NumbersRow[],
): NumbersTable => ({
  corner,
  columns: columns.map(([, word]) => word),
  rows: rows.map(({ head, valueAt }) => ({ head, cells: columns.map(([index]) => f.integer(valueAt(index))) })),
});

const MONTH = 'YYYY-MM'.length;

/** One table a month: more days side by side could not be read. */
export const numbersByMonth = (context: ViewContext, dates: readonly string[], rows: readonly NumbersRow[]): NumbersTable[] => {
  const months = Map.groupBy(dates.keys(), (index) => dates[index]?.slice(0, MONTH) ?? '');
  return [...months].map(([month, indices]) =>
    numbersTable(
      context,
      context.f.month(`${month}-01`),
      indices.map((index) => [index, context.f.dayOfMonth(dates[index] ?? '')] as const),
      rows,
    ),
  );
};
