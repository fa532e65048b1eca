import { DateTime, type DateTimeMaybeValid } from 'luxon';
import { UsageError } from '../errors.ts';
import { DAY, type Instant } from '../model/instant.ts';
import type { Period, PeriodUnit } from '../model/period.ts';
import { dayOf, midnight, type CalendarDay } from './midnight.ts';

export type PeriodContext = {
  /** IANA zone. */
  readonly timezone: string;
  readonly now: Instant;
};

/** Days are counted in UTC here, so that calendar arithmetic meets no change of the clock. */
type Span = { readonly unit: PeriodUnit; readonly from: DateTime<true>; readonly to: DateTime<true> };
type CalendarUnit = Exclude<PeriodUnit, 'days'>;

const LONGEST_DAYS = 3660;

export const PERIOD_FORMS = `2026-10, 2026-W44, 2026-Q3, 2026, 2026-10-01, 2026-10-01/2026-10-15 (the end is not included), previous-month, previous-week, previous-quarter, previous-year or last-30-days (ranges and last-…-days: at most ${LONGEST_DAYS} days)`;

const plainDay = (day: CalendarDay): DateTime<true> => {
  const read = DateTime.fromMillis(day, { zone: 'utc' });
  if (!read.isValid) throw new RangeError(`not a day: ${day}`);
  return read;
};

const unitSpan = (unit: CalendarUnit, from: DateTime<true>): Span => ({ unit, from, to: from.plus({ [unit]: 1 }) });

const dateSpan = (unit: CalendarUnit, read: DateTimeMaybeValid): Span | null => (read.isValid ? unitSpan(unit, read) : null);

const isoDay = (text: string): DateTimeMaybeValid => DateTime.fromISO(text, { zone: 'utc' });

const monthOfQuarter = (quarter: string | undefined): number => (Number(quarter) - 1) * 3 + 1;

const rangeSpan = (first: string, second: string): Span | null => {
  const from = isoDay(first);
  const to = isoDay(second);
  if (!from.isValid || !to.isValid || to <= from) return null;
  return to.diff(from, 'days').days > LONGEST_DAYS ? null : { unit: 'days', from, to };
};

const lastDays = (count: number, today: DateTime<true>): Span | null =>
  count < 1 || count > LONGEST_DAYS ? null : { unit: 'days', from: today.minus({ days: count }), to: today };

const previousUnit = (unit: string | undefined, today: DateTime<true>): Span | null => {
  if (unit !== 'day' && unit !== 'week' && unit !== 'month' && unit !== 'quarter' && unit !== 'year') return null;
  return unitSpan(unit, today.startOf(unit).minus({ [unit]: 1 }));
};

type Reader = readonly [RegExp, (groups: readonly string[], today: DateTime<true>) => Span | null];

/** Every form, with what it means. `groups` are the parenthesised parts. */
const READERS: readonly Reader[] = [
  [/^(\d{4})$/, ([year = '']) => dateSpan('year', isoDay(year))],
  [/^(\d{4}-\d{2})$/, ([month = '']) => dateSpan('month', isoDay(`${month}-01`))],
  [/^(\d{4}-W\d{2})$/, ([week = '']) => dateSpan('week', isoDay(week))],
  [/^(\d{4})-Q([1-4])$/, ([year = '', quarter]) => dateSpan('quarter', DateTime.utc(Number(year), monthOfQuarter(quarter)))],
  [/^(\d{4}-\d{2}-\d{2})$/, ([day = '']) => dateSpan('day', isoDay(day))],
  [/^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/, ([from = '', to = '']) => rangeSpan(from, to)],
  [/^PREVIOUS-([A-Z]+)$/, ([unit], today) => previousUnit(unit?.toLowerCase(), today)],
  [/^LAST-(\d{1,5})-DAYS$/, ([count], today) => lastDays(Number(count), today)],
];

const readSpan = (text: string, today: DateTime<true>): Span | null => {
  for (const [form, read] of READERS) {
    const found = form.exec(text.trim().toUpperCase());
    if (found) return read(found.slice(1), today);
  }
  return null;
};

const keyOf = ({ unit, from, to }: Span): string => {
  switch (unit) {
    case 'day':
      return from.toISODate();
    case 'week':
      return from.toFormat("kkkk-'W'WW");
    case 'month':
      return from.toFormat('yyyy-MM');
    case 'quarter':
      return from.toFormat("yyyy-'Q'q");
    case 'year':
      return from.toFormat('yyyy');
    case 'days':
      return `${from.toISODate()}_${to.toISODate()}`;
  }
};

const toPeriod = (span: Span, timezone: string): Period => ({
  key: keyOf(span),
  unit: span.unit,
  from: midnight(span.from.toMillis(), timezone),
  to: midnight(span.to.toMillis(), timezone),
  timezone,
});

/**
 * The window that a text names, seen from `now` in the zone: `[from, to)`, edges at calendar midnights.
 * Throws UsageError where the text has no known form, names no day of the calendar, or lies wholly in the future.
 */
export const readPeriod = (text: string, { timezone, now }: PeriodContext): Period => {
  const span = readSpan(text, plainDay(dayOf(now, timezone)));
  if (span === null) throw new UsageError('bad-period', `${JSON.stringify(text)} is not a period.`, { hint: `Write one of: ${PERIOD_FORMS}.` });
  const period = toPeriod(span, timezone);
  if (period.from === period.to) throw new UsageError('bad-period', `${period.key} has no hours in ${timezone}: the calendar there left it out.`);
  if (period.from < now) return period;
  throw new UsageError('future-period', `The period ${period.key} lies wholly in the future: it begins on ${span.from.toISODate()} in ${timezone}.`, {
    hint: 'Choose a period that has begun, such as previous-month.',
  });
};

/** The calendar unit before this one; for `days` the same number of days before. */
export const previousPeriod = (period: Period): Period => {
  const from = plainDay(dayOf(period.from, period.timezone));
  const to = plainDay(dayOf(period.to, period.timezone));
  const { unit, timezone } = period;
  const before = unit === 'days' ? from.minus(DAY * to.diff(from, 'days').days) : from.minus({ [unit]: 1 });
  return toPeriod({ unit, from: before, to: from }, timezone);
};

/** A form that names another window as time goes on: what a schedule needs. */
export const isRelativePeriod = (text: string): boolean => !/^\d/.test(text.trim()) && readSpan(text, plainDay(0)) !== null;
