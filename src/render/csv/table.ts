import { stringify } from 'csv-stringify/sync';
import { cell } from './cell.ts';
import type { CellValue } from './cell.ts';

const linesOf = (rows: readonly (readonly string[])[]): string => stringify([...rows], { record_delimiter: '\r\n' });

const BYTE_ORDER_MARK = '\ufeff';

/**
 * RFC 4180 with CRLF, and the byte order mark by which Excel knows UTF-8. Without rows the header row alone. `groups`: one
 * after the other is written, so that neither the cells of all rows nor their text are ever held at once.
 */
export function* csvTable<Column extends string>(
  columns: readonly Column[],
  groups: readonly (() => readonly Readonly<Record<Column, CellValue>>[])[],
): Generator<string> {
  yield BYTE_ORDER_MARK + linesOf([columns]);
  for (const rowsOf of groups) yield linesOf(rowsOf().map((row) => columns.map((column) => cell(row[column]))));
}
