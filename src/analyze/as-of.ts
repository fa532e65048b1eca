import { startingBefore, startingUpTo } from './bounds.ts';
import type { Frame } from './frame.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

const endsAfter = (session: Session, instant: Instant): boolean => session.end !== null && session.end > instant;

const stillRunning = (session: Session): Session => ({ ...session, end: null, statusClass: 'running' });

/** The sessions as they were known at `asOf`: later ones do not exist, and one that ends later is running. */
export const asOfView = (sessions: readonly Session[], asOf: Instant): readonly Session[] => {
  const count = startingUpTo(sessions, asOf);
  const existing = count === sessions.length ? sessions : sessions.slice(0, count);
  if (!existing.some((session) => endsAfter(session, asOf))) return existing;
  return existing.map((session) => (endsAfter(session, asOf) ? stillRunning(session) : session));
};

/** The window's part of a view: `from <= start < to`. */
export const windowOf = (known: readonly Session[], frame: Frame): readonly Session[] =>
  known.slice(startingBefore(known, frame.from), startingBefore(known, frame.to));

/** Terminal: the run has ended in one way or another. */
export const isTerminal = (session: Session): boolean => session.statusClass !== 'running';
