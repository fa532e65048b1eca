import { isTerminal } from './as-of.ts';
import { standingOf } from './recovery-points.ts';
import type { RecoveryRule } from './recovery-points.ts';
import type { Problem } from '../model/analysis.ts';
import type { JobCollection } from '../model/collection.ts';
import type { Session, SessionLog } from '../model/session.ts';

type Reason = Problem['reasons'][number];

/** Controls, formats and spaces alone: nobody could read it. */
const INVISIBLE = /^[\p{C}\p{Z}]*$/u;

/** Errors before warnings, then the more frequent, then as they came. */
const byWeight = (a: Reason, b: Reason): number => (a.level === b.level ? b.count - a.count : a.level === 'error' ? -1 : 1);

const reasonsOf = (log: SessionLog): readonly Reason[] => {
  const reasons = new Map<string, Reason>();
  for (const { level, text, reason } of log.lines) {
    if (level !== 'error' && level !== 'warning') continue;
    const words = reason ?? text;
    if (INVISIBLE.test(words)) continue;
    const key = `${level} ${words}`;
    reasons.set(key, { level, text: words, count: (reasons.get(key)?.count ?? 0) + 1 });
  }
  return [...reasons.values()].sort(byWeight);
};

/** The window's ended sessions that were no success, with the reasons that their logs give. */
export const problemsOf = (
  window: readonly Session[],
  logs: ReadonlyMap<string, SessionLog>,
  logFailures: JobCollection['logFailures'],
  rule: RecoveryRule,
): readonly Problem[] => {
  const failed = new Set(logFailures.map(({ sessionId }) => sessionId));
  return window
    .filter((session) => isTerminal(session) && session.statusClass !== 'success')
    .map((session) => {
      const standing = standingOf(session, rule);
      const log = logs.get(session.id);
      if (log !== undefined) return { session, standing, log: 'read', reasons: reasonsOf(log) };
      return { session, standing, log: failed.has(session.id) ? 'failed' : 'not-read', reasons: [] };
    });
};
