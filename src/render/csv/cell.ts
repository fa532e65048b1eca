/** Also the full-width forms, which some spreadsheets take for the same signs. */
const FORMULA_START = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const BLANK_START = /^[\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * A text as a cell that a spreadsheet shows and never runs: without control characters (a line break or tab becomes a
 * space), and with a leading apostrophe where it would begin a formula and is no plain number.
 */
export const textCell = (text: string): string => {
  const clean = text
    .toWellFormed()
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/\p{Cc}/gu, '');
  const begins = FORMULA_START.test(clean) || BLANK_START.test(text);
  return begins && !PLAIN_NUMBER.test(clean) ? `'${clean}` : clean;
};

export type CellValue = string | number | boolean | null;

/** Null is an empty cell: nothing is known. */
export const cell = (value: CellValue): string => {
  if (value === null) return '';
  return typeof value === 'string' ? textCell(value) : String(value);
};
