import { DAY, MINUTE } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import type { PlannedRun } from './build-job.ts';
import { between } from './random.ts';
import type { Random } from './random.ts';
import type { Trouble } from './wire.ts';

/**
 * What a night was, where it was not simply a success. `retried`: failed, and succeeded in a second attempt `after` ms later
 * (default 40 min). `slow`: a success that took `factor` times as long.
 */
export type Night =
  | { readonly kind: 'missed' }
  | { readonly kind: 'failed'; readonly trouble: readonly Trouble[] }
  | { readonly kind: 'warning'; readonly trouble: readonly Trouble[] }
  | { readonly kind: 'retried'; readonly trouble: readonly Trouble[]; readonly after?: number }
  | { readonly kind: 'slow'; readonly factor: number };

export type Rhythm = {
  readonly now: Instant;
  /** How many days back the history reaches. */
  readonly days: number;
  /** Milliseconds after midnight in UTC. */
  readonly at: number;
  /** Usual length of a run in minutes, nowadays; it grows by a tenth in about five weeks. */
  readonly minutes: number;
  readonly objects: (daysAgo: number) => number;
  readonly night: (daysAgo: number) => Night | null;
};

/** A run's length in milliseconds: around the usual one, a little shorter the longer ago. */
const lengthOf = (minutes: number, daysAgo: number, random: Random): number =>
  Math.round(minutes * MINUTE * (1 - 0.0025 * Math.min(daysAgo, 60)) * between(random, 0.86, 1.16));

const failedLength = (random: Random): number => Math.round(between(random, 0.9, 3.2) * MINUTE);

const runsOf = (night: Night | null, start: Instant, length: number, objects: number, random: Random): readonly PlannedRun[] => {
  const run = { start, length, objects, trouble: [], status: 'Success' };
  switch (night?.kind) {
    case undefined:
      return [run];
    case 'missed':
      return [];
    case 'slow':
      return [{ ...run, length: Math.round(length * night.factor) }];
    case 'warning':
      return [{ ...run, status: 'Warning', trouble: night.trouble }];
    case 'failed':
      return [{ ...run, length: failedLength(random), status: 'Failed', trouble: night.trouble }];
    case 'retried': {
      const first = { ...run, length: failedLength(random), status: 'Failed', trouble: night.trouble };
      return [first, { ...run, start: start + (night.after ?? 40 * MINUTE) }];
    }
  }
};

/** Midnight in UTC of the day that is `daysAgo` days before the day of `now`. */
const midnight = (now: Instant, daysAgo: number): Instant => Math.floor(now / DAY) * DAY - daysAgo * DAY;

/** One run a day, ascending, scripted by `night`. */
export const nightly = (rhythm: Rhythm, random: Random): readonly PlannedRun[] =>
  Array.from({ length: rhythm.days + 1 }, (_, index) => rhythm.days - index).flatMap((daysAgo) => {
    const start = midnight(rhythm.now, daysAgo) + rhythm.at + Math.round(between(random, 20, 90));
    const length = lengthOf(rhythm.minutes, daysAgo, random);
    return runsOf(rhythm.night(daysAgo), start, length, rhythm.objects(daysAgo), random);
  });

/** The first time of day `at` after `now`. */
export const nextDaily = (now: Instant, at: number): Instant => {
  const today = midnight(now, 0) + at;
  return today > now ? today : today + DAY;
};
