import { isPageSize } from './page-sizes.ts';
import type { Completeness, CompletenessReason } from '../model/analysis.ts';
import type { DataIssue, JobCollection } from '../model/collection.ts';
import { SECOND } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';

const lastRunReason = ({ job, sessions }: JobCollection): CompletenessReason | null => {
  const { lastRun, lastStatusClass } = job;
  if (lastRun === null) return null;
  const ending = sessions.filter(({ end }) => end !== null && Math.abs(end - lastRun) <= SECOND);
  if (ending.length === 0) return 'last-run-not-in-sessions';
  // A run without a word about its outcome agrees with no session.
  return ending.some(({ statusClass }) => statusClass === lastStatusClass) ? null : 'last-status-mismatch';
};

/** How many sessions there are, where that is the size of a page and no earlier one is known; else null. */
export const historyMayEndAt = ({ sessions, listed }: JobCollection, from: Instant): number | null => {
  const first = sessions[0];
  return first === undefined || first.start >= from ? ([sessions.length, listed].find(isPageSize) ?? null) : null;
};

/** A run's status, or what the job says of its runs: without them nothing can be held against the sessions. */
const TELLING: ReadonlySet<string> = new Set(['status', 'lastRun', 'lastStatus', 'isEnabled']);

/** A run of which not even the instant or the status can be told, or a job that says nothing readable of its runs. */
const hidesRun = ({ code, field }: DataIssue): boolean =>
  code === 'unreadable-session' || (code === 'mistyped-field' && field !== null && TELLING.has(field));

/** The newest reading of the sessions failed, and the job names no last run that earlier ones could be held against. */
const isUnchecked = ({ stale, job }: JobCollection): boolean => stale !== null && job.lastRun === null;

/** Whether the sessions are proven to be all there were. `from` is the window's start. */
export const completenessOf = (collection: JobCollection, from: Instant): Completeness => {
  if (collection.failure !== null) return { status: 'failed', reasons: [] };
  const reasons: CompletenessReason[] = [];
  const lastRun = lastRunReason(collection);
  if (lastRun !== null) reasons.push(lastRun);
  if (historyMayEndAt(collection, from) !== null) reasons.push('history-may-be-truncated');
  if (collection.issues.some(hidesRun)) reasons.push('unreadable-records');
  if (isUnchecked(collection)) reasons.push('sessions-not-read-again');
  return { status: reasons.length === 0 ? 'complete' : 'unproven', reasons };
};
