/** A line of a table; the cells are Markdown already. */
export const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Head and ruler of a table; from the column `firstNumber` on the cells are flush right. */
export const tableHead = (names: readonly string[], firstNumber = names.length): string =>
  [tableRow(names), tableRow(names.map((_, index) => (index < firstNumber ? '---' : '---:')))].join('\n');
