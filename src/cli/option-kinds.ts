import { nearest } from '../config/nearest.ts';
import { UsageError } from '../errors.ts';

/** What yargs hands over for one option: an array where it was given more than once. */
type Given = unknown;

/** yargs keeps nothing but the message of what is thrown here. */
const refuse = (name: string, text: string): never => {
  throw new UsageError('bad-option', `${name} ${text}`);
};

const onlyOne = (name: string, given: Given): string => {
  if (Array.isArray(given)) return refuse(name, 'was given more than once; name it once.');
  const text = typeof given === 'string' ? given.trim() : '';
  return text === '' ? refuse(name, 'needs a value.') : text;
};

/** An option with a text that is given at most once. */
export const textOption = (name: string, describe: string) =>
  ({
    describe,
    string: true,
    requiresArg: true,
    coerce: (given: Given): string | undefined => (given === undefined ? undefined : onlyOne(`--${name}`, given)),
  }) as const;

/** A whole number from `min` to `max`. */
export const numberOption = (name: string, describe: string, [min, max]: readonly [number, number]) => {
  const read = (given: Given): number | undefined => {
    if (given === undefined) return undefined;
    const text = onlyOne(`--${name}`, given);
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : refuse(`--${name}`, `expects a whole number from ${min} to ${max}; found ${JSON.stringify(text)}.`);
  };
  return { describe, requiresArg: true, coerce: read } as const;
};

const oneOf = <Value extends string>(name: string, text: string, values: readonly Value[]): Value => {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  const meant = nearest(text, values);
  return refuse(name, `does not know ${JSON.stringify(text)}; ${meant === null ? `known: ${values.join(', ')}.` : `did you mean ${meant}?`}`);
};

/** One of a few words. */
export const choiceOption = <Value extends string>(name: string, describe: string, values: readonly Value[]) =>
  ({
    describe: `${describe}: ${values.join(', ')}`,
    string: true,
    requiresArg: true,
    coerce: (given: Given): Value | undefined => (given === undefined ? undefined : oneOf(`--${name}`, onlyOne(`--${name}`, given), values)),
  }) as const;

const texts = (given: Given): readonly string[] =>
  (Array.isArray(given) ? given : [given]).map((each) => (typeof each === 'string' ? each.trim() : ''));

/** A text that can be given several times. Commas part nothing. */
export const listOption = (name: string, describe: string) => {
  const read = (given: Given): readonly string[] =>
    given === undefined ? [] : texts(given).map((text) => (text === '' ? refuse(`--${name}`, 'needs a value.') : text));
  return { describe: `${describe} (repeatable)`, array: true, string: true, requiresArg: true, coerce: read } as const;
};

/** A word that stands without dashes. */
export const choicePositional = <Value extends string>(name: string, describe: string, values: readonly Value[]) =>
  ({
    describe: `${describe}: ${values.join(' or ')}`,
    type: 'string',
    coerce: (given: Given): Value | undefined => (given === undefined ? undefined : oneOf(name, onlyOne(name, given), values)),
  }) as const;

/** A text that stands without dashes. */
export const textPositional = (name: string, describe: string) =>
  ({
    describe,
    type: 'string',
    coerce: (given: Given): string | undefined => (given === undefined ? undefined : onlyOne(name, given)),
  }) as const;

/** Some of a few words: repeatable, or parted by commas. */
export const choicesOption = <Value extends string>(name: string, describe: string, values: readonly Value[]) => {
  const read = (given: Given): readonly Value[] | undefined =>
    given === undefined
      ? undefined
      : [...new Set(texts(given).flatMap((text) => text.split(',').map((word) => oneOf(`--${name}`, word.trim(), values))))];
  return {
    describe: `${describe}, repeatable or parted by commas: ${values.join(', ')}`,
    array: true,
    string: true,
    requiresArg: true,
    coerce: read,
  } as const;
};

export const flag = (describe: string) => ({ describe, boolean: true }) as const;
