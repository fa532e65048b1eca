import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { cross, dot, gather, horizontal, px, type Shape } from './shape.ts';

/** One figure of one period: null where nothing can be said, `known` false where there is no report to say it. */
export type TrendPoint = {
  readonly value: number | null;
  readonly target: number | null;
  readonly met: boolean | null;
  readonly known: boolean;
};

export type TrendChart = {
  readonly width: number;
  readonly height: number;
  readonly grid: string;
  /** Empty where no two neighbours have a figure. */
  readonly line: string;
  readonly target: string;
  readonly marks: readonly Shape[];
  /** In place of a figure: of periods that are not evaluable, and of such without a report. */
  readonly words: readonly { readonly x: number; readonly y: number; readonly known: boolean }[];
  readonly yTicks: readonly { readonly y: number; readonly value: number }[];
  /** The middle of each period. */
  readonly middles: readonly number[];
  /** Where the periods' names stand. */
  readonly axisY: number;
};

const WIDTH = 326;
const HEIGHT = 122;
const LEFT = 34;
const TOP = 8;
const BOTTOM = 30;
const BASE = HEIGHT - BOTTOM;
const RADIUS = 3;
const ARM = 3.1;
/** Left ends that a reader takes in at a glance. */
const STARTS = [0.99, 0.98, 0.95, 0.9, 0.8, 0.5];
const CLEAR = 0.15;
/** Few periods stand together at the left, not scattered over the width. */
const LEAST_PLACES = 6;

const lowEnd = (points: readonly TrendPoint[]): number => {
  const lowest = Math.min(1, ...points.flatMap(({ value, target }) => [value ?? 1, target ?? 1]));
  return STARTS.find((start) => lowest - start >= CLEAR * (1 - start)) ?? 0;
};

type Placed = TrendPoint & { readonly x: number };

const marksOf = (placed: readonly Placed[], y: (value: number) => number): Shape[] =>
  gather(
    placed.flatMap(({ x, value, met }) => {
      if (value === null) return [];
      return met === false ? [{ kind: 't-missed', d: cross(x, y(value), ARM) }] : [{ kind: 't-met', d: dot(x, y(value), RADIUS) }];
    }),
  );

/** As wide as its period, each at its own height: a target that moved is a step. */
const targetsOf = (placed: readonly Placed[], y: (value: number) => number, pitch: number): string =>
  placed.map(({ x, target }) => (target === null ? '' : horizontal(y(target), x - pitch / 2, x + pitch / 2))).join('');

/** A figure over successive periods, which all have a place, whether or not anything is known of them. */
export const trendChart = (points: readonly TrendPoint[]): TrendChart => {
  const pitch = (WIDTH - LEFT) / Math.max(LEAST_PLACES, points.length);
  const placed = points.map((point, index) => ({ ...point, x: LEFT + (index + 0.5) * pitch }));
  const y = scaleLinear([lowEnd(points), 1], [BASE, TOP]);
  const ticks = y.ticks(3);
  const path = line<Placed>()
    .defined(({ value }) => value !== null)
    .x(({ x }) => x)
    .y(({ value }) => y(value ?? 1))
    .digits(1);
  return {
    width: WIDTH,
    height: HEIGHT,
    grid: ticks.map((value) => horizontal(y(value), LEFT, WIDTH)).join(''),
    line: path(placed) ?? '',
    target: targetsOf(placed, y, pitch),
    marks: marksOf(placed, y),
    words: placed.flatMap(({ x, value, known }) => (value === null ? [{ x: Number(px(x)), y: BASE - 4, known }] : [])),
    yTicks: ticks.map((value) => ({ y: Number(px(y(value) + 3)), value })),
    middles: placed.map(({ x }) => Number(px(x))),
    axisY: BASE + 12,
  };
};
