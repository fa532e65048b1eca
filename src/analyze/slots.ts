import { isTerminal } from './as-of.ts';
import { spanIndex } from './cron-instants.ts';
import type { Expectation } from './expectation.ts';
import { ratioOf } from './ratio.ts';
import { isRecoveryPoint } from './recovery-points.ts';
import type { RecoveryRule } from './recovery-points.ts';
import type { Slots } from '../model/analysis.ts';
import type { Session } from '../model/session.ts';

/**
 * What became of one due run. `success`, `warning`: its first attempt was a recovery point. `recovered`: a further one was.
 * `failed`: none was. `unknown`: none is proven to be one, and none is proven to have failed.
 */
export type SlotOutcome = 'success' | 'warning' | 'recovered' | 'failed' | 'unknown';

export type Slot = {
  /** Its first attempt: the slot is due when that starts. */
  readonly first: Session;
  readonly outcome: SlotOutcome;
};

export const isSucceeded = ({ outcome }: Slot): boolean => outcome !== 'failed' && outcome !== 'unknown';

const attemptOutcome = (session: Session, rule: RecoveryRule): SlotOutcome => {
  if (isRecoveryPoint(session, rule)) return session.statusClass === 'warning' ? 'warning' : 'success';
  // An accepted status without a valid end in time is no proof of failure.
  return session.statusClass === 'unknown' || rule.classes.has(session.statusClass) ? 'unknown' : 'failed';
};

const withAttempt = (slot: Slot, session: Session, rule: RecoveryRule): Slot => {
  if (isSucceeded(slot)) return slot;
  const attempt = attemptOutcome(session, rule);
  if (attempt === 'unknown') return slot;
  return { first: slot.first, outcome: attempt === 'failed' ? 'failed' : 'recovered' };
};

/** The window's terminal sessions in order of start; `isFurther` tells whether one belongs to the slot before it. */
export const groupSlots = (window: readonly Session[], rule: RecoveryRule, isFurther: (slot: Slot, session: Session) => boolean): readonly Slot[] => {
  const slots: Slot[] = [];
  let slot: Slot | undefined;
  for (const session of window) {
    if (!isTerminal(session)) continue;
    if (slot !== undefined && isFurther(slot, session)) slots[slots.length - 1] = slot = withAttempt(slot, session, rule);
    else slots.push((slot = { first: session, outcome: attemptOutcome(session, rule) }));
  }
  return slots;
};

/** Less than half a cadence after its slot's first attempt, or in the same span of a cron expression. */
export const isFurtherAttempt = (expectation: Expectation): ((slot: Slot, session: Session) => boolean) =>
  expectation.kind === 'interval'
    ? (slot, session) => 2 * (session.start - slot.first.start) < expectation.interval
    : (slot, session) => spanIndex(expectation, session.start) === spanIndex(expectation, slot.first.start);

export const slotsOf = (slots: readonly Slot[], missed: number): Slots => {
  let succeeded = 0;
  let recovered = 0;
  for (const slot of slots) {
    if (isSucceeded(slot)) succeeded += 1;
    if (slot.outcome === 'recovered') recovered += 1;
  }
  const due = slots.length + missed;
  return { due, succeeded, recovered, missed, ratio: ratioOf(succeeded, due) };
};
