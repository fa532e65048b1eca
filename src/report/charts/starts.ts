import { scaleLinear } from 'd3-scale';
import type { Report } from '../../model/report.ts';
import { gather, horizontal, rectangle, type Shape } from './shape.ts';

export type StartsChart = {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly grid: string;
  readonly yTicks: readonly { readonly y: number; readonly value: number }[];
  /** The middle of each hour. */
  readonly middles: readonly number[];
  /** Where the words below the axis stand. */
  readonly axisY: number;
  readonly xTicks: readonly { readonly x: number; readonly hour: number }[];
};

type HourCount = Report['startsByHour'][number];

const HOURS = 24;
const WIDTH = 676;
const HEIGHT = 108;
const LEFT = 30;
const BOTTOM = 16;
const TOP = 6;
/** Round letters reach below their line. */
const DESCENT = 1.5;
const GAP = 0.18;
/** From the ground upwards. */
const KINDS = { other: 'b-failed', warning: 'b-warning', success: 'b-success' } as const;
const ORDER = ['other', 'warning', 'success'] as const;

/** Starts by the hour of the day, as stacked bars: what went wrong stands on the ground. */
export const startsChart = (hours: readonly HourCount[]): StartsChart => {
  const pitch = (WIDTH - LEFT) / HOURS;
  const most = Math.max(1, ...hours.map(({ success, warning, other }) => success + warning + other));
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]);
  const bars = hours.flatMap((count, hour): Shape[] => {
    let below = 0;
    return ORDER.flatMap((kind) => {
      const from = below;
      below += count[kind];
      return count[kind] === 0
        ? []
        : [{ kind: KINDS[kind], d: rectangle(LEFT + (hour + GAP / 2) * pitch, y(below), pitch * (1 - GAP), y(from) - y(below)) }];
    });
  });
  const ticks = y.ticks(3).filter(Number.isInteger);
  return {
    width: WIDTH,
    height: HEIGHT,
    shapes: gather(bars),
    grid: ticks.map((value) => horizontal(y(value), LEFT, WIDTH)).join(''),
    yTicks: ticks.map((value) => ({ y: y(value), value })),
    middles: hours.map((_, hour) => LEFT + (hour + 0.5) * pitch),
    axisY: HEIGHT - DESCENT,
    xTicks: Array.from({ length: HOURS / 3 }, (_, index) => ({ x: LEFT + (index * 3 + GAP / 2) * pitch, hour: index * 3 })),
  };
};
