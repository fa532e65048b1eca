import { isTerminal } from './as-of.ts';
import { dropIn } from './drops.ts';
import type { DropRule, Points } from './drops.ts';
import type { Frame } from './frame.ts';
import { figuresFor, type LogFigures } from './log-figures.ts';
import { medianOf } from './quantiles.ts';
import type { Transfer } from '../model/objects.ts';
import { DAY, type Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

type Figures = ReadonlyMap<string, LogFigures>;
type Known = { readonly session: Session; readonly bytes: number };

const MIB = 1024 ** 2;

/** Days, not runs: at night a job that runs every hour moves little. Five, since a weekend and a holiday bring little, too. */
const DROP: DropRule = { length: 5, floor: 10 * MIB };

/** Below this, half of the runs are too few for a trend. */
const LEAST_FOR_TREND = 14;

const knownOf = (sessions: readonly Session[], figures: Figures): readonly Known[] =>
  sessions.flatMap((session) => {
    const { bytes } = isTerminal(session) ? figuresFor(figures, session.id) : { bytes: null };
    return bytes === null ? [] : [{ session, bytes }];
  });

const medianBytes = (runs: readonly Known[]): number => medianOf(Float64Array.from(runs, ({ bytes }) => bytes)) ?? 0;

/** The median of the newer half over that of the older half, less one; an odd run in the middle belongs to neither. */
const changeOf = (runs: readonly Known[]): number | null => {
  if (runs.length < LEAST_FOR_TREND) return null;
  const half = Math.floor(runs.length / 2);
  const older = medianBytes(runs.slice(0, half));
  return older > 0 ? medianBytes(runs.slice(-half)) / older - 1 : null;
};

const daysOf = (runs: readonly Known[], { days }: Frame): Transfer['days'] =>
  days.flatMap(({ date, from, to }) => {
    const within = runs.filter(({ session }) => session.start >= from && session.start < to);
    return within.length === 0 ? [] : [{ date, bytes: within.reduce((sum, { bytes }) => sum + bytes, 0), runs: within.length }];
  });

type DaySum = { readonly start: Instant; bytes: number | null };

/**
 * Days of 24 hours from the window's beginning, backwards, too. A day counts where it is over and the volume of each of its
 * runs is known: what is not known must not look like little.
 */
const pointsOf = (known: readonly Session[], figures: Figures, { from, cutoff }: Frame): Points => {
  const sums = new Map<number, DaySum>();
  for (const session of known) {
    const day = Math.floor((session.start - from) / DAY);
    if (from + (day + 1) * DAY > cutoff) break;
    const bytes = isTerminal(session) ? figuresFor(figures, session.id).bytes : null;
    const sum = sums.get(day);
    if (sum === undefined) sums.set(day, { start: session.start, bytes });
    else sum.bytes = sum.bytes === null || bytes === null ? null : sum.bytes + bytes;
  }
  const days = [...sums.values()].flatMap(({ start, bytes }) => (bytes === null ? [] : [{ start, bytes }]));
  return { starts: days.map(({ start }) => start), values: days.map(({ bytes }) => bytes) };
};

/** Volume that the logs of the window's ended runs name; null where none of them names any. */
export const transferOf = (known: readonly Session[], window: readonly Session[], figures: Figures, frame: Frame): Transfer | null => {
  if (figures.size === 0) return null;
  const runs = knownOf(window, figures);
  if (runs.length === 0) return null;
  return {
    bytes: runs.reduce((sum, { bytes }) => sum + bytes, 0),
    runs: runs.length,
    of: window.filter(isTerminal).length,
    median: medianBytes(runs),
    change: changeOf(runs),
    days: daysOf(runs, frame),
    drop: dropIn(pointsOf(known, figures, frame), DROP, frame.from, frame.cutoff),
  };
};
