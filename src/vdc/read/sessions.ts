import { numberField, placeInList, readId } from './fields.ts';
import { createIdIndex } from './id-index.ts';
import { readInstant } from './instant.ts';
import { statusClass } from './status.ts';
import type { DataIssue } from '../../model/collection.ts';
import type { Instant } from '../../model/instant.ts';
import type { Session } from '../../model/session.ts';

export type SessionList = {
  /** Each id once, ascending by start, then id. */
  readonly sessions: readonly Session[];
  /** Records in the list, whatever their state. */
  readonly listed: number;
  readonly issues: readonly DataIssue[];
};

type WireSession = {
  readonly id?: unknown;
  readonly creationTime?: unknown;
  readonly endTime?: unknown;
  readonly progress?: unknown;
  readonly status?: unknown;
  readonly processedObjects?: unknown;
};

const NO_RECORD: WireSession = {};

/** A number that is only shown. Kept apart from `numberField`, which would make an object for every session. */
const readCount = (value: unknown, record: string, field: string, issues: DataIssue[]): number | null => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (numberField(value).mistyped) issues.push({ code: 'mistyped-field', record, field });
  return null;
};

const readStatus = (value: unknown, record: string, issues: DataIssue[]): string => {
  if (typeof value === 'string') return value;
  issues.push({ code: 'mistyped-field', record, field: 'status' });
  return '';
};

/** A run that is not open must have an end, and not before its start. */
const checkEnd = (session: Session, issues: DataIssue[]): void => {
  if (session.statusClass === 'running') return;
  if (session.end === null || session.end < session.start) issues.push({ code: 'unreadable-end', record: session.id, field: 'endTime' });
};

const readSession = (wire: WireSession, id: string, start: Instant, issues: DataIssue[]): Session => {
  const status = readStatus(wire.status, id, issues);
  const session: Session = {
    id,
    start,
    end: readInstant(wire.endTime),
    status,
    statusClass: statusClass(status),
    progress: readCount(wire.progress, id, 'progress', issues),
    processedObjects: readCount(wire.processedObjects, id, 'processedObjects', issues),
  };
  checkEnd(session, issues);
  return session;
};

const isSame = (a: Session, b: Session): boolean =>
  a.start === b.start && a.end === b.end && a.status === b.status && a.progress === b.progress && a.processedObjects === b.processedObjects;

/** Of two records of one run: the one that ended wins over the one still open, else the first. */
export const preferredRecord = (first: Session, second: Session): Session =>
  first.statusClass === 'running' && second.statusClass !== 'running' ? second : first;

const isBefore = (a: Session, b: Session): boolean => a.start < b.start || (a.start === b.start && a.id < b.id);

const byStartThenId = (a: Session, b: Session): number => a.start - b.start || (a.id < b.id ? -1 : 1);

/** In place. A list that is in order already, or newest first as the source sends it, is not sorted again. */
export const sortSessions = (sessions: Session[]): Session[] => {
  let ascending = true;
  let descending = true;
  let previous: Session | null = null;
  for (const session of sessions) {
    if (previous !== null) {
      if (isBefore(previous, session)) descending = false;
      else ascending = false;
    }
    if (!ascending && !descending) return sessions.sort(byStartThenId);
    previous = session;
  }
  return ascending ? sessions : sessions.reverse();
};

/** The records of one job's session list, as sent, in the words of the model. */
export const readSessions = (items: readonly unknown[]): SessionList => {
  const sessions: Session[] = [];
  const issues: DataIssue[] = [];
  const index = createIdIndex(items.length, (position) => sessions[position]?.id);
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    const wire: WireSession = typeof item === 'object' && item !== null ? item : NO_RECORD;
    const id = readId(wire.id);
    const start = readInstant(wire.creationTime);
    if (id === null || start === null) {
      issues.push({ code: 'unreadable-session', record: id ?? placeInList(at), field: id === null ? 'id' : 'creationTime' });
      continue;
    }
    const earlier = index.claim(id, sessions.length);
    const first = earlier < 0 ? undefined : sessions[earlier];
    if (first === undefined) {
      sessions.push(readSession(wire, id, start, issues));
      continue;
    }
    const again = readSession(wire, id, start, []);
    issues.push({ code: isSame(first, again) ? 'duplicate-session' : 'conflicting-duplicate', record: id, field: null });
    sessions[earlier] = preferredRecord(first, again);
  }
  return { sessions: sortSessions(sessions), listed: items.length, issues };
};
