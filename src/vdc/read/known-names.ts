import type { ObjectKind } from '../../model/session.ts';
import { isCommonWord } from './everyday-words.ts';

export type KnownObject = { readonly kind: ObjectKind; readonly name: string };

/** Takes known names out of a text: each becomes `‹name›`. Upper and lower case are the same. */
export type KnownNames = {
  readonly mask: (text: string) => string;
  /** Only names that cannot be an ordinary word: of several words, or with a digit or a sign in them. */
  readonly maskUnmistakable: (text: string) => string;
};

const SHORTEST = 3;
const LONGEST = 256;

const PEOPLE: ReadonlySet<ObjectKind> = new Set(['mailbox', 'onedrive']);

/** What of a person's name or address is said of that person on its own: `jane.doe`, `jane`, `doe`. */
const partsOf = ({ kind, name }: KnownObject): readonly string[] => {
  if (!PEOPLE.has(kind)) return [];
  const [local = ''] = name.split('@');
  return [local, ...local.split(/[\s.,_-]+/u)].filter((part) => !isCommonWord(part));
};

const normal = (text: string): string => {
  const lower = text.toLowerCase();
  // A few letters become two; then places in both texts would not be the same.
  return lower.length === text.length ? lower : text;
};

type Lookup = { readonly names: ReadonlySet<string>; readonly lengths: readonly number[] };

const lookupOf = (names: readonly string[]): Lookup => {
  const long = new Set(names.map((name) => normal(name.trim())).filter(({ length }) => length >= SHORTEST && length <= LONGEST));
  return { names: long, lengths: [...new Set([...long].map(({ length }) => length))].toSorted((a, b) => b - a) };
};

const WORD_CHARACTER = /[\p{L}\p{N}_]/u;
const isInWord = (text: string, at: number): boolean => WORD_CHARACTER.test(text[at - 1] ?? ' ') && WORD_CHARACTER.test(text[at] ?? ' ');

/** The longest known name that begins at a place and is no part of a longer word; 0 where there is none. */
const lengthAt = (text: string, at: number, { names, lengths }: Lookup): number =>
  isInWord(text, at) ? 0 : (lengths.find((length) => names.has(text.slice(at, at + length)) && !isInWord(text, at + length)) ?? 0);

const masker =
  (lookup: Lookup) =>
  (text: string): string => {
    const searched = normal(text);
    let masked = '';
    for (let at = 0; at < text.length;) {
      const length = lengthAt(searched, at, lookup);
      masked += length > 0 ? '‹name›' : (text[at] ?? '');
      at += Math.max(1, length);
    }
    return masked;
  };

const isUnmistakable = (name: string): boolean => /[^\p{L}]/u.test(name.trim());

/** The names of all objects that logs speak of, so that one is found in whatever else the source says. */
export const knownNames = (objects: readonly KnownObject[]): KnownNames => {
  const whole = objects.map(({ name }) => name);
  return {
    mask: masker(lookupOf([...whole, ...objects.flatMap(partsOf)])),
    maskUnmistakable: masker(lookupOf(whole.filter(isUnmistakable))),
  };
};
