/** Layout of plain text for readers with a fixed-width font. Widths are columns of the screen. */
export const WIDTH = 72;

/** Holds words together until the lines are broken. */
const NO_BREAK = '\u00a0';

const PUNCTUATION: readonly (readonly [RegExp, string])[] = [
  [/([+\u2212])\u202f/gu, '$1'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/[\u2018\u2019\u201a]/gu, "'"],
  [/[\u201c-\u201e]/gu, '"'],
  [/\u2039/gu, '<'],
  [/\u203a/gu, '>'],
  [/\u2026/gu, '...'],
  [/\u00d7/gu, 'x'],
  [/[\u2000-\u200a\u202f]/gu, NO_BREAK],
];

/** Typographic punctuation as ASCII; letters stay as they are. */
export const plainPunctuation = (text: string): string => PUNCTUATION.reduce((plain, [from, to]) => plain.replace(from, to), text);

/** Scripts and pictures whose characters take two columns. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemes = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** They hold a name from right to left together, and take no column. */
const UNSEEN = /[\u2068\u2069]/gu;

export const widthOf = (text: string): number => graphemes(text.replace(UNSEEN, '')).reduce((width, each) => width + (WIDE.test(each) ? 2 : 1), 0);

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** A word that is longer than a line is cut into pieces that are not. */
const cut = (word: string, width: number): string[] => {
  if (widthOf(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const each of graphemes(word)) {
    if (piece !== '' && widthOf(piece + each) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += each;
  }
  return [...pieces, piece];
};

/** Lines of at most `width` columns, broken between words. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of plainPunctuation(text)
    .split(' ')
    .flatMap((each) => cut(each, width))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
};

/** A paragraph whose first line begins with `lead` and whose others stand under it. */
export const hanging = (lead: string, text: string): string[] => {
  const indent = ' '.repeat(widthOf(lead));
  return wrap(text, WIDTH - indent.length).map((line, index) => (index === 0 ? lead : indent) + line);
};

export const heading = (text: string): string[] => {
  const lines = wrap(text, WIDTH);
  return [...lines, '-'.repeat(Math.max(0, ...lines.map(widthOf)))];
};

/** Joins the parts by an empty line and ends the text with a line break; no line ends in a space. */
export const joinParts = (parts: readonly (readonly string[])[]): string =>
  `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.replaceAll(NO_BREAK, ' ').trimEnd()).join('\n'))
    .join('\n\n')}\n`;
