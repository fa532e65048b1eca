import { scaleLinear } from 'd3-scale';
import { rectangle, vertical } from './shape.ts';

export type Gauge = {
  readonly width: number;
  readonly height: number;
  readonly track: string;
  readonly value: string;
  readonly target: string;
  /** Ratio at the left end; the right end is 1. */
  readonly from: number;
};

const WIDTH = 120;
const HEIGHT = 9;
const BAR = { y: 2.5, height: 4 };
/** Left ends that a reader takes in at a glance. */
const STARTS = [0.95, 0.9, 0.8, 0.5];
/** The value stands clear of the left end, so that little is not taken for nothing. */
const CLEAR = 0.2;

/** A figure against its target on a straight scale that ends at 1 and begins where both can be told apart. */
export const gauge = (value: number, target: number): Gauge => {
  const lowest = Math.min(value, target);
  const from = STARTS.find((start) => lowest - start >= CLEAR * (1 - start)) ?? 0;
  const x = scaleLinear([from, 1], [0, WIDTH]).clamp(true);
  return {
    width: WIDTH,
    height: HEIGHT,
    track: rectangle(0, BAR.y, WIDTH, BAR.height),
    value: rectangle(0, BAR.y, x(value), BAR.height),
    target: vertical(x(target), 0, HEIGHT),
    from,
  };
};
