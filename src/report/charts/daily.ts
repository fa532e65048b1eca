import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { Report } from '../../model/report.ts';
import { labelledDays } from './month-ticks.ts';
import { gather, horizontal, rectangle, type Shape } from './shape.ts';

export type DailyChart = {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly grid: string;
  readonly yTicks: readonly { readonly y: number; readonly value: number }[];
  /** The middle of each day. */
  readonly middles: readonly number[];
  /** Where the words below the axis stand. */
  readonly axisY: number;
  readonly xTicks: readonly { readonly x: number; readonly date: string }[];
};

/** From the axis upwards: what went wrong stands on the ground, where lengths can be compared. */
export const DAILY_KINDS = ['failed', 'missed', 'unknown', 'running', 'warning', 'recovered', 'success'] as const;
type Kind = (typeof DAILY_KINDS)[number];
type Day = Report['days'][number];

const WIDTH = 676;
const HEIGHT = 132;
const LEFT = 30;
const BOTTOM = 16;
const TOP = 6;
/** Round letters reach below their line. */
const DESCENT = 1.5;
const GAP = 0.22;
/** A bar as wide as the page says no more than a narrow one. */
const MAX_PITCH = 72;

const bars = (days: readonly Day[], y: (value: number) => number, pitch: number): Shape[] => {
  const series = stack<Day, Kind>()
    .keys(DAILY_KINDS)
    .value((day, kind) => day[kind])(days);
  const width = pitch * (1 - GAP);
  return series.flatMap((layer) =>
    layer.flatMap(([low, high], index) =>
      high > low ? [{ kind: `b-${layer.key}`, d: rectangle(LEFT + (index + GAP / 2) * pitch, y(high), width, y(low) - y(high)) }] : [],
    ),
  );
};

/** Jobs by their outcome on each day, as stacked bars. */
export const dailyChart = (days: readonly Day[], jobs: number): DailyChart => {
  const pitch = Math.min(MAX_PITCH, (WIDTH - LEFT) / Math.max(1, days.length));
  const y = scaleLinear([0, Math.max(1, jobs)], [HEIGHT - BOTTOM, TOP]);
  const ticks = y.ticks(4).filter(Number.isInteger);
  const dates = days.map(({ date }) => date);
  return {
    width: WIDTH,
    height: HEIGHT,
    shapes: gather(bars(days, y, pitch)),
    grid: ticks.map((value) => horizontal(y(value), LEFT, WIDTH)).join(''),
    yTicks: ticks.map((value) => ({ y: y(value), value })),
    middles: days.map((_, index) => LEFT + (index + 0.5) * pitch),
    axisY: HEIGHT - DESCENT,
    xTicks: labelledDays(dates, 7).map((index) => ({ x: LEFT + index * pitch, date: dates[index] ?? '' })),
  };
};
