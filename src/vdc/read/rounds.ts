import { readJobs, type JobList } from './jobs.ts';
import { readSessions, sortSessions, type SessionList } from './sessions.ts';
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
export const uniteSessions = (rounds: readonly (readonly unknown[])[]): SessionList => {
  const [first, ...others] = rounds.map(readSessions);
  return others.reduce(unite, first ?? NO_SESSIONS);
};

/** The latest reading of the job list supersedes the others. */
export const latestJobs = (rounds: readonly (readonly unknown[])[]): JobList => readJobs(rounds.at(-1) ?? []);
