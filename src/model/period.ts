import type { Instant } from './instant.ts';

export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'days';

/** The window a report is about: `[from, to)`, whose edges are calendar midnights in `timezone`. */
export type Period = {
  /** A name that is safe in paths and sorts by time: `2026-10`, `2026-W44`, `2026-Q3`, `2026`, `2026-10-01_2026-10-15`. */
  readonly key: string;
  readonly unit: PeriodUnit;
  readonly from: Instant;
  readonly to: Instant;
  /** IANA zone. */
  readonly timezone: string;
};
