import type { Reading } from './answers.ts';
import { readJobs, type JobList, type JobRecord } from './jobs.ts';
import { readSessions, sortSessions, type SessionList } from './sessions.ts';
import type { Instant } from '../../model/instant.ts';
import type { Session } from '../../model/session.ts';

const NO_SESSIONS: SessionList = { sessions: [], listed: 0, issues: [] };

/** The later record knows more, except where it is still open and the earlier one had ended. */
const newer = (earlier: Session, later: Session): Session => (later.statusClass === 'running' && earlier.statusClass !== 'running' ? earlier : later);

/** A session that the later list no longer names keeps what was said of it. */
const unite = (earlier: SessionList, later: SessionList): SessionList => {
  const sessions = new Map(earlier.sessions.map((session) => [session.id, session]));
  const gone = new Set(sessions.keys());
  for (const session of later.sessions) {
    const before = sessions.get(session.id);
    sessions.set(session.id, before === undefined ? session : newer(before, session));
    gone.delete(session.id);
  }
  return {
    sessions: sortSessions([...sessions.values()]),
    listed: later.listed,
    issues: [...earlier.issues.filter((issue) => gone.has(issue.record)), ...later.issues],
  };
};

/** Every session that any reading named; the later reading is not a duplicate of the earlier one. */
export const uniteSessions = (readings: readonly Reading[]): SessionList => {
  const [first, ...others] = readings.map(({ records }) => readSessions(records));
  return others.reduce(unite, first ?? NO_SESSIONS);
};

export type KnownJob = JobRecord & {
  /** When a list last named the job; null where the newest one does. */
  readonly lastSeen: Instant | null;
};

/** The newest list supersedes the others; a job that it no longer names keeps its last record, after the others. */
export const knownJobs = (readings: readonly Reading[]): { readonly jobs: readonly KnownJob[]; readonly issues: JobList['issues'] } => {
  const newestFirst = readings.toReversed().map(({ records, at }) => ({ list: readJobs(records), at }));
  const jobs = new Map<string, KnownJob>();
  for (const [age, { list, at }] of newestFirst.entries())
    for (const record of list.jobs) if (!jobs.has(record.job.id)) jobs.set(record.job.id, { ...record, lastSeen: age === 0 ? null : at });
  return { jobs: [...jobs.values()], issues: newestFirst[0]?.list.issues ?? [] };
};
