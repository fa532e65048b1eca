import { scaleLinear } from 'd3-scale';
import type { Report, ReportJob } from '../../model/report.ts';
import { runKind, type RunKind } from './run-kind.ts';
import { allowedExposure, at, isDense, peakExposure, sawLine } from './saw.ts';
import { cross, dot, gather, horizontal, rectangle, type Shape } from './shape.ts';

export type SmallExposure = {
  readonly width: number;
  readonly height: number;
  readonly base: string;
  readonly gaps: string;
  readonly saw: string;
  /** Teeth too close together: their tips are drawn. */
  readonly dense: boolean;
  readonly rpoLine: string;
  readonly runs: readonly Shape[];
};

const WIDTH = 212;
const HEIGHT = 33;
const TOP = 2;
const RUNS = 8;
const ROOM = 1.06;

const mark = (kind: RunKind, x: number, y: number): string => {
  if (kind === 'running') return rectangle(x - 1.6, y - 1.6, 3.2, 3.2);
  return kind === 'warning' ? dot(x, y, 1.5) : cross(x, y, 2.2);
};

/** Below the axis only what needs a look: a mark for every good run would be a bar of ink. */
const marks = (job: ReportJob, x: (iso: string) => number, y: number): Shape[] =>
  gather([
    ...job.sessions.flatMap((session): Shape[] => {
      const kind = runKind(session);
      return kind === 'success' ? [] : [{ kind: `r-${kind}`, d: mark(kind, x(session.start), y) }];
    }),
    ...(job.missedRuns?.expected ?? []).map((expected) => ({ kind: 'r-missed', d: dot(x(expected), y, 1.9) })),
  ]);

/** One of many: the saw-tooth and its objective on the same time axis as its neighbours, without words of its own. */
export const smallExposure = (job: ReportJob, period: Report['period']): SmallExposure => {
  const base = HEIGHT - RUNS;
  const x = scaleLinear([at(period.from), at(period.to)], [0, WIDTH]);
  const y = scaleLinear([0, peakExposure(job) * ROOM], [base, TOP]);
  const place = (iso: string) => x(at(iso));
  return {
    width: WIDTH,
    height: HEIGHT,
    base: horizontal(base, 0, WIDTH),
    gaps: job.rpo.gaps.map(({ from, to }) => rectangle(place(from), TOP, Math.max(0.6, place(to) - place(from)), base - TOP)).join(''),
    saw: sawLine(job, x, y),
    dense: isDense(job, x),
    rpoLine: horizontal(y(allowedExposure(job)), 0, WIDTH),
    runs: marks(job, place, base + RUNS / 2 + 0.6),
  };
};
