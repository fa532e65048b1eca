import type { Locale } from 'date-fns';
import { formatDuration } from 'date-fns/formatDuration';
import { intervalToDuration } from 'date-fns/intervalToDuration';
import { DateTime } from 'luxon';
import { calendarFormats, type CalendarFormat } from './calendar-format.ts';

/** Numbers, dates and durations as a reader of one locale, in one zone, expects them. Instants are ISO texts, durations seconds. */
export type Format = CalendarFormat & {
  readonly zone: string;
  readonly integer: (value: number) => string;
  /** Floored at `digits`, so that nothing is rounded up to a target; 100 % only when it is exact. Null: `none`. */
  readonly percent: (ratio: number | null, digits?: number) => string;
  /** A target is no measurement: it is shown whole, not cut off. */
  readonly target: (ratio: number) => string;
  /** A change in percentage points, signed, truncated towards zero. */
  readonly points: (change: number) => string;
  /** A relative change, signed: `+8 %`. */
  readonly change: (relative: number) => string;
  /** `1 Oct` */
  readonly day: (iso: string) => string;
  /** `1 Oct 2026` */
  readonly date: (iso: string) => string;
  readonly year: (iso: string) => string;
  /** `1 Oct 04:49` */
  readonly moment: (iso: string) => string;
  /** `1 Oct 2026, 04:49 CEST` */
  readonly instant: (iso: string) => string;
  /** Two units at most: `4 d 1 h`, `12 min 40 s`; below two minutes seconds with their fraction. Truncated. */
  readonly duration: (seconds: number | null) => string;
  /**
   * The values of one column in one style, so that they can be compared: seconds with at most one decimal where all are below
   * two minutes, else `1 min 56 s`. Truncated.
   */
  readonly durationColumn: (column: readonly (number | null)[]) => readonly string[];
  /** All units down to minutes: `4 d 0 h 47 min`. */
  readonly longDuration: (seconds: number | null) => string;
  /** An objective or another round length: `24 h`, `90 min`, `7 d`; not cut into units it does not need. */
  readonly objective: (seconds: number) => string;
  /** For the scale of a chart: `72 h`. */
  readonly hours: (seconds: number) => string;
  /** In words, for sentences: `4 days 1 hour`. */
  readonly words: (seconds: number) => string;
  readonly bytes: (bytes: number | null) => string;
  readonly list: (items: readonly string[]) => string;
  /** A text of somebody else, in quotation marks. */
  readonly quote: (text: string) => string;
  /** Stands where there is no value. */
  readonly none: string;
};

export type FormatLocale = {
  /** BCP 47, for numbers and dates. */
  readonly tag: string;
  /** For durations in words. */
  readonly dateFns: Locale;
  readonly units: { readonly day: string; readonly hour: string; readonly minute: string; readonly second: string };
  readonly quotes: readonly [opening: string, closing: string];
  readonly none: string;
};

const DAY = 86_400;
const HOUR = 3_600;
const MINUTE = 60;

/** Below this, fractions of a second are shown. */
const FINE_SECONDS = 120;

/** Guards a floor against the last bit of a binary fraction: 0.29 × 100 is 28.999…. */
const EPSILON = 1e-9;
const TARGET_EPSILON = 1e-6;

/** Where a locale sets the sign of percent apart, a narrow space does it. */
const narrow = (percent: string): string => percent.replace('\u00a0', '\u202f');

const percentFormat = ({ tag, none }: FormatLocale) => {
  const formats = [0, 1, 2, 3].map(
    (digits) => new Intl.NumberFormat(tag, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const whole = formats[0];
  return (ratio: number | null, digits = 2): string => {
    if (ratio === null) return none;
    if (ratio === 1 || ratio === 0) return narrow(whole?.format(ratio) ?? none);
    const scale = 10 ** (digits + 2);
    return narrow(formats[digits]?.format(Math.floor(ratio * scale + EPSILON) / scale) ?? none);
  };
};

/** As many digits as a target has, up to three. */
const digitsOf = (ratio: number): number =>
  [0, 1, 2].find((digits) => Math.abs(ratio * 10 ** (digits + 2) - Math.round(ratio * 10 ** (digits + 2))) < TARGET_EPSILON) ?? 3;

const signed = (value: number, text: string) => `${value < 0 ? '−' : '+'}\u202f${text}`;

const pointsFormat = ({ tag }: FormatLocale) => {
  const format = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (change: number) => {
    const tenths = Math.trunc(change * 1000 + Math.sign(change) * EPSILON) / 10;
    return signed(tenths, format.format(Math.abs(tenths)));
  };
};

const changeFormat = ({ tag }: FormatLocale) => {
  const format = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  return (relative: number) => {
    const whole = Math.trunc(relative * 100 + Math.sign(relative) * EPSILON) / 100;
    return signed(whole, narrow(format.format(Math.abs(whole))));
  };
};

const dateFormats = ({ tag }: FormatLocale, zone: string) => {
  const make = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { timeZone: zone, ...options });
    return (iso: string) => format.format(new Date(iso));
  };
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const day = make({ day: 'numeric', month: 'short' });
  const clock = make(time);
  const date = make({ day: 'numeric', month: 'short', year: 'numeric' });
  return {
    day,
    date,
    year: make({ year: 'numeric' }),
    moment: (iso: string) => `${day(iso)} ${clock(iso)}`,
    instant: (iso: string) => `${date(iso)}, ${clock(iso)} ${zoneName(iso, zone, tag)}`,
  };
};

