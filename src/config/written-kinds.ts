import { CronPattern } from 'croner';
import { z } from 'zod';
import { BYTE_SIZE, readByteSize } from './byte-size.ts';
import { DURATION, readDuration } from './duration.ts';
import { readMailbox } from './mailbox.ts';
import { isTimezone } from './midnight.ts';
import { PERCENTAGE, readRatio } from './percentage.ts';
import { parseInstant } from './read-instant.ts';
import { isSafeUrl, isStampUrl } from './safe-url.ts';

/**
 * The kinds of values a configuration is made of. The `error` of every check is the expected form, in words:
 * `explainIssue` puts what was found before it.
 */

const LONGEST_TEXT = 300;
const PLAIN_TEXT = new RegExp(`^[^\\p{Cc}\\u2028\\u2029]{1,${LONGEST_TEXT}}$`, 'u');
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]/u;

const choiceWords = (values: readonly string[]): string => (values.length === 1 ? values.join() : `one of ${values.join(', ')}`);

export const fitting = (pattern: RegExp, expected: string) => z.string({ error: expected }).regex(pattern, { error: expected, abort: true });

/** Why a text does not fit, where that cannot be seen: what hides in it, or how long it is. */
const plainTextWords = (expected: string, written: unknown): string => {
  if (typeof written !== 'string' || written === '') return expected;
  return UNPRINTABLE.test(written) ? `${expected}, on one line and without control characters` : `${expected} of at most ${LONGEST_TEXT} characters`;
};

export const text = (expected: string) =>
  z.string({ error: expected }).regex(PLAIN_TEXT, { error: ({ input }) => plainTextWords(expected, input), abort: true });
export const line = (most: number) => {
  const error = `a text of at most ${most} characters`;
  return text(error).max(most, { error });
};
export const path = () => text('a path');
export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values, { error: choiceWords(values) });

export const whole = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

export const list = <Item extends z.ZodType>(item: Item, expected: string, least = 0) =>
  z.array(item, { error: expected }).min(least, { error: expected });

export const mapping = <Shape extends z.ZodRawShape>(shape: Shape, expected: string) =>
  z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : expected) });

/** Examples of short durations. */
export const SECONDS = '30s, 5m or PT30S';

/** Both bounds are included, and written as the operator writes them. */
export const duration = (least: string, most: string, examples = '90m, 24h, 7d, 1h30m or PT24H') => {
  const error = `a duration from ${least} to ${most}, such as ${examples}`;
  const [min, max] = [readDuration(least), readDuration(most)];
  const inRange = (written: string): boolean => readDuration(written) >= min && readDuration(written) <= max;
  return fitting(DURATION, error).refine(inRange, { error });
};

export const byteSize = (least: string, most: string) => {
  const error = `a size from ${least} to ${most}, such as 64MB`;
  const [min, max] = [readByteSize(least), readByteSize(most)];
  return fitting(BYTE_SIZE, error).refine((written) => readByteSize(written) >= min && readByteSize(written) <= max, { error });
};

export const ratio = () => {
  const error = 'a percentage above 0 and up to 100%, such as 99% or 0.99';
  const number = z.number({ error }).gt(0, { error }).lte(1, { error });
  const inRange = (written: string): boolean => readRatio(written) > 0 && readRatio(written) <= 1;
  return z.union([number, fitting(PERCENTAGE, error).refine(inRange, { error })], { error });
};

const SECRET_WORDS = '{ env: VARIABLE } or { file: PATH }';

/** Where a secret stands; never the secret. */
export const secret = () => {
  const env = fitting(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, SECRET_WORDS).describe('name of an environment variable that holds it');
  const file = path().describe('file that holds it and nothing else');
  return z.union([z.strictObject({ env }), z.strictObject({ file })], { error: SECRET_WORDS });
};

const checked = (expected: string, holds: (written: string) => boolean) => text(expected).refine(holds, { error: expected });

const isCron = (written: string): boolean => {
  try {
    return new CronPattern(written, undefined, { mode: '5-part' }).minute.length > 0;
  } catch {
    return false;
  }
};

export const url = () => checked('an https URL without user name, query and fragment (http only to this machine)', isSafeUrl);
export const stampUrl = () => checked('an https or http URL without user name, query and fragment', isStampUrl);
export const cron = () => checked('a cron expression of five fields, such as "0 6 1 * *"', isCron);
export const timezone = () => checked('an IANA time zone, such as Europe/Berlin', isTimezone);
export const email = () =>
  checked('one e-mail address, such as backup@contoso.example or Backup team <backup@contoso.example>', (written) => readMailbox(written) !== null);
export const instant = () =>
  checked('a date or an instant, such as 2026-10-01, 2026-10-01T06:00 or 2026-10-01T06:00:00Z', (written) => parseInstant(written, 'UTC') !== null);
