import { isTerminal } from './as-of.ts';
import { failingObject, isPersistent, noteCleanRun, noteSession } from './object-history.ts';
import type { ObjectHistory } from './object-history.ts';
import { compareTexts } from './compare-texts.ts';
import type { FailingObject, Objects, ReasonCount } from '../model/analysis.ts';
import type { LogLine, Session, SessionLog } from '../model/session.ts';

type Outcome = { readonly good: boolean; readonly reason: string | null };
type ReasonUse = { readonly objects: Set<string>; sessions: number };

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
    histories.set(keyOf(object), { kind: object.kind, name: object.name, sessions: 0, consecutive: 0, lastSuccess: null, reason: null });
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
    const use = uses.get(line.reason) ?? { objects: new Set<string>(), sessions: 0 };
    uses.set(line.reason, use);
    inSession.add(use);
    if (line.object !== null) use.objects.add(keyOf(line.object));
  }
  for (const use of inSession) use.sessions += 1;
};

const byObject = (a: FailingObject, b: FailingObject): number =>
  b.consecutive - a.consecutive || b.sessions - a.sessions || compareTexts(a.name, b.name) || compareTexts(a.kind, b.kind);

const byReason = (a: ReasonCount, b: ReasonCount): number => b.sessions - a.sessions || b.objects - a.objects || compareTexts(a.reason, b.reason);

/** What the logs of the window's ended sessions say of single objects; null when none of them was read. */
export const objectsOf = (window: readonly Session[], logs: ReadonlyMap<string, SessionLog>): Objects | null => {
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
    persistentlyFailing: [...histories.values()]
      .filter((history) => isPersistent(history, cleanRuns))
      .map(failingObject)
      .sort(byObject),
    reasons: [...uses].map(([reason, use]) => ({ reason, objects: use.objects.size, sessions: use.sessions })).sort(byReason),
    logs: { read, sessions: ended.length },
  };
};

/** Bytes that the logs of the window's ended sessions name; null when none names any. */
export const transferredBytes = (window: readonly Session[], logs: ReadonlyMap<string, SessionLog>): number | null => {
  if (logs.size === 0) return null;
  let sum: number | null = null;
  for (const session of window) {
    if (!isTerminal(session)) continue;
    for (const { transferred } of logs.get(session.id)?.lines ?? []) if (transferred !== null) sum = (sum ?? 0) + transferred.bytes;
  }
  return sum;
};
