/** Days of a calendar, as `2026-10-01`, in words: they are the same in every zone. */
export type CalendarFormat = {
  /** `2026-10-01` → `Thu 1 Oct` */
  readonly calendarDay: (date: string) => string;
  /** `2026-10-01` → `1 Oct 2026` */
  readonly calendarDate: (date: string) => string;
  readonly dayOfMonth: (date: string) => string;
  /** `2026-10-01` → `Oct` */
  readonly monthName: (date: string) => string;
  /** `2026-10-01` → `October 2026` */
  readonly month: (date: string) => string;
  /** Two dates, both included: `9 – 11 Oct`, `9 Oct`. */
  readonly dayRange: (first: string, last: string) => string;
  /** The same with its year, for periods in which a day comes twice: `9 – 11 Oct 2026`. */
  readonly dateRange: (first: string, last: string) => string;
};

const dayOf = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Ranges are slow to word, and the same ones come again and again: the days of one period, job for job. */
const rangeFormat = (format: Intl.DateTimeFormat): CalendarFormat['dayRange'] => {
  const worded = new Map<string, string>();
  return (first, last) => {
    const key = `${first}/${last}`;
    const text = worded.get(key) ?? format.formatRange(dayOf(first), dayOf(last));
    worded.set(key, text);
    return text;
  };
};

/** By a BCP 47 tag. */
export const calendarFormats = (tag: string): CalendarFormat => {
  const make = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options });
    return (date: string) => format.format(dayOf(date));
  };
  return {
    calendarDay: make({ weekday: 'short', day: 'numeric', month: 'short' }),
    calendarDate: make({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayOfMonth: make({ day: 'numeric' }),
    monthName: make({ month: 'short' }),
    month: make({ month: 'long', year: 'numeric' }),
    dayRange: rangeFormat(new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'short' })),
    dateRange: rangeFormat(new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })),
  };
};
