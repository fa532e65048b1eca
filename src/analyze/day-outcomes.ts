import { isTerminal } from './as-of.ts';
import { groupSlots, isSucceeded } from './slots.ts';
import type { Slot } from './slots.ts';
import { headLength, startingBefore } from './bounds.ts';
import type { Frame } from './frame.ts';
import type { Due } from './missed-runs.ts';
import type { RecoveryRule } from './recovery-points.ts';
import type { Day, DayOutcome, JobDay, Rpo } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

/** What is known of a job's window. `due` and `slots` are null where nobody says when runs are expected. */
export type DayFacts = {
  readonly window: readonly Session[];
  readonly slots: readonly Slot[] | null;
  readonly due: Due | null;
  readonly rpo: Rpo;
  readonly rule: RecoveryRule;
  /** The source names a later run than it lists: after the newest listed one nothing is known. Null: it does not. */
  readonly listedUntil: Instant | null;
};

/** The worst of a day is what the day brought. */
const WORST_FIRST = ['failed', 'missed', 'unknown', 'running', 'recovered', 'warning', 'success'] as const;

type Known = (typeof WORST_FIRST)[number];

/** Which of the ascending days holds `instant`. */
const dayIndex = (days: readonly Day[], instant: Instant): number => headLength(days, (day) => day.to <= instant);

/** Without a cadence a slot lasts until a recovery point or the end of the day. */
const slotsByDay = ({ window, rule }: DayFacts, days: readonly Day[]): readonly Slot[] =>
  groupSlots(window, rule, (slot, session) => !isSucceeded(slot) && dayIndex(days, session.start) === dayIndex(days, slot.first.start));

const isOn = (day: Day, instant: Instant | null): boolean => instant !== null && day.from <= instant && instant < day.to;

/** Of a day on which nothing ran and nothing is known to be missed. */
const quietOutcome = (day: Day, facts: DayFacts, frame: Frame): DayOutcome => {
  const { due, rpo } = facts;
  if (isOn(day, due?.pending ?? null)) return 'unknown';
  if (day.to > frame.cutoff) return 'future';
  if (due === null || (rpo.leftCensored && day.to <= rpo.measuredFrom)) return 'unknown';
  return 'idle';
};

const worse = (a: Known | null, b: Known): Known => (a === null || WORST_FIRST.indexOf(b) < WORST_FIRST.indexOf(a) ? b : a);

/** The outcome that the runs of one day show; null where nothing ran. */
const ranOutcome = (slots: readonly Slot[], sessions: readonly Session[], rule: RecoveryRule): Known | null => {
  let worst: Known | null = null;
  // Sessions of a day on which no slot begins are further attempts of an earlier one: they speak for themselves.
  const own = slots.length > 0 ? slots : groupSlots(sessions, rule, (slot) => !isSucceeded(slot));
  for (const { outcome } of own) if (outcome !== worst) worst = worse(worst, outcome);
  return sessions.every(isTerminal) ? worst : worse(worst, 'running');
};

const sessionsOn = (day: Day, window: readonly Session[]): readonly Session[] =>
  window.slice(startingBefore(window, day.from), startingBefore(window, day.to));

const slotsOn = (day: Day, slots: readonly Slot[]): readonly Slot[] =>
  slots.slice(
    headLength(slots, ({ first }) => first.start < day.from),
    headLength(slots, ({ first }) => first.start < day.to),
  );

const hasMissed = (day: Day, missed: readonly Instant[]): boolean => isOn(day, missed[headLength(missed, (instant) => instant < day.from)] ?? null);

/** No run is listed, but one may have been. */
const isUnlisted = (day: Day, { listedUntil }: DayFacts, { cutoff }: Frame): boolean =>
  listedUntil !== null && day.to > listedUntil && day.from < cutoff;

/** The calendar-day outcomes of a job whose sessions are known, over every day of the window. */
export const dayOutcomes = (facts: DayFacts, frame: Frame): readonly JobDay[] => {
  const { window, due, rule } = facts;
  const slots = facts.slots ?? slotsByDay(facts, frame.days);
  return frame.days.map((day) => {
    const sessions = sessionsOn(day, window);
    const ran = ranOutcome(slotsOn(day, slots), sessions, rule);
    const worst = hasMissed(day, due?.missed ?? []) ? worse(ran, 'missed') : ran;
    const known = worst ?? quietOutcome(day, facts, frame);
    return { ...day, outcome: sessions.length === 0 && isUnlisted(day, facts, frame) ? 'unknown' : known, runs: sessions.length };
  });
};

/** A disabled job takes no part: its days say so, and how many runs there were nevertheless. */
export const disabledDays = (window: readonly Session[], frame: Frame): readonly JobDay[] =>
  frame.days.map((day) => ({ ...day, outcome: 'disabled', runs: sessionsOn(day, window).length }));

/** Of a job that could not be collected. */
export const unknownDays = (frame: Frame): readonly JobDay[] =>
  frame.days.map((day) => ({ ...day, outcome: day.from >= frame.cutoff ? 'future' : 'unknown', runs: 0 }));
