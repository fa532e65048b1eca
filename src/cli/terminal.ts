import type { Output, World } from '../world.ts';

/** Control characters, and what reorders or hides text: a job's name must not move the cursor or pose as another line. */
const DANGEROUS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** As JSON writes it, so that a JSON document stays one. */
const visible = (character: string): string => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** Untrusted text on one line, with everything dangerous written out. */
export const cleanLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').replace(DANGEROUS, visible);

/** Text of our own that quotes untrusted text: line breaks stay. */
export const cleanText = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(DANGEROUS, visible))
    .join('\n');

const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}|^[\u{20000}-\u{3fffd}]/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const characters = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);
const characterWidth = (character: string): number => (WIDE.test(character) ? 2 : /^[\p{M}\p{Cf}]+$/u.test(character) ? 0 : 1);

/** Columns that a clean line takes on a terminal. */
export const widthOf = (text: string): number => characters(text).reduce((sum, character) => sum + characterWidth(character), 0);

/** The text in at most `width` columns, with an ellipsis where something is left out. */
export const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of characters(text)) {
    used += characterWidth(character);
    if (used > width) break;
    kept += character;
  }
  return width < 1 ? '' : `${kept}…`;
};

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

export type Colour = 'red' | 'green' | 'yellow' | 'dim' | 'bold';
export type Paint = (colour: Colour, text: string) => string;

const CODES: Readonly<Record<Colour, readonly [number, number]>> = { red: [31, 39], green: [32, 39], yellow: [33, 39], dim: [2, 22], bold: [1, 22] };

const plain: Paint = (_colour, text) => text;
const painted: Paint = (colour, text) => `\u001b[${CODES[colour][0]}m${text}\u001b[${CODES[colour][1]}m`;

/** Colour only on a terminal that has it, and where NO_COLOR does not forbid it. A status never depends on it. */
export const paintFor = (output: Output, env: World['env']): Paint => {
  const forbidden = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return output.isTTY && !forbidden ? painted : plain;
};
