import { isTerminal } from './as-of.ts';
import { beginHistory, failingObject, isPersistent, noteCleanRun, noteSession } from './object-history.ts';
import type { ObjectHistory } from './object-history.ts';
import { compareTexts } from './compare-texts.ts';
import type { FailingObject, Objects, ReasonCount } from '../model/objects.ts';
import type { LogLine, ObjectKind, Session, SessionLog } from '../model/session.ts';

type Outcome = { readonly good: boolean; readonly reason: string | null };
type ReasonUse = { readonly objects: Map<string, ObjectKind>; sessions: number };

const keyOf = (object: NonNullable<LogLine['object']>): string => `${object.kind} ${object.name}`;

const isBad = ({ level }: LogLine): boolean => level === 'warning' || level === 'error';

/** One session's verdict on each object it names: success only without any warning or error. Other levels decide nothing. */
const outcomesOf = (log: SessionLog): ReadonlyMap<string, Outcome> => {
  const outcomes = new Map<string, Outcome>();
  for (const line of log.lines) {
    if (line.object === null || !(isBad(line) || line.level === 'success')) continue;
    const key = keyOf(line.object);
    const before = outcomes.get(key);
    const reason = (isBad(line) ? line.reason : null) ?? before?.reason ?? null;
    outcomes.set(key, { good: (before?.good ?? true) && !isBad(line), reason });
  }
  return outcomes;
};

const noteObjects = (histories: Map<string, ObjectHistory>, session: Session, log: SessionLog): void => {
  for (const { object } of log.lines) {
    if (object === null || histories.has(keyOf(object))) continue;
    histories.set(keyOf(object), beginHistory(object.kind, object.name, session.start));
  }
  for (const [key, { good, reason }] of outcomesOf(log)) {
    const history = histories.get(key);
    if (history !== undefined) noteSession(history, session.start, good, reason);
  }
};

const noteReasons = (uses: Map<string, ReasonUse>, log: SessionLog): void => {
  const inSession = new Set<ReasonUse>();
  for (const line of log.lines) {
    if (line.reason === null || !isBad(line)) continue;
    const use = uses.get(line.reason) ?? { objects: new Map<string, ObjectKind>(), sessions: 0 };
    uses.set(line.reason, use);
    inSession.add(use);
    if (line.object !== null) use.objects.set(keyOf(line.object), line.object.kind);
  }
  for (const use of inSession) use.sessions += 1;
};

const byObject = (a: FailingObject, b: FailingObject): number =>
  Number(b.neverSuccessful) - Number(a.neverSuccessful) ||
  b.consecutive - a.consecutive ||
  b.sessions - a.sessions ||
  compareTexts(a.name, b.name) ||
  compareTexts(a.kind, b.kind);

const byReason = (a: ReasonCount, b: ReasonCount): number => b.sessions - a.sessions || b.objects - a.objects || compareTexts(a.reason, b.reason);

/** What the logs of the window's ended sessions say of single objects; null when none of them was read. */
export const objectsOf = (window: readonly Session[], logs: ReadonlyMap<string, SessionLog>, after: number): Objects | null => {
  if (logs.size === 0) return null;
  const histories = new Map<string, ObjectHistory>();
  const uses = new Map<string, ReasonUse>();
  const ended = window.filter(isTerminal);
  let read = 0;
  let cleanRuns = false;
  for (const session of ended) {
    const log = logs.get(session.id);
    if (log === undefined) {
      if (session.statusClass !== 'success') continue;
      cleanRuns = true;
      histories.forEach(noteCleanRun);
      continue;
    }
    read += 1;
    noteObjects(histories, session, log);
    noteReasons(uses, log);
  }
  if (read === 0) return null;
  return {
    seen: histories.size,
    persistentAfter: after,
    persistentlyFailing: [...histories.values()]
      .filter((history) => isPersistent(history, cleanRuns, after))
      .map((history) => failingObject(history, cleanRuns))
      .sort(byObject),
    reasons: [...uses].map(([reason, use]) => ({ reason, objects: use.objects.size, sessions: use.sessions, affected: use.objects })).sort(byReason),
    logs: { read, sessions: ended.length },
  };
};
