import { isTerminal } from './as-of.ts';
import { groupSlots } from './slots.ts';
import type { Slot } from './slots.ts';
import { headLength } from './bounds.ts';
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
};

/** The worst of a day is what the day brought. */
const WORST_FIRST = ['failed', 'missed', 'unknown', 'running', 'recovered', 'warning', 'success'] as const;

const slotOutcome = (slot: Slot): DayOutcome => {
  if (!slot.succeeded) return slot.failed ? 'failed' : 'unknown';
  if (!slot.atOnce) return 'recovered';
  return slot.warned ? 'warning' : 'success';
};

/** Which of the ascending days holds `instant`. */
const dayIndex = (days: readonly Day[], instant: Instant): number => headLength(days, (day) => day.to <= instant);

/** Without a cadence a slot lasts until a recovery point or the end of the day. */
const slotsByDay = ({ window, rule }: DayFacts, days: readonly Day[]): readonly Slot[] =>
  groupSlots(window, rule, (slot, session) => !slot.succeeded && dayIndex(days, session.start) === dayIndex(days, slot.start));

/** Of a day on which nothing ran and nothing is known to be missed. */
const quietOutcome = (day: Day, facts: DayFacts, frame: Frame): DayOutcome => {
  const { due, rpo } = facts;
  if (due !== null && due.pending !== null && due.pending >= day.from && due.pending < day.to) return 'unknown';
  if (day.to > frame.cutoff) return 'future';
  if (due === null || (rpo.leftCensored && day.to <= rpo.measuredFrom)) return 'unknown';
  return 'idle';
};

/** Reads ascending items day by day; each call takes the next day. */
const byDay = <T>(items: readonly T[], instantOf: (item: T) => Instant): ((day: Day, take: (item: T) => void) => void) => {
  let index = 0;
  return (day, take) => {
    for (let item = items[index]; item !== undefined && instantOf(item) < day.to; item = items[++index]) take(item);
  };
};

const startOf = ({ start }: { readonly start: Instant }): Instant => start;

/** The calendar-day outcomes of a job whose sessions are known, over every day of the window. */
export const dayOutcomes = (facts: DayFacts, frame: Frame): readonly JobDay[] => {
  const { window, rule } = facts;
  const sessionsOf = byDay(window, startOf);
  const slotsOf = byDay(facts.slots ?? slotsByDay(facts, frame.days), startOf);
  const missedOf = byDay(facts.due?.missed ?? [], (instant) => instant);
  return frame.days.map((day) => {
    const sessions: Session[] = [];
    const seen = new Set<DayOutcome>();
    sessionsOf(day, (session) => sessions.push(session));
    slotsOf(day, (slot) => seen.add(slotOutcome(slot)));
    // Only further attempts of a slot that began the day before: they speak for themselves.
    if (seen.size === 0) for (const slot of groupSlots(sessions, rule, (last) => !last.succeeded)) seen.add(slotOutcome(slot));
    missedOf(day, () => seen.add('missed'));
    if (!sessions.every(isTerminal)) seen.add('running');
    const outcome = WORST_FIRST.find((candidate) => seen.has(candidate)) ?? quietOutcome(day, facts, frame);
    return { ...day, outcome, runs: sessions.length };
  });
};

const startedOn = (day: Day, window: readonly Session[]): number =>
  headLength(window, ({ start }) => start < day.to) - headLength(window, ({ start }) => start < day.from);

/** A disabled job takes no part: its days say so, and how many runs there were nevertheless. */
export const disabledDays = (window: readonly Session[], frame: Frame): readonly JobDay[] =>
  frame.days.map((day) => ({ ...day, outcome: 'disabled', runs: startedOn(day, window) }));

/** Of a job that could not be collected. */
export const unknownDays = (frame: Frame): readonly JobDay[] =>
  frame.days.map((day) => ({ ...day, outcome: day.from >= frame.cutoff ? 'future' : 'unknown', runs: 0 }));
