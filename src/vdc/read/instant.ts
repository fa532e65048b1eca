import type { Instant } from '../../model/instant.ts';

const DIGIT_0 = 48;
const NOT_A_NUMBER = -1;
const HYPHEN = 45;
const COLON = 58;
const LONGEST = 40;
const MAX_FRACTION_DIGITS = 9;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Character by character, because a million sessions hold two million instants. -1 where one is no digit. */
const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - DIGIT_0;
  const ones = text.charCodeAt(at + 1) - DIGIT_0;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NOT_A_NUMBER;
};

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** 0 for a month that there is not. */
const daysIn = (year: number, month: number): number => (month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0));

/** Days since 1970-01-01 of a Gregorian date. Years are counted from March, so that a leap day ends one; `| 0` floors. */
const daysFromCivil = (year: number, month: number, day: number): number => {
  const marchYear = month <= 2 ? year - 1 : year;
  const marchMonth = month <= 2 ? month + 9 : month - 3;
  const dayOfYear = (((153 * marchMonth + 2) / 5) | 0) + day - 1;
  const leapDays = (marchYear >> 2) - ((marchYear / 100) | 0) + ((marchYear / 400) | 0);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
};

/** The years of .NET's zero dates stand for "none". */
const isRealYear = (year: number): boolean => year > 1970 && year < 9999;

/** Days of the `YYYY-MM-DD` at the start; null where it is no calendar date, or a year that stands for "none". */
const readDays = (text: string): number | null => {
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (century < 0 || yearOfCentury < 0 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return null;
  const year = century * 100 + yearOfCentury;
  return isRealYear(year) && day >= 1 && day <= daysIn(year, month) ? daysFromCivil(year, month, day) : null;
};

/** `Z` in either case. */
const isUtcLetter = (code: number): boolean => code === 90 || code === 122;

/** Milliseconds east of UTC, from `at` to the end of the text: nothing, `Z`, `+02`, `+0200` or `+02:00`. */
const readOffset = (text: string, at: number): number | null => {
  const rest = text.length - at;
  if (rest === 0) return 0;
  const sign = text.charCodeAt(at);
  if (rest === 1) return isUtcLetter(sign) ? 0 : null;
  if (sign !== 43 && sign !== HYPHEN) return null;
  const hours = twoDigits(text, at + 1);
  const colon = text.charCodeAt(at + 3) === COLON ? 1 : 0;
  const minutes = rest === 3 ? 0 : twoDigits(text, at + 3 + colon);
  if ((rest !== 3 && rest !== 5 + colon) || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (hours * 60 + minutes) * (sign === 43 ? 60_000 : -60_000);
};

/** The index after the fraction's digits that begin at `from`. */
const endOfFraction = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && text.charCodeAt(at) >= DIGIT_0 && text.charCodeAt(at) <= 57) at += 1;
  return at;
};

const digitOrZero = (text: string, at: number, end: number): number => (at < end ? text.charCodeAt(at) - DIGIT_0 : 0);

/** Whole milliseconds of a fraction: further digits are cut off, not rounded. */
const milliseconds = (text: string, from: number, end: number): number =>
  digitOrZero(text, from, end) * 100 + digitOrZero(text, from + 1, end) * 10 + digitOrZero(text, from + 2, end);

/** Milliseconds of the `HH:mm:ss` at 11; null where it is no time of day. */
const readTimeOfDay = (text: string): number | null => {
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  return hour * 3_600_000 + minute * 60_000 + second * 1000;
};

/** `T`, as ISO 8601 has it, in either case, or a blank. */
const isSeparator = (code: number): boolean => code === 84 || code === 116 || code === 32;

/**
 * An ISO 8601 date and time with up to 9 digits of a second, as milliseconds; without an offset it is UTC.
 * Null where it cannot be read, is no calendar date, or is one of the dates by which .NET says "none"
 * (year 1970 and before, 9999).
 */
export const readInstant = (text: unknown): Instant | null => {
  if (typeof text !== 'string' || text.length < 19 || text.length > LONGEST || !isSeparator(text.charCodeAt(10))) return null;
  const hasFraction = text.charCodeAt(19) === 46;
  const end = hasFraction ? endOfFraction(text, 20) : 19;
  if (hasFraction && (end === 20 || end > 20 + MAX_FRACTION_DIGITS)) return null;
  const days = readDays(text);
  const time = readTimeOfDay(text);
  const offset = readOffset(text, end);
  if (days === null || time === null || offset === null) return null;
  return days * 86_400_000 + time + (hasFraction ? milliseconds(text, 20, end) : 0) - offset;
};

/** Whether the text is one of the dates by which .NET says "none", as against one that cannot be read. */
export const isZeroDate = (text: string): boolean => /^(?:0\d{3}|1[0-8]\d\d|19[0-6]\d|1970|9999)-\d\d-\d\dT/.test(text);
