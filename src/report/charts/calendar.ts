import type { DayOutcome } from '../../model/analysis.ts';
import type { ReportJob } from '../../model/report.ts';
import type { CalendarCell } from './calendar-cells.ts';
import { labelledDays } from './month-ticks.ts';
import { cross, dot, gather, px, rectangle, type Shape } from './shape.ts';

export type CalendarScale = { readonly width: number; readonly height: number; readonly pitch: number; readonly cell: number };

export type CalendarTick = { readonly x: number; readonly date: string };

const MAX_PITCH = 14;
const WIDTH = 434;
/** Below this a glyph cannot be told from dirt. */
const MIN_GLYPH_CELL = 4.5;
const GAP = 2.4;
const GAP_SHARE = 0.18;

/** Cells are square up to a month or so; longer periods share the same width. */
export const calendarScale = (cells: number): CalendarScale => {
  const pitch = Math.min(MAX_PITCH, WIDTH / Math.max(1, cells));
  const cell = pitch - Math.min(GAP, pitch * GAP_SHARE);
  return { width: pitch * cells, height: Math.max(cell, 9), pitch, cell };
};

/** The first day, then every seventh; the first of every month once the days are too narrow for that. */
export const calendarTicks = (dates: readonly string[], { pitch }: CalendarScale, daysOfCell: number): CalendarTick[] =>
  labelledDays(dates, 7).map((index) => ({ x: (index / daysOfCell) * pitch, date: dates[index] ?? '' }));

const glyph = (outcome: DayOutcome, x: number, size: number): Shape[] => {
  const middle = x + size / 2;
  const c = size / 2;
  const r = size / 5;
  switch (outcome) {
    case 'warning':
      return [{ kind: 'g-warning', d: dot(middle, c, size / 6) }];
    case 'recovered':
      return [{ kind: 'g-recovered', d: `M${px(x + size * 0.22)} ${px(size * 0.78)}l${px(size * 0.56)} ${px(-size * 0.56)}` }];
    case 'failed':
      return [{ kind: 'g-failed', d: cross(middle, c, r) }];
    case 'unknown':
      return [
        {
          kind: 'g-unknown',
          d: `M${px(x + size * 0.1)} ${px(size * 0.7)}l${px(size * 0.6)} ${px(-size * 0.6)}m${px(size * 0.2)} ${px(size * 0.2)}l${px(-size * 0.6)} ${px(size * 0.6)}`,
        },
      ];
    case 'running':
      return [
        {
          kind: 'g-running',
          d: `M${px(x + size * 0.3)} ${px(size * 0.25)}l${px(size * 0.45)} ${px(size * 0.25)}l${px(-size * 0.45)} ${px(size * 0.25)}z`,
        },
      ];
    default:
      return [];
  }
};

const INSET = 0.7;

/** A missed run is an empty frame: drawn inside the cell, so that its line does not make it larger. */
const box = (outcome: DayOutcome, x: number, size: number): Shape =>
  outcome === 'missed'
    ? { kind: 'c-missed', d: rectangle(x + INSET, INSET, size - 2 * INSET, size - 2 * INSET) }
    : { kind: `c-${outcome}`, d: rectangle(x, 0, size, size) };

/** One job's days as a strip of cells with a glyph each: state is a shape as well as a colour. */
export const calendarRow = (cells: readonly Pick<CalendarCell, 'outcome'>[], scale: CalendarScale): Shape[] => {
  const boxes = cells.map(({ outcome }, index) => box(outcome, index * scale.pitch, scale.cell));
  const glyphs = scale.cell < MIN_GLYPH_CELL ? [] : cells.flatMap(({ outcome }, index) => glyph(outcome, index * scale.pitch, scale.cell));
  return gather([...boxes, ...glyphs]);
};

/** A single cell, for the key. */
export const calendarSample = (outcome: DayOutcome): Shape[] => calendarRow([{ outcome }], calendarScale(1));

/** Consecutive days, both dates included. */
export type DayRange = { readonly first: string; readonly last: string };

export type OutcomeDays = { readonly outcome: DayOutcome; readonly count: number; readonly ranges: readonly DayRange[] };

/** The strip in words: on which days what came out, the most frequent last. */
export const outcomeDays = (days: ReportJob['days']): OutcomeDays[] => {
  const found = new Map<DayOutcome, { count: number; ranges: DayRange[] }>();
  let before: DayOutcome | null = null;
  for (const { outcome, date } of days) {
    const { count, ranges } = found.get(outcome) ?? { count: 0, ranges: [] };
    const open = outcome === before ? ranges.pop() : undefined;
    ranges.push({ first: open?.first ?? date, last: date });
    found.set(outcome, { count: count + 1, ranges });
    before = outcome;
  }
  return [...found].map(([outcome, each]) => ({ outcome, ...each })).sort((a, b) => a.count - b.count);
};
