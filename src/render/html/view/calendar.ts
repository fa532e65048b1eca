import type { DayOutcome } from '../../../model/analysis.ts';
import type { ReportJob } from '../../../model/report.ts';
import { calendarCells, daysOfCell } from '../../../report/charts/calendar-cells.ts';
import { calendarRow, calendarSample, calendarScale, calendarTicks, outcomeDays } from '../../../report/charts/calendar.ts';
import type { Shape } from '../../../report/charts/shape.ts';
import { daysIn, noJobs, type ViewContext } from './context.ts';

export type CalendarView = {
  readonly heading: string;
  readonly caption: string;
  readonly empty: string;
  /** Short enough to stand on one page with what is before it. */
  readonly whole: boolean;
  readonly width: number;
  readonly height: number;
  /** What a square stands for, where it is more than a day. */
  readonly cellNote: string;
  /** For the page's script: every square's date, and the word for each letter of `rows[].letters`. */
  readonly dates: string;
  readonly words: string;
  readonly pitch: number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly rows: readonly {
    readonly name: string;
    readonly anchor: string;
    readonly letters: string;
    readonly shapes: readonly Shape[];
    readonly reading: string;
    readonly value: string;
    readonly bad: boolean;
    readonly muted: boolean;
  }[];
  readonly key: readonly { readonly shapes: readonly Shape[]; readonly word: string; readonly size: number }[];
  readonly jobLabel: string;
  readonly valueLabel: string;
};

const ratioOf = ({ m, f }: ViewContext, job: ReportJob): string => {
  if (job.verdict === 'not-applicable') return m.labels.disabled;
  if (job.verdict === 'not-evaluable' || job.rpo.ratio === null) return m.labels.unknown;
  return f.percent(job.rpo.ratio, 1);
};

/** Rows that fit the first page beside what needs a decision; more of them begin there and go on overleaf. */
const MAX_WHOLE_ROWS = 16;

/** Only the outcomes that occur are explained, in a fixed order. */
const KEY: readonly DayOutcome[] = [
  'success',
  'warning',
  'recovered',
  'failed',
  'missed',
  'running',
  'idle',
  'unknown',
  'disabled',
  'gone',
  'future',
];

/** Every day's outcome; the days of the most frequent one are those that are not named. */
const readingOf = (context: ViewContext, { days }: ReportJob): string => {
  const { m, f } = context;
  const worded = daysIn(context);
  const found = outcomeDays(days);
  const texts = found.map(({ outcome, count, ranges }, index) => {
    const counted = m.labels.outcomeCount(f, outcome, count);
    if (index < found.length - 1) return m.charts.outcomeOn(counted, ranges.map(({ first, last }) => worded(first, last)).join(', '));
    return found.length === 1 ? counted : m.charts.outcomeElse(counted);
  });
  return texts.join('; ');
};

const letterOf = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);

/** Every job on every day, worst first. */
export const calendarView = (context: ViewContext): CalendarView => {
  const { report, m, f, names } = context;
  const days = report.jobs[0]?.days ?? [];
  const size = daysOfCell(days.length);
  const cells = calendarCells(days, size);
  const scale = calendarScale(cells.length);
  const present = new Set(report.jobs.flatMap((job) => job.days.map(({ outcome }) => outcome)));
  return {
    heading: m.labels.everyDay,
    caption: m.labels.everyDayReading(f, report.jobs.length, days.length),
    empty: noJobs(context),
    whole: report.jobs.length <= MAX_WHOLE_ROWS,
    width: scale.width,
    height: scale.height,
    cellNote: size > 1 ? m.labels.cellNote(f, size) : '',
    dates: JSON.stringify(cells.map(({ from, to }) => (from === to ? f.calendarDay(from) : `${f.calendarDay(from)} – ${f.calendarDay(to)}`))),
    words: JSON.stringify(Object.fromEntries(KEY.map((outcome, index) => [letterOf(index), m.outcomes[outcome]]))),
    pitch: scale.pitch,
    ticks: calendarTicks(
      days.map(({ date }) => date),
      scale,
      size,
    ).map(({ x, date }) => ({ x, text: size > 1 ? f.monthName(date) : f.dayOfMonth(date) })),
    rows: report.jobs.map((job) => ({
      name: names.of(job.id),
      anchor: names.anchor(job.id),
      letters: calendarCells(job.days, size)
        .map(({ outcome }) => letterOf(KEY.indexOf(outcome)))
        .join(''),
      shapes: calendarRow(calendarCells(job.days, size), scale),
      reading: readingOf(context, job),
      value: ratioOf(context, job),
      bad: job.verdict === 'fail',
      muted: job.verdict === 'not-applicable' || job.verdict === 'not-evaluable',
    })),
    key: KEY.filter((outcome) => present.has(outcome)).map((outcome) => ({ shapes: calendarSample(outcome), word: m.outcomes[outcome], size: 12 })),
    jobLabel: m.labels.job,
    valueLabel: m.labels.rpoCompliance,
  };
};
