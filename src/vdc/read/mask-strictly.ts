import { isCommonWord } from './everyday-words.ts';
import type { KnownNames } from './known-names.ts';
import { maskReason } from './mask.ts';

const MASK = /(‹(?:name|address|id|url|time|path)›)/u;
const SEVERAL = /‹name›(?:[\s,;./\\-]{1,5}‹name›)+/gu;

/** Marks before and after a word. */
const AROUND = /^([([{"'“‘«]*)(.*?)([)\]}"'”’».,;:!?…]*)$/su;

const LOWER = /^[a-z]+(?:['’][a-z]+)?$/u;
const NUMBER = /^[+-]?\d[\d.,]{0,20}%?$/u;
/** Codes of errors, by which a cause is looked up: `0x80131904`, `ErrorItemNotFound`, `WebException`, `ECONNRESET`. */
const CODE = /^(?:0x[\da-f]{1,16}|Error(?:[A-Z][a-z]+){1,6}|(?:[A-Z][a-z]*){1,6}(?:Exception|Error)|E[A-Z]{4,16})$/iu;
const isCode = (word: string): boolean => CODE.test(word) && (/^0x/u.test(word) || /(?:error|exception)/iu.test(word) || word === word.toUpperCase());

const isHarmless = (word: string): boolean =>
  word === '' || LOWER.test(word) || NUMBER.test(word) || isCommonWord(word) || isCode(word) || word.split('-').every((part) => isCommonWord(part));

const maskWord = (token: string): string => {
  const [, before = '', word = '', after = ''] = AROUND.exec(token) ?? [];
  return isHarmless(word) ? token : `${before}‹name›${after}`;
};

const maskWords = (text: string): string =>
  text
    .split(MASK)
    .map((part, place) => (place % 2 === 1 ? part : part.replaceAll(/[^\s]+/gu, maskWord)))
    .join('')
    .replaceAll(SEVERAL, '‹name›');

/**
 * A text of the source without anything that may name somebody or something: what is known to be a name, what has the form of
 * an address or an id, and every word with a capital letter, a digit or a foreign letter that is no common word of such texts.
 */
export const maskStrictly = (text: string, names: KnownNames): string => maskWords(maskReason(names.mask(text), []));
