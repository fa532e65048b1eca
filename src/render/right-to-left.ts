import { visibleText } from './escape.ts';

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const OPEN = '\u2068';
const CLOSE = '\u2069';

/** A whole isolated part; what is inside can open nothing of its own. */
const PART = new RegExp(`(${OPEN}[^\\u202a-\\u202e\\u2066-\\u2069]*${CLOSE})`, 'u');

/**
 * A name inside a line: one that is written from right to left is held together, so that what stands before and after it
 * keeps its place. Any other name stays as it is.
 */
export const isolated = (name: string): string => (RIGHT_TO_LEFT.test(name) ? `${OPEN}${name}${CLOSE}` : name);

/** Spaces at its ends belong to the line: `visibleText` would take them away. */
const visiblePart = (part: string): string => {
  const shown = visibleText(part, part.length);
  return `${/^\s/u.test(part) ? ' ' : ''}${shown}${shown !== '' && /\s$/u.test(part) ? ' ' : ''}`;
};

/** As `visibleText`, for a line in which names are isolated: they stay so, and nothing else can turn the reading direction. */
export const visibleLine = (text: string, length: number): string => {
  const parts = text.toWellFormed().split(PART);
  if (parts.length === 1 || text.length > length) return visibleText(text, length);
  return parts.map((part, index) => (index % 2 === 1 ? isolated(visibleText(part, part.length)) : visiblePart(part))).join('');
};
