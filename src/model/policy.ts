import type { Instant } from './instant.ts';
import type { StatusClass } from './session.ts';

/** What "protected" means for one job. Durations in milliseconds, targets as ratios. */
export type JobPolicy = {
  readonly rpo: number;
  readonly grace: number;
  readonly recoveryPoints: readonly StatusClass[];
  readonly targets: { readonly rpoCompliance: number; readonly successRate: number };
  /** After how many non-successes in a row an object counts as failing again and again. */
  readonly persistentAfter: number;
  /** When runs are expected. `null`: inferred from the history. */
  readonly cadence: Cadence | null;
};

export type Cadence =
  { readonly kind: 'every'; readonly interval: number } | { readonly kind: 'cron'; readonly cron: string; readonly timezone: string };

/** The first rule whose `match` fits a job's name (glob) or id overrides the policy's own values. */
export type PolicyRule = { readonly match: string } & Partial<JobPolicy>;

/** An approved exception. It changes the adjusted result, never the raw one. */
export type Waiver = {
  readonly id: string;
  /** A job's name (glob) or id. */
  readonly job: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
  readonly approver: string;
  readonly approvedAt: Instant;
  /** From then on it excuses nothing; time before it stays excused. */
  readonly expires: Instant | null;
};

export type Policy = JobPolicy & {
  readonly name: string | null;
  readonly jobs: readonly PolicyRule[];
  readonly waivers: readonly Waiver[];
};
