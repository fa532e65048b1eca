import { stringify } from 'csv-stringify/sync';
import { cell } from './cell.ts';
import type { CellValue } from './cell.ts';

/** RFC 4180 with CRLF, and the byte order mark by which Excel knows UTF-8. Without rows the header row alone. */
export const csvTable = <Column extends string>(columns: readonly Column[], rows: readonly Readonly<Record<Column, CellValue>>[]): string =>
  stringify([columns, ...rows.map((row) => columns.map((column) => cell(row[column])))], { bom: true, record_delimiter: '\r\n' });
