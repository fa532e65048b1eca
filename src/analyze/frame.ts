import { calendarDays } from './calendar-days.ts';
import type { Day } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { Period } from '../model/period.ts';

/** What every job is measured against: the window `[from, to)`, the instant of knowledge and the earlier of both. */
export type Frame = {
  readonly from: Instant;
  readonly to: Instant;
  readonly asOf: Instant;
  readonly cutoff: Instant;
  /** Until when a late run would have been seen: `asOf`, or when the source last listed the job. */
  readonly watchedUntil: Instant;
  /** The window's calendar days, ascending and without holes. */
  readonly days: readonly Day[];
};

export const frameOf = (period: Period, asOf: Instant): Frame => ({
  from: period.from,
  to: period.to,
  asOf,
  cutoff: Math.min(period.to, asOf),
  watchedUntil: asOf,
  days: calendarDays(period),
});
