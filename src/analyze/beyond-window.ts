import { hasValidEnd } from './recovery-points.ts';
import type { RecoveryRule } from './recovery-points.ts';
import type { Frame } from './frame.ts';
import type { BeyondWindow } from '../model/beyond-window.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

/** When the first recovery point after the cutoff became available, as far as it is known. */
const firstRecoveryAfter = (known: readonly Session[], { classes, cutoff }: RecoveryRule): Instant | null => {
  let first: Instant | null = null;
  for (const session of known)
    if (hasValidEnd(session) && classes.has(session.statusClass) && session.end > cutoff && (first === null || session.end < first))
      first = session.end;
  return first;
};

/** What sessions outside the window say that a reader of the window must know. */
export const beyondWindow = (known: readonly Session[], rule: RecoveryRule, { from, to }: Frame): BeyondWindow => ({
  historyFrom: known[0]?.start ?? null,
  recoveredAfter: firstRecoveryAfter(known, rule),
  unknownStatuses: known.filter(({ statusClass, start }) => statusClass === 'unknown' && (start < from || start >= to)).map(({ status }) => status),
});

export const NOTHING_BEYOND: BeyondWindow = { historyFrom: null, recoveredAfter: null, unknownStatuses: [] };
