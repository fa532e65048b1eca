import type { FailingObject } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { ObjectKind } from '../model/session.ts';

/** One object over the sessions with a log that judge it, oldest first. Grows while the logs are read. */
export type ObjectHistory = {
  readonly kind: ObjectKind;
  readonly name: string;
  sessions: number;
  /** Non-successes since the last success. */
  consecutive: number;
  lastSuccess: Instant | null;
  /** The newest one. */
  reason: string | null;
};

const MANY_IN_A_ROW = 3;
const LEAST_WITHOUT_SUCCESS = 2;

export const noteSession = (history: ObjectHistory, start: Instant, good: boolean, reason: string | null): void => {
  history.sessions += 1;
  history.consecutive = good ? 0 : history.consecutive + 1;
  if (good) history.lastSuccess = start;
  else history.reason = reason ?? history.reason;
};

/** A run that succeeded as a whole, without a log: no series of non-successes goes on through it. */
export const noteCleanRun = (history: ObjectHistory): void => {
  history.consecutive = 0;
};

/**
 * Three non-successes in a row up to the newest session, or never a success in two or more. Where a run succeeded as a
 * whole and its log was not read, nobody can say "never".
 */
export const isPersistent = ({ consecutive, sessions, lastSuccess }: ObjectHistory, cleanRuns: boolean): boolean =>
  consecutive >= MANY_IN_A_ROW || (!cleanRuns && lastSuccess === null && sessions >= LEAST_WITHOUT_SUCCESS);

export const failingObject = ({ kind, name, consecutive, sessions, lastSuccess, reason }: ObjectHistory): FailingObject => ({
  kind,
  name,
  consecutive,
  sessions,
  lastSuccess,
  reason,
});