/** `CEST`, or `UTC+10:30` where the zone has no short name. */
const zoneName = (iso: string, zone: string, tag: string): string => DateTime.fromISO(iso, { zone, locale: tag }).toFormat('ZZZZ');

const durationFormats = ({ tag, units, none, dateFns }: FormatLocale) => {
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(tag, { maximumFractionDigits: 3 });
  const part = (value: number, unit: string) => `${number.format(value)}\u00a0${unit}`;
  const parts = (seconds: number) => {
    const whole = Math.floor(seconds + EPSILON);
    return {
      days: part(Math.floor(whole / DAY), units.day),
      hours: part(Math.floor((whole % DAY) / HOUR), units.hour),
      minutes: part(Math.floor((whole % HOUR) / MINUTE), units.minute),
      seconds: part(whole % MINUTE, units.second),
    };
  };
  const inUnits = (seconds: number) => {
    const { days, hours, minutes, seconds: rest } = parts(seconds);
    if (seconds < MINUTE) return rest;
    if (seconds < HOUR) return `${minutes} ${rest}`;
    return seconds < DAY ? `${hours} ${minutes}` : `${days} ${hours}`;
  };
  const short = (seconds: number) => (seconds < FINE_SECONDS ? `${fine.format(seconds)}\u00a0${units.second}` : inUnits(seconds));
  const tenths = (seconds: number) => Math.floor(seconds * 10 + EPSILON) / 10;
  const column = (values: readonly (number | null)[]) => {
    const known = values.filter((seconds) => seconds !== null);
    const digits = known.some((seconds) => tenths(seconds) % 1 !== 0) ? 1 : 0;
    const number = new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    const inSeconds = (seconds: number) => `${number.format(tenths(seconds))}\u00a0${units.second}`;
    const shown = known.every((seconds) => seconds < FINE_SECONDS) ? inSeconds : inUnits;
    return values.map((seconds) => (seconds === null ? none : shown(seconds)));
  };
  const objective = (seconds: number) => {
    if (seconds % DAY === 0 && seconds > 2 * DAY) return part(seconds / DAY, units.day);
    if (seconds % HOUR === 0 && seconds > 0) return part(seconds / HOUR, units.hour);
    return seconds % MINUTE === 0 && seconds > 0 ? part(seconds / MINUTE, units.minute) : short(seconds);
  };
  const long = (seconds: number) => (seconds < DAY ? short(seconds) : `${short(seconds)} ${parts(seconds).minutes}`);
  return {
    duration: (seconds: number | null) => (seconds === null ? none : short(seconds)),
    durationColumn: column,
    longDuration: (seconds: number | null) => (seconds === null ? none : long(seconds)),
    objective,
    hours: (seconds: number) => part(seconds / HOUR, units.hour),
    words: (seconds: number) => inWords(seconds, dateFns),
  };
};

/** The two largest units in words. Days are 24 hours here; months would not be a fixed length. */
const inWords = (seconds: number, locale: Locale): string => {
  const days = Math.floor(seconds / DAY);
  const rest = intervalToDuration({ start: 0, end: Math.floor(seconds % DAY) * 1000 });
  const units = { days, hours: rest.hours ?? 0, minutes: rest.minutes ?? 0, seconds: rest.seconds ?? 0 };
  if (days > 0) return formatDuration({ days, hours: units.hours }, { locale });
  if (units.hours > 0) return formatDuration({ hours: units.hours, minutes: units.minutes }, { locale });
  const text = formatDuration({ minutes: units.minutes, seconds: units.seconds }, { locale });
  return text === '' ? formatDuration({ seconds: 0 }, { locale, zero: true }) : text;
};

const BINARY = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Binary units under the names that the source itself uses. */
const bytesFormat = ({ tag, none }: FormatLocale) => {
  const format = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  return (bytes: number | null): string => {
    if (bytes === null) return none;
    const power = bytes < 1 ? 0 : Math.min(BINARY.length - 1, Math.floor(Math.log2(bytes) / 10));
    return `${format.format(bytes / 1024 ** power)}\u00a0${BINARY[power] ?? 'B'}`;
  };
};

/** Everything locale-dependent, built once a report. */
export const createFormat = (locale: FormatLocale, zone: string): Format => {
  const integer = new Intl.NumberFormat(locale.tag, { maximumFractionDigits: 0 });
  const list = new Intl.ListFormat(locale.tag, { type: 'conjunction' });
  const percent = percentFormat(locale);
  return {
    zone,
    integer: (value) => integer.format(value),
    percent,
    target: (ratio) => percent(Math.round(ratio * 1e5) / 1e5, digitsOf(ratio)),
    points: pointsFormat(locale),
    change: changeFormat(locale),
    ...dateFormats(locale, zone),
    ...calendarFormats(locale.tag),
    ...durationFormats(locale),
    bytes: bytesFormat(locale),
    list: (items) => list.format(items),
    quote: (text) => `${locale.quotes[0]}${text}${locale.quotes[1]}`,
    none: locale.none,
  };
};
