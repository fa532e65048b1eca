import { isTerminal } from './as-of.ts';
import { spanIndex } from './cron-instants.ts';
import type { Expectation } from './expectation.ts';
import { ratioOf } from './ratio.ts';
import { isRecoveryPoint } from './recovery-points.ts';
import type { RecoveryRule } from './recovery-points.ts';
import type { Slots } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

/** What became of one due run, over all its attempts. */
export type Slot = {
  /** Of the first attempt. */
  readonly start: Instant;
  /** The first attempt was a recovery point. */
  readonly atOnce: boolean;
  /** Some attempt was. */
  readonly succeeded: boolean;
  /** The first recovery point warned. */
  readonly warned: boolean;
  /** Some attempt certainly was none: it failed, was stopped, or has a class that the policy does not accept. */
  readonly failed: boolean;
};

const isCertainFailure = (session: Session, rule: RecoveryRule): boolean =>
  session.statusClass !== 'unknown' && !rule.classes.has(session.statusClass);

const firstAttempt = (session: Session, rule: RecoveryRule): Slot => {
  const succeeded = isRecoveryPoint(session, rule);
  const warned = succeeded && session.statusClass === 'warning';
  return { start: session.start, atOnce: succeeded, succeeded, warned, failed: isCertainFailure(session, rule) };
};

const furtherAttempt = (slot: Slot, session: Session, rule: RecoveryRule): Slot => {
  const succeeded = isRecoveryPoint(session, rule);
  return {
    ...slot,
    succeeded: slot.succeeded || succeeded,
    warned: slot.succeeded ? slot.warned : succeeded && session.statusClass === 'warning',
    failed: slot.failed || isCertainFailure(session, rule),
  };
};

/** The window's terminal sessions in order of start; `isFurther` tells whether one belongs to the slot before it. */
export const groupSlots = (window: readonly Session[], rule: RecoveryRule, isFurther: (slot: Slot, session: Session) => boolean): readonly Slot[] => {
  const slots: Slot[] = [];
  let slot: Slot | undefined;
  for (const session of window) {
    if (!isTerminal(session)) continue;
    if (slot !== undefined && isFurther(slot, session)) slots[slots.length - 1] = slot = furtherAttempt(slot, session, rule);
    else slots.push((slot = firstAttempt(session, rule)));
  }
  return slots;
};

/** Less than half a cadence after its slot's first attempt, or in the same span of a cron expression. */
export const isFurtherAttempt = (expectation: Expectation): ((slot: Slot, session: Session) => boolean) =>
  expectation.kind === 'interval'
    ? (slot, session) => 2 * (session.start - slot.start) < expectation.interval
    : (slot, session) => spanIndex(expectation, session.start) === spanIndex(expectation, slot.start);

export const slotsOf = (slots: readonly Slot[], missed: number): Slots => {
  let succeeded = 0;
  let recovered = 0;
  for (const slot of slots) {
    if (!slot.succeeded) continue;
    succeeded += 1;
    if (!slot.atOnce) recovered += 1;
  }
  const due = slots.length + missed;
  return { due, succeeded, recovered, missed, ratio: ratioOf(succeeded, due) };
};
