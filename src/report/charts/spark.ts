import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { PortfolioTenant } from '../../model/portfolio.ts';
import { cross, dot, gather, horizontal, rectangle, type Shape } from './shape.ts';

export type Spark = { readonly width: number; readonly height: number; readonly line: string; readonly marks: readonly Shape[] };

type Point = NonNullable<PortfolioTenant['trend']>['periods'][number];
type Placed = Point & { readonly x: number };

const PITCH = 7.5;
const HEIGHT = 18;
const TOP = 4;
const BASE = 14;
/** So little is drawn as little, not as a plunge. */
const LEAST_RANGE = 0.02;

const markOf = ({ x, verdict, ratio }: Placed, y: (value: number) => number): Shape => {
  if (verdict === null) return { kind: 'sp-missing', d: horizontal(BASE, x - 2, x + 2) };
  if (ratio === null) return { kind: 'sp-unknown', d: rectangle(x - 2, BASE - 4, 4, 4) };
  return verdict === 'fail' ? { kind: 't-missed', d: cross(x, y(ratio), 2.4) } : { kind: 't-met', d: dot(x, y(ratio), 2) };
};

/** RPO compliance over the periods: a dot where targets were met, a cross where not, an empty square where nothing can be said. */
export const sparkline = (points: readonly Point[]): Spark => {
  const placed = points.map((point, index) => ({ ...point, x: (index + 0.5) * PITCH }));
  const lowest = points.reduce((least, { ratio }) => Math.min(least, ratio ?? 1), 1 - LEAST_RANGE);
  const y = scaleLinear([lowest, 1], [BASE, TOP]);
  const path = line<Placed>()
    .defined(({ ratio }) => ratio !== null)
    .x(({ x }) => x)
    .y(({ ratio }) => y(ratio ?? 1))
    .digits(1);
  return {
    width: Math.max(1, points.length) * PITCH,
    height: HEIGHT,
    line: path(placed) ?? '',
    marks: gather(placed.map((each) => markOf(each, y))),
  };
};
