import type { FailingObject } from '../model/objects.ts';
import type { Instant } from '../model/instant.ts';
import type { ObjectKind } from '../model/session.ts';

/** One object over the sessions with a log that judge it, oldest first. Grows while the logs are read. */
export type ObjectHistory = {
  readonly kind: ObjectKind;
  readonly name: string;
  sessions: number;
  /** Non-successes since the last success. */
  consecutive: number;
  /** The first of these; says nothing while there is none. */
  since: Instant;
  /** The newest session that judges it. */
  newest: Instant;
  lastSuccess: Instant | null;
  /** The newest one. */
  reason: string | null;
};

const LEAST_WITHOUT_SUCCESS = 2;

export const beginHistory = (kind: ObjectKind, name: string, start: Instant): ObjectHistory => ({
  kind,
  name,
  sessions: 0,
  consecutive: 0,
  since: start,
  newest: start,
  lastSuccess: null,
  reason: null,
});

export const noteSession = (history: ObjectHistory, start: Instant, good: boolean, reason: string | null): void => {
  history.sessions += 1;
  history.newest = start;
  if (good) {
    history.consecutive = 0;
    history.lastSuccess = start;
    return;
  }
  if (history.consecutive === 0) history.since = start;
  history.consecutive += 1;
  history.reason = reason ?? history.reason;
};

/** A run that succeeded as a whole, without a log: no series of non-successes goes on through it. */
export const noteCleanRun = (history: ObjectHistory): void => {
  history.consecutive = 0;
};

/** `cleanRuns`: a run succeeded as a whole and its log was not read, so that nobody can say "never". */
const neverSucceeded = ({ sessions, lastSuccess }: ObjectHistory, cleanRuns: boolean): boolean =>
  !cleanRuns && lastSuccess === null && sessions >= LEAST_WITHOUT_SUCCESS;

/** `after` non-successes in a row up to the newest session, or never a success in two or more. */
export const isPersistent = (history: ObjectHistory, cleanRuns: boolean, after: number): boolean =>
  history.consecutive >= after || neverSucceeded(history, cleanRuns);

export const failingObject = (history: ObjectHistory, cleanRuns: boolean): FailingObject => ({
  kind: history.kind,
  name: history.name,
  consecutive: history.consecutive,
  sessions: history.sessions,
  since: history.since,
  newest: history.newest,
  lastSuccess: history.lastSuccess,
  neverSuccessful: neverSucceeded(history, cleanRuns),
  reason: history.reason,
});
