import { stringify } from 'csv-stringify/sync';
import { cell } from './cell.ts';
import type { CellValue } from './cell.ts';

const linesOf = (rows: readonly (readonly string[])[]): string => stringify([...rows], { record_delimiter: '\r\n' });

const BYTE_ORDER_MARK = '\ufeff';

/**
 * RFC 4180 with CRLF, and the byte order mark by which Excel knows UTF-8. Without rows the header row alone. `groups`: one
 * after the other is written, so that the cells of all rows are never held at once.
 */
export const csvTable = <Column extends string>(
  columns: readonly Column[],
  groups: readonly (() => readonly Readonly<Record<Column, CellValue>>[])[],
): string => {
  const parts = groups.map((rowsOf) => linesOf(rowsOf().map((row) => columns.map((column) => cell(row[column])))));
  return BYTE_ORDER_MARK + linesOf([columns]) + parts.join('');
};
