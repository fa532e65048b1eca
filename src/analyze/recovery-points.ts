import type { Instant } from '../model/instant.ts';
import type { JobPolicy } from '../model/policy.ts';
import type { Standing } from '../model/analysis.ts';
import type { Session, StatusClass } from '../model/session.ts';

/** Which sessions are recovery points at the cutoff. */
export type RecoveryRule = { readonly classes: ReadonlySet<StatusClass>; readonly cutoff: Instant };

export type RecoveryPoint = Session & { readonly end: Instant };

/** Neither an open run nor an unknown status is ever a recovery point, whatever a policy names. */
export const recoveryRule = (policy: JobPolicy, cutoff: Instant): RecoveryRule => ({
  classes: new Set(policy.recoveryPoints.filter((name) => name !== 'running' && name !== 'unknown')),
  cutoff,
});

export const hasValidEnd = (session: Session): session is RecoveryPoint => session.end !== null && session.end >= session.start;

/** The one judgement of a session that every other part relies on. */
export const standingOf = (session: Session, rule: RecoveryRule): Standing => {
  if (!hasValidEnd(session) || !rule.classes.has(session.statusClass)) return 'none';
  return session.end <= rule.cutoff ? 'recovery-point' : 'late';
};

export const isRecoveryPoint = (session: Session, rule: RecoveryRule): session is RecoveryPoint => standingOf(session, rule) === 'recovery-point';

/** By the instant of availability; of those that end together, the newest data first. */
const byAvailability = (a: RecoveryPoint, b: RecoveryPoint): number => a.end - b.end || b.start - a.start;

/** Every known recovery point, in the order in which it became available. */
export const recoveryPoints = (known: readonly Session[], rule: RecoveryRule): readonly RecoveryPoint[] => {
  const points: RecoveryPoint[] = [];
  let ordered = true;
  let last = -Infinity;
  for (const session of known) {
    if (!isRecoveryPoint(session, rule)) continue;
    points.push(session);
    // Runs rarely overlap, so that the order of starts is nearly always that of ends too.
    ordered &&= session.end > last;
    last = session.end;
  }
  return ordered ? points : points.sort(byAvailability);
};
