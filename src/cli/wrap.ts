import { widthOf } from './terminal.ts';

/** A word in pieces of at most `width` columns: a path is longer than any line. */
const broken = (word: string, width: number): readonly string[] => {
  if (widthOf(word) <= width) return [word];
  const pieces = [''];
  for (const character of word) {
    const last = pieces.at(-1) ?? '';
    if (widthOf(last + character) > width) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces;
};

const wrapLine = (line: string, width: number): readonly string[] => {
  const lines = [''];
  for (const piece of line.split(' ').flatMap((word) => broken(word, width))) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? piece : `${last} ${piece}`;
    if (widthOf(longer) > width) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

/** Clean text in lines of at most `width` columns; its own line breaks stay. */
export const wrapText = (text: string, width: number): readonly string[] =>
  text.split('\n').flatMap((line) => wrapLine(line.trim(), Math.max(1, width)));
