import { startingBefore } from './bounds.ts';
import { isRecoveryPoint } from './recovery-points.ts';
import type { RecoveryRule } from './recovery-points.ts';
import type { Day, Rpo } from '../model/analysis.ts';
import type { Session } from '../model/session.ts';

/** Calendar days wholly inside the measured interval, and those in which a recovery point started. */
export const dayCoverage = (
  known: readonly Session[],
  days: readonly Day[],
  { measuredFrom, measuredTo }: Rpo,
  rule: RecoveryRule,
): { readonly covered: number; readonly days: number } => {
  const whole = days.filter((day) => day.from >= measuredFrom && day.to <= measuredTo);
  let index = startingBefore(known, whole[0]?.from ?? Infinity);
  let covered = 0;
  for (const day of whole) {
    let found = false;
    for (let session = known[index]; session !== undefined && session.start < day.to; session = known[++index]) {
      found ||= isRecoveryPoint(session, rule);
    }
    if (found) covered += 1;
  }
  return { covered, days: whole.length };
};
