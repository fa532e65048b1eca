import { isTerminal } from './as-of.ts';
import { ratioOf } from './ratio.ts';
import { standingOf } from './recovery-points.ts';
import type { RecoveryRule } from './recovery-points.ts';
import type { Incident, RecoveryTimes } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

/** An incident of which the end is not yet known. */
type Begun = { readonly from: Instant; runs: number; late: number };

const ended = ({ from, runs, late }: Begun, recoveredAt: Instant | null, cutoff: Instant): Incident => ({
  from,
  recoveredAt,
  length: (recoveredAt ?? cutoff) - from,
  runs,
  late,
});

/** Each maximal run of consecutive terminal sessions of the window that are not recovery points. */
export const incidentsOf = (window: readonly Session[], rule: RecoveryRule): readonly Incident[] => {
  const incidents: Incident[] = [];
  let begun: Begun | null = null;
  for (const session of window) {
    if (!isTerminal(session)) continue;
    const standing = standingOf(session, rule);
    if (standing === 'recovery-point') {
      if (begun !== null) incidents.push(ended(begun, session.end, rule.cutoff));
      begun = null;
    } else {
      begun ??= { from: session.start, runs: 0, late: 0 };
      begun.runs += 1;
      if (standing === 'late') begun.late += 1;
    }
  }
  if (begun !== null) incidents.push(ended(begun, null, rule.cutoff));
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
    sum,
    mean: ratioOf(sum, closed),
    max: closed === 0 ? null : lengths.reduce((longest, length) => Math.max(longest, length), 0),
  };
};
