import type { Reading } from './answers.ts';
import type { JobList, JobRecord } from './jobs.ts';
import { sortSessions, type SessionList } from './sessions.ts';
import type { Instant } from '../../model/instant.ts';
import type { Session } from '../../model/session.ts';

const NO_SESSIONS: SessionList = { sessions: [], listed: 0, issues: [] };

/** The later record knows more, except where it is still open and the earlier one had ended. */
const newer = (earlier: Session, later: Session): Session => (later.statusClass === 'running' && earlier.statusClass !== 'running' ? earlier : later);

/** What is said of sessions that a later list no longer names; what that list says itself comes in its place. */
const issuesAfter = (known: ReadonlyMap<string, Session>, earlier: SessionList['issues'], later: SessionList): SessionList['issues'] => {
  if (earlier.length === 0) return later.issues;
  const listed = new Set(later.sessions.map(({ id }) => id));
  return [...earlier.filter(({ record }) => known.has(record) && !listed.has(record)), ...later.issues];
};

/** Every session that any reading named; the later reading is not a duplicate of the earlier one. */
export const uniteSessions = ([only, ...others]: readonly Reading<SessionList>[]): SessionList => {
  const first = only?.list ?? NO_SESSIONS;
  if (others.length === 0) return first;
  const sessions = new Map(first.sessions.map((session) => [session.id, session]));
  let { listed, issues } = first;
  for (const { list: later } of others) {
    issues = issuesAfter(sessions, issues, later);
    listed = later.listed;
    for (const session of later.sessions) sessions.set(session.id, newer(sessions.get(session.id) ?? session, session));
  }
  return { sessions: sortSessions([...sessions.values()]), listed, issues };
};

export type KnownJob = JobRecord & {
  /** When a list last named the job; null where the newest one does. */
  readonly lastSeen: Instant | null;
};

/** The newest list supersedes the others; a job that it no longer names keeps its last record, after the others. */
export const knownJobs = (readings: readonly Reading<JobList>[]): { readonly jobs: readonly KnownJob[]; readonly issues: JobList['issues'] } => {
  const newestFirst = readings.toReversed();
  const jobs = new Map<string, KnownJob>();
  for (const [age, { list, at }] of newestFirst.entries())
    for (const record of list.jobs) if (!jobs.has(record.job.id)) jobs.set(record.job.id, { ...record, lastSeen: age === 0 ? null : at });
  return { jobs: [...jobs.values()], issues: newestFirst[0]?.list.issues ?? [] };
};
