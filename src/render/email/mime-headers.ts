import { isMailAddress } from '../../model/mailbox.ts';
import type { Mailbox } from '../../model/mailbox.ts';

/** With `=?UTF-8?B?` and `?=` around its base64, one encoded word stays below the 75 characters that RFC 2047 allows. */
const WORD_BYTES = 42;
const PLAIN_WORD = 60;
const LINE = 76;

/** One line without control characters; unpaired surrogates become U+FFFD. Nothing in it can end a header. */
export const cleanHeaderText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

/** Printable ASCII that can be folded between its words, and that no reader would take for an encoded word. */
const isPlain = (text: string): boolean =>
  /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text) && !text.includes('=?') && text.split(' ').every((word) => word.length <= PLAIN_WORD);

const chunks = (text: string): string[] => {
  const found: string[] = [];
  let chunk = '';
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > WORD_BYTES) {
      found.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  return [...found, chunk];
};

const encodedWords = (text: string): string =>
  chunks(text)
    .map((chunk) => `=?UTF-8?B?${Buffer.from(chunk).toString('base64')}?=`)
    .join(' ');

/** Breaks between words, so that unfolding gives the same text back. */
const fold = (line: string): string => {
  const [first = '', ...words] = line.split(' ');
  let length = first.length;
  return words.reduce((folded, word) => {
    const fits = length + 1 + word.length <= LINE;
    length = fits ? length + 1 + word.length : 1 + word.length;
    return `${folded}${fits ? ' ' : '\r\n '}${word}`;
  }, first);
};

/** `Name: text`, folded, and encoded where it is not plain ASCII. */
export const textHeader = (name: string, text: string): string => {
  const clean = cleanHeaderText(text);
  return fold(`${name}: ${isPlain(clean) ? clean : encodedWords(clean)}`);
};

const phrase = (name: string): string => {
  if (/^[a-z0-9]+(?: [a-z0-9]+)*$/i.test(name) && isPlain(name)) return name;
  return isPlain(name) ? `"${name.replace(/[\\"]/g, '\\$&')}"` : encodedWords(name);
};

const mailbox = ({ name, address }: Mailbox): string => {
  if (!isMailAddress(address)) throw new Error(`Not a mail address: ${JSON.stringify(address.slice(0, 120))}`);
  const clean = cleanHeaderText(name ?? '');
  return clean === '' ? address : `${phrase(clean)} <${address}>`;
};

/** `Name: Jane <jane@x.example>, …`. Throws an Error for what is no address: they have been checked long before. */
export const addressHeader = (name: string, mailboxes: readonly Mailbox[]): string => fold(`${name}: ${mailboxes.map(mailbox).join(', ')}`);
