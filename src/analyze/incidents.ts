import { isTerminal } from './as-of.ts';
import { isRecoveryPoint } from './recovery-points.ts';
import type { RecoveryRule } from './recovery-points.ts';
import type { Incident, RecoveryTimes } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

const incident = (from: Instant, recoveredAt: Instant | null, runs: number, cutoff: Instant): Incident => ({
  from,
  recoveredAt,
  length: (recoveredAt ?? cutoff) - from,
  runs,
});

/** Each maximal run of consecutive terminal sessions of the window that are not recovery points. */
export const incidentsOf = (window: readonly Session[], rule: RecoveryRule): readonly Incident[] => {
  const incidents: Incident[] = [];
  let from: Instant | null = null;
  let runs = 0;
  for (const session of window) {
    if (!isTerminal(session)) continue;
    if (!isRecoveryPoint(session, rule)) {
      from ??= session.start;
      runs += 1;
    } else if (from !== null) {
      incidents.push(incident(from, session.end, runs, rule.cutoff));
      from = null;
      runs = 0;
    }
  }
  if (from !== null) incidents.push(incident(from, null, runs, rule.cutoff));
  return incidents;
};

/** Time to recover, in milliseconds, over the closed incidents. */
export const recoveryTimes = (incidents: readonly Incident[]): RecoveryTimes => {
  const lengths = incidents.filter(({ recoveredAt }) => recoveredAt !== null).map(({ length }) => length);
  const closed = lengths.length;
  const sum = lengths.reduce((total, length) => total + length, 0);
  return {
    closed,
    open: incidents.length - closed,
    mean: closed === 0 ? null : sum / closed,
    max: closed === 0 ? null : lengths.reduce((longest, length) => Math.max(longest, length), 0),
  };
};
