import { scaleLinear } from 'd3-scale';
import type { ReportJob } from '../../model/report.ts';
import { horizontal, rectangle } from './shape.ts';

export type VolumeChart = { readonly width: number; readonly height: number; readonly bars: string; readonly ground: string };

const WIDTH = 200;
const HEIGHT = 24;
const GAP = 0.25;

/** A day without a byte is known, too: it must not look like one of which nothing is known. */
const LEAST = 0.8;

/** What a job transferred on each day, as bars; days of which nothing is known stay empty. */
export const volumeChart = (days: ReportJob['days'], known: NonNullable<ReportJob['transfer']>['days']): VolumeChart => {
  const bytesOn = new Map(known.map(({ date, bytes }) => [date, bytes]));
  const most = known.reduce((largest, { bytes }) => Math.max(largest, bytes), 0);
  const height = scaleLinear([0, Math.max(1, most)], [LEAST, HEIGHT - 2]);
  const pitch = WIDTH / Math.max(1, days.length);
  const bars = days.flatMap(({ date }, index) => {
    const bytes = bytesOn.get(date);
    if (bytes === undefined) return [];
    return [rectangle((index + GAP / 2) * pitch, HEIGHT - 1 - height(bytes), pitch * (1 - GAP), height(bytes))];
  });
  return { width: WIDTH, height: HEIGHT, bars: bars.join(''), ground: horizontal(HEIGHT - 0.5, 0, WIDTH) };
};
