import { scaleLinear } from 'd3-scale';
import type { Report, ReportJob } from '../../model/report.ts';
import { at } from './saw.ts';
import { dot, gather, horizontal, vertical, type Shape } from './shape.ts';

export type DurationTrend = {
  readonly width: number;
  readonly height: number;
  readonly base: string;
  readonly median: string;
  readonly runs: readonly Shape[];
};

const WIDTH = 212;
const HEIGHT = 44;
const TOP = 5;
const RADIUS = 2.3;
const ROOM = 1.08;

/** One stem a run, as high as it took; the median as a line, outliers as rings. */
export const durationTrend = (job: ReportJob, period: Report['period']): DurationTrend => {
  const base = HEIGHT - 1;
  const timed = job.sessions.flatMap(({ id, start, durationSeconds, recoveryPoint }) =>
    durationSeconds === null || !recoveryPoint ? [] : [{ id, start, seconds: durationSeconds }],
  );
  const outliers = new Map(job.durations.outliers.map(({ sessionId, serious }) => [sessionId, serious]));
  const x = scaleLinear([at(period.from), at(period.to)], [1, WIDTH - 1]);
  const y = scaleLinear([0, Math.max(1, job.durations.maxSeconds ?? 0) * ROOM], [base, TOP]);
  const mark = ({ id, start, seconds }: (typeof timed)[number]): Shape[] => {
    const place = x(at(start));
    const stem = { kind: 'd-run', d: vertical(place, base, y(seconds)) };
    const serious = outliers.get(id);
    return serious === undefined ? [stem] : [stem, { kind: serious ? 'd-serious' : 'd-outlier', d: dot(place, y(seconds), RADIUS) }];
  };
  return {
    width: WIDTH,
    height: HEIGHT,
    base: horizontal(base, 0, WIDTH),
    median: job.durations.medianSeconds === null ? '' : horizontal(y(job.durations.medianSeconds), 0, WIDTH),
    runs: gather(timed.flatMap(mark)),
  };
};
