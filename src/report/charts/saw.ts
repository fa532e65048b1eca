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

/** Teeth narrower than this, in units of the drawing, run together to a block of ink. */
const MIN_TOOTH = 3;

const widthOf = (x: Scale): number => (x.range()[1] ?? 0) - (x.range()[0] ?? 0);

/** Whether so many teeth fall into the drawing that only their tips can be shown. */
export const isDense = ({ rpo }: ReportJob, x: Scale): boolean => rpo.exposure.length * MIN_TOOTH > widthOf(x);

/** The highest exposure within each column, as a step: no peak is lost. An unbounded column is a hole. */
const tips = ({ rpo }: ReportJob, x: Scale): (Point | null)[] => {
  const columns = Math.floor(widthOf(x) / MIN_TOOTH);
  const [start = 0, end = 0] = x.domain();
  const width = (end - start) / columns;
  const highest: (number | null | undefined)[] = Array.from({ length: columns });
  for (const { from, to, since } of rpo.exposure) {
    const last = Math.min(columns - 1, Math.ceil((at(to) - start) / width) - 1);
    for (let column = Math.max(0, Math.floor((at(from) - start) / width)); column <= last; column += 1) {
      if (since === null) highest[column] = null;
      const before = highest[column];
      if (since === null || before === null) continue;
      const until = Math.min(at(to), start + (column + 1) * width);
      highest[column] = Math.max(before ?? 0, (until - at(since)) / 1000);
    }
  }
  return highest.flatMap((seconds, column): (Point | null)[] => {
    if (seconds === null || seconds === undefined) return [null];
    return [
      [start + column * width, seconds],
      [start + (column + 1) * width, seconds],
    ];
  });
};

/** Exposure as a saw-tooth: it climbs second by second and falls with each recovery point. Of too many teeth the tips. */
export const sawLine = (job: ReportJob, x: Scale, y: Scale): string =>
  line<Point | null>()
    .defined((point) => point !== null)
    .x((point) => x(point?.[0] ?? 0))
    .y((point) => y(point?.[1] ?? 0))
    .digits(1)(isDense(job, x) ? tips(job, x) : sawPoints(job)) ?? '';
