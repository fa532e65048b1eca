import { scaleLinear } from 'd3-scale';
import type { Report, ReportJob } from '../../model/report.ts';
import { labelledDays } from './month-ticks.ts';
import { runKind, type RunKind } from './run-kind.ts';
import { allowedExposure, at, isDense, peakExposure, sawLine, type Scale } from './saw.ts';
import { cross, dot, gather, horizontal, px, rectangle, vertical, type Shape } from './shape.ts';

export type ExposureChart = {
  readonly width: number;
  readonly height: number;
  readonly grid: string;
  readonly gaps: string;
  /** Where exposure is unbounded: no line can be drawn. */
  readonly unbounded: string;
  readonly saw: string;
  /** Teeth too close together: their tips are drawn. */
  readonly dense: boolean;
  readonly rpoLine: string;
  readonly rpoY: number;
  readonly runs: readonly Shape[];
  readonly runsY: number;
  readonly peaks: readonly {
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'end';
    readonly seconds: number;
    readonly at: string;
  }[];
  readonly yTicks: readonly { readonly y: number; readonly seconds: number }[];
  readonly xTicks: readonly { readonly x: number; readonly at: string }[];
  readonly axisY: number;
};

const WIDTH = 676;
const LEFT = 40;
const TOP = 8;
const RUNS = 16;
const AXIS = 14;
const HOUR = 3600;
/** Steps a reader can add up in the head. */
const STEPS = [1, 2, 3, 6, 12, 24, 48, 72, 96, 168, 336, 720, 1440, 2880, 8760].map((hours) => hours * HOUR);
const MAX_TICKS = 5;
/** So many days have room for a word each. */
const DAYS_WITH_WORDS = 10;

const yTicks = (max: number): number[] => {
  const step = STEPS.find((candidate) => max / candidate <= MAX_TICKS) ?? max;
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, index) => index * step);
};

/** Room above the highest peak, with and without words beside it. */
const LABELLED = 1.14;
const BARE = 1.06;

const RUN_RADIUS = 3;

const runShape = (kind: RunKind, x: number, y: number): string => {
  if (kind === 'running') return rectangle(x - 2, y - 2, 4, 4);
  if (kind === 'success') return rectangle(x - 0.8, y - 4, 1.6, 8);
  return kind === 'warning' ? dot(x, y, 2.2) : cross(x, y, RUN_RADIUS);
};

const runMark = (session: ReportJob['sessions'][number], x: number, y: number): Shape => {
  const kind = runKind(session);
  return { kind: `r-${kind}`, d: runShape(kind, x, y) };
};

/** Where runs stand closer than their marks, a good one is not marked: it would be a bar of ink. */
const needsLook = (session: ReportJob['sessions'][number]): boolean => runKind(session) !== 'success';

const runMarks = (job: ReportJob, x: Scale, y: number): Shape[] =>
  gather([
    ...job.sessions.filter((session) => !isDense(job, x) || needsLook(session)).map((session) => runMark(session, x(at(session.start)), y)),
    ...(job.missedRuns?.expected ?? []).map((expected) => ({ kind: 'r-missed', d: dot(x(at(expected)), y, RUN_RADIUS - 0.4) })),
  ]);

const LABEL_ROOM = 120;
const MAX_PEAKS = 4;
/** From the line of the objective up to where another text finds room above its words. */
const OBJECTIVE_ROOM = 13;

/**
 * The highest gaps get their peak written beside them, unless it would touch one already written: right of the fall, or at
 * the right edge above the rise, and above the words of the objective that stand there.
 */
const peakLabels = ({ rpo }: ReportJob, x: Scale, y: Scale, objective: number): ExposureChart['peaks'] => {
  const written: ExposureChart['peaks'][number][] = [];
  const bounded = rpo.gaps.flatMap((gap) => (gap.peakSeconds === null ? [] : [{ to: gap.to, seconds: gap.peakSeconds }]));
  for (const { to, seconds } of bounded.sort((a, b) => b.seconds - a.seconds).slice(0, MAX_PEAKS)) {
    const right = x(at(to));
    const label =
      right > WIDTH - LABEL_ROOM
        ? ({ x: right - 5, y: Math.max(Math.min(y(seconds) - 2, objective - OBJECTIVE_ROOM), TOP + 6), anchor: 'end', seconds, at: to } as const)
        : ({ x: right + 5, y: Math.max(y(seconds) + 7, TOP + 8), anchor: 'start', seconds, at: to } as const);
    if (written.every((other) => Math.abs(other.x - label.x) > LABEL_ROOM || Math.abs(other.y - label.y) > 10)) written.push(label);
  }
  return written;
};

const timeScale = (period: Report['period']): Scale => scaleLinear([at(period.from), at(period.to)], [LEFT, WIDTH]);

/** Where an instant stands in the chart. */
export const exposureX = (period: Report['period']): ((iso: string) => number) => {
  const x = timeScale(period);
  return (iso) => x(at(iso));
};

export type ChartDay = { readonly date: string; /** Its first instant, ISO. */ readonly at: string };

/** Exposure over the period as a saw-tooth, with the objective drawn in, gaps shaded and the runs on the same time axis. */
export const exposureChart = (job: ReportJob, period: Report['period'], days: readonly ChartDay[], height: number): ExposureChart => {
  const base = height - RUNS - AXIS;
  const x = timeScale(period);
  const top = peakExposure(job) * (job.rpo.gaps.length > 0 ? LABELLED : BARE);
  const y = scaleLinear([0, top], [base, TOP]);
  const ticks = yTicks(top);
  const words = labelledDays(
    days.map(({ date }) => date),
    days.length > DAYS_WITH_WORDS ? 7 : 1,
  );
  const block = (from: string, to: string) => rectangle(x(at(from)), TOP, Math.max(0.6, x(at(to)) - x(at(from))), base - TOP);
  return {
    width: WIDTH,
    height,
    grid: ticks.map((seconds) => horizontal(y(seconds), LEFT, WIDTH)).join(''),
    gaps: job.rpo.gaps.map(({ from, to }) => block(from, to)).join(''),
    unbounded: job.rpo.exposure.flatMap(({ from, to, since }) => (since === null ? [hatch(x(at(from)), x(at(to)), TOP, base)] : [])).join(''),
    saw: sawLine(job, x, y),
    dense: isDense(job, x),
    rpoLine: horizontal(y(allowedExposure(job)), LEFT, WIDTH),
    rpoY: y(allowedExposure(job)),
    runs: runMarks(job, x, base + RUNS / 2 + 2),
    runsY: base + RUNS / 2 + 2,
    peaks: peakLabels(job, x, y, y(allowedExposure(job))),
    yTicks: ticks.map((seconds) => ({ y: y(seconds), seconds })),
    xTicks: words.flatMap((index) => (days[index] ? [{ x: x(at(days[index].at)), at: days[index].at }] : [])),
    axisY: height - 2,
  };
};

const HATCH_STEP = 7;

/** Slanted lines drawn one by one: a pattern fill would be printed as a bitmap. */
const hatch = (left: number, right: number, top: number, bottom: number): string => {
  const height = bottom - top;
  const lines: string[] = [];
  for (let start = left - height; start < right; start += HATCH_STEP) {
    const from = Math.max(left, start);
    const to = Math.min(right, start + height);
    if (to > from) lines.push(`M${px(from)} ${px(bottom - (from - start))}L${px(to)} ${px(bottom - (to - start))}`);
  }
  return lines.length > 0 ? lines.join('') : vertical(left, top, bottom);
};
