import type { DayOutcome } from '../../model/analysis.ts';
import type { ReportJob } from '../../model/report.ts';

/** Consecutive days drawn as one square. `from` and `to` are dates, both included. */
export type CalendarCell = { readonly from: string; readonly to: string; readonly outcome: DayOutcome };

/** More squares than this would be slivers; beyond, a square stands for whole weeks. */
const MAX_CELLS = 62;
const WEEK = 7;

/** How many days a square stands for, in a period of so many days. */
export const daysOfCell = (days: number): number => (days <= MAX_CELLS ? 1 : WEEK * Math.ceil(days / (MAX_CELLS * WEEK)));

/** What a reader must not miss comes first: of several days the square shows the worst. */
const WORST_FIRST: readonly DayOutcome[] = [
  'failed',
  'missed',
  'unknown',
  'running',
  'warning',
  'recovered',
  'success',
  'idle',
  'disabled',
  'gone',
  'future',
];

const worstOf = (days: ReportJob['days']): DayOutcome => WORST_FIRST.find((outcome) => days.some((day) => day.outcome === outcome)) ?? 'unknown';

/** A job's days in squares of so many days; the last one may stand for fewer. */
export const calendarCells = (days: ReportJob['days'], size: number): CalendarCell[] => {
  const cells: CalendarCell[] = [];
  for (let start = 0; start < days.length; start += size) {
    const part = days.slice(start, start + size);
    cells.push({ from: part[0]?.date ?? '', to: part.at(-1)?.date ?? '', outcome: worstOf(part) });
  }
  return cells;
};
