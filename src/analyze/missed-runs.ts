import { startingBefore } from './bounds.ts';
import type { CronInstants } from './cron-instants.ts';
import type { Expectation } from './expectation.ts';
import type { Frame } from './frame.ts';
import type { MissedRuns } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

/** Instants of the window at which a run was due. */
export type Due = {
  /** No run came. */
  readonly missed: readonly Instant[];
  /** No run came yet, and it is too early to call it missed. */
  readonly pending: Instant | null;
};

/** Multiples of `interval` after `start` that lie in the window and that `until` leaves behind by half an interval. */
const missedAfter = (start: Instant, until: Instant, interval: number, frame: Frame, missed: Instant[]): number => {
  let k = Math.max(1, Math.ceil((frame.from - start) / interval));
  let expected = start + k * interval;
  while (expected + interval / 2 <= until && expected < frame.cutoff) {
    if (expected >= frame.from) missed.push(Math.floor(expected));
    k += 1;
    expected = start + k * interval;
  }
  return expected;
};

const dueByInterval = (known: readonly Session[], interval: number, frame: Frame): Due => {
  const missed: Instant[] = [];
  let last: Instant | null = null;
  // A gap that ends before the window cannot hold an instant of the window.
  for (let index = Math.max(0, startingBefore(known, frame.from) - 1); index < known.length; index += 1) {
    const start = known[index]?.start ?? 0;
    if (last !== null && start - last >= 1.5 * interval) missedAfter(last, start, interval, frame, missed);
    last = start;
    // The run that follows the window's last one tells whether that one's successor was missed.
    if (start > frame.cutoff) return { missed, pending: null };
  }
  // If nothing ever ran, the window's own start is the first expected instant.
  const next = missedAfter(last ?? frame.from - interval, frame.cutoff, interval, frame, missed);
  return { missed, pending: next >= frame.from && next < frame.cutoff ? Math.floor(next) : null };
};

const dueByCron = (known: readonly Session[], cron: CronInstants, frame: Frame): Due => {
  const missed: Instant[] = [];
  let pending: Instant | null = null;
  cron.instants.forEach((expected, index) => {
    if (expected < frame.from || expected >= frame.cutoff) return;
    const from = cron.edges[index] ?? -Infinity;
    const to = cron.edges[index + 1] ?? Infinity;
    if (startingBefore(known, from) < startingBefore(known, to)) return;
    if (to <= frame.watchedUntil) missed.push(expected);
    else pending ??= expected;
  });
  return { missed, pending };
};

export const dueRuns = (known: readonly Session[], expectation: Expectation, frame: Frame): Due =>
  expectation.kind === 'interval' ? dueByInterval(known, expectation.interval, frame) : dueByCron(known, expectation, frame);

export const missedRuns = (due: Due, expectation: Expectation): MissedRuns => ({
  cadence: expectation.kind === 'interval' ? expectation.interval : null,
  source: expectation.kind === 'interval' ? expectation.source : 'policy',
  expected: due.missed,
});
