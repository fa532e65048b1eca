import { DAILY_KINDS, dailyChart, type DailyChart } from '../../../report/charts/daily.ts';
import { hintsOf, noJobs, type ViewContext } from './context.ts';
import { numbersByMonth, type NumbersTable } from './numbers.ts';

export type DailyView = {
  readonly reading: string;
  readonly chart:
    | (Omit<DailyChart, 'yTicks' | 'xTicks'> & {
        readonly yTicks: readonly { y: number; text: string }[];
        readonly xTicks: readonly { x: number; text: string }[];
        readonly hints: string;
      })
    | null;
  readonly key: readonly { readonly kind: string; readonly word: string }[];
  /** All numbers of the chart, a table a month. */
  readonly numbers: readonly NumbersTable[];
  /** The days that are not all well, as a list. */
  readonly days: readonly { readonly day: string; readonly text: string }[];
};

const BAD = ['failed', 'missed', 'unknown'] as const;

type Stretch = { readonly first: string; readonly last: string; readonly text: string };

/** Days of the same text that follow each other, as one; days without a text are left out. */
const stretches = (days: ViewContext['report']['days'], textOf: (day: (typeof days)[number]) => string): Stretch[] => {
  const found: Stretch[] = [];
  let before = '';
  for (const day of days) {
    const text = textOf(day);
    const open = found.at(-1);
    if (text !== '' && text === before && open !== undefined) found[found.length - 1] = { ...open, last: day.date };
    else if (text !== '') found.push({ first: day.date, last: day.date, text });
    before = text;
  }
  return found;
};

/** Jobs by outcome on each day; only days with trouble are spelled out. */
export const dailyView = (context: ViewContext): DailyView => {
  const { report, m, f } = context;
  const { days } = report;
  const failing = days.filter(({ failed, missed }) => failed + missed > 0).length;
  const unknown = days.filter((day) => day.unknown > 0).length;
  const counts = (day: (typeof days)[number], kinds: readonly (typeof DAILY_KINDS)[number][]) =>
    f.list(kinds.filter((kind) => day[kind] > 0).map((kind) => m.labels.outcomeCount(f, kind, day[kind])));
  const present = DAILY_KINDS.filter((kind) => days.some((day) => day[kind] > 0));
  const chart = days.length === 0 || present.length === 0 ? null : dailyChart(days, report.totals.jobs.enabled);
  return {
    reading:
      chart === null ? (report.jobs.length === 0 ? noJobs(context) : m.labels.noDays) : m.labels.dailyReading(f, failing, unknown, days.length),
    chart: chart && {
      ...chart,
      yTicks: chart.yTicks.map(({ y, value }) => ({ y: y + 3, text: f.integer(value) })),
      xTicks: chart.xTicks.map(({ x, date }) => ({ x, text: f.calendarDay(date) })),
      hints: hintsOf(days.map((day, index) => [chart.middles[index] ?? 0, `${f.calendarDay(day.date)}: ${counts(day, present)}`])),
    },
    key: present.map((kind) => ({ kind, word: m.outcomes[kind] })),
    numbers: numbersByMonth(
      context,
      days.map(({ date }) => date),
      present.map((kind) => ({ head: m.outcomes[kind], valueAt: (index) => days[index]?.[kind] ?? 0 })),
    ),
    days: stretches(days, (day) => counts(day, BAD)).map(({ first, last, text }) => ({
      day: first === last ? f.calendarDay(first) : `${f.calendarDay(first)} – ${f.calendarDay(last)}`,
      text,
    })),
  };
};
