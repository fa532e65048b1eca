import type { CollectFailure } from './evidence.ts';
import type { Instant } from './instant.ts';
import type { Job } from './job.ts';
import type { Session, SessionLog } from './session.ts';

export type DataIssueCode =
  | 'unreadable-job'
  | 'unreadable-session'
  | 'unreadable-end'
  | 'duplicate-session'
  | 'conflicting-duplicate'
  | 'mistyped-field'
  | 'unreadable-log-line';

/** A record that does not say what it should. Never silently defaulted, never a crash. */
export type DataIssue = {
  readonly code: DataIssueCode;
  /** The record's id, or its position in the list (`#3`) where the id itself is unreadable. */
  readonly record: string;
  readonly field: string | null;
};

/** What is known of one job. `sessions` holds every known session once, in ascending order of start, then id. */
export type JobCollection = {
  readonly job: Job;
  readonly sessions: readonly Session[];
  /** The number of session records in the response, duplicates and unreadable ones included. */
  readonly listed: number;
  readonly logs: readonly SessionLog[];
  readonly logFailures: readonly { readonly sessionId: string; readonly failure: CollectFailure }[];
  readonly issues: readonly DataIssue[];
  /** Set: the sessions could never be collected; `sessions` is then empty and means nothing. */
  readonly failure: CollectFailure | null;
  /** Set: the newest reading of the sessions failed; `sessions` holds what earlier ones brought, and only `job.lastRun` can prove them complete. */
  readonly stale: CollectFailure | null;
  /** When a job list last named it; null where the newest one still does. */
  readonly lastSeen: Instant | null;
};

/** What is known of a tenant, its jobs one after the other: each is read when it is asked for, and need not be kept. */
export type CollectionStream = {
  readonly jobs: Iterable<JobCollection>;
  readonly issues: readonly DataIssue[];
  /** Set: the job list itself could not be read. */
  readonly failure: CollectFailure | null;
  /** Set: the newest reading of the job list failed; an earlier one stands in for it. */
  readonly stale: CollectFailure | null;
};

export type Collection = CollectionStream & { readonly jobs: readonly JobCollection[] };
