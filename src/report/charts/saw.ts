import type { ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { ReportJob } from '../../model/report.ts';

export type Scale = ScaleLinear<number, number>;
type Point = readonly [at: number, seconds: number];

/** Milliseconds of an ISO text. */
export const at = (iso: string): number => Date.parse(iso);

/** Seconds of exposure up to which a job keeps its objective. */
export const allowedExposure = ({ rpo }: ReportJob): number => rpo.targetSeconds + rpo.graceSeconds;

/** Line ends of each bounded span; a span that follows an unbounded one starts a new line. */
const sawPoints = ({ rpo }: ReportJob): (Point | null)[] =>
  rpo.exposure.flatMap((span): (Point | null)[] => {
    if (span.since === null) return [null];
    const since = at(span.since);
    return [
      [at(span.from), (at(span.from) - since) / 1000],
      [at(span.to), (at(span.to) - since) / 1000],
    ];
  });

/** The height that a chart needs: its highest tooth, and never below the objective. */
export const peakExposure = (job: ReportJob): number => sawPoints(job).reduce((max, point) => Math.max(max, point?.[1] ?? 0), allowedExposure(job));

/** Thousands of teeth fall into the same pixel: keep the highest of each column, so that no peak is lost. */
const POINTS_A_PIXEL = 2;
const thin = (points: (Point | null)[], x: Scale): (Point | null)[] => {
  const [left = 0, right = 0] = x.range();
  if (points.length <= (right - left) * POINTS_A_PIXEL) return points;
  const columns = new Map<number, Point>();
  for (const point of points) {
    if (point === null) continue;
    const column = Math.round(x(point[0]) * POINTS_A_PIXEL);
    const best = columns.get(column);
    if (best === undefined || point[1] > best[1]) columns.set(column, point);
  }
  return [...columns.values()];
};

/** Exposure as a saw-tooth: it climbs second by second and falls with each recovery point. */
export const sawLine = (job: ReportJob, x: Scale, y: Scale): string =>
  line<Point | null>()
    .defined((point) => point !== null)
    .x((point) => x(point?.[0] ?? 0))
    .y((point) => y(point?.[1] ?? 0))
    .digits(1)(thin(sawPoints(job), x)) ?? '';
