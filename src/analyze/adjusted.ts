import { isTerminal } from './as-of.ts';
import { coveredLength, holds, totalLength, unionWithin } from './intervals.ts';
import type { Interval } from './intervals.ts';
import { ratioOf } from './ratio.ts';
import { countRuns, successRates } from './runs.ts';
import { isSucceeded, slotsOf } from './slots.ts';
import type { Slot } from './slots.ts';
import { successOf } from './success.ts';
import { jobTargetsMet, jobVerdict } from './verdict.ts';
import type { Adjusted, Completeness, Rpo, Slots } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { Job } from '../model/job.ts';
import type { JobPolicy, Waiver } from '../model/policy.ts';
import type { Session } from '../model/session.ts';

/** A job's raw result, out of which waived time is taken. */
export type RawResult = {
  readonly job: Job;
  readonly policy: JobPolicy;
  readonly completeness: Completeness;
  readonly rpo: Rpo;
  readonly window: readonly Session[];
  readonly slots: readonly Slot[] | null;
  readonly missed: readonly Instant[];
};

const adjustedSlots = ({ slots, missed }: RawResult, waived: readonly Interval[]): Slots | null => {
  if (slots === null) return null;
  const due = slots.filter(({ first }) => !holds(waived, first.start));
  return slotsOf(due, missed.filter((instant) => !holds(waived, instant)).length);
};

/** Whether a waiver excuses anything: part of a gap, a missed run, or a run (without a cadence: a finished session) that brought nothing. */
const excuses = ({ rpo, slots, missed, window }: RawResult, waiver: Interval): boolean => {
  const covers = (instant: Instant): boolean => holds([waiver], instant);
  if (rpo.gaps.some((gap) => coveredLength([waiver], gap) > 0) || missed.some(covers)) return true;
  return slots === null
    ? window.some((session) => isUnsuccessful(session) && covers(session.start))
    : slots.some((slot) => !isSucceeded(slot) && covers(slot.first.start));
};

const isUnsuccessful = (session: Session): boolean => isTerminal(session) && session.statusClass !== 'success' && session.statusClass !== 'warning';

/** The result without the waived time; null when no waiver excuses anything of an enabled job. */
export const adjustedOf = (raw: RawResult, waivers: readonly Waiver[]): Adjusted | null => {
  const { job, policy, completeness, rpo, window } = raw;
  const bounds = { from: rpo.measuredFrom, to: rpo.measuredTo };
  const applied = job.enabled ? waivers.filter((waiver) => excuses(raw, waiver)) : [];
  if (applied.length === 0) return null;
  const waived = unionWithin(applied, bounds);
  const measured = rpo.measured - totalLength(waived);
  const compliant = measured - rpo.gaps.reduce((sum, gap) => sum + gap.to - gap.from - coveredLength(waived, gap), 0);
  const ratio = ratioOf(compliant, measured);
  const slots = adjustedSlots(raw, waived);
  const { lenient } = successRates(countRuns(window.filter(({ start }) => !holds(waived, start))));
  const success = successOf(slots, lenient);
  const met = jobTargetsMet(job.enabled, completeness, { rpo: ratio, success: success.ratio }, policy);
  const verdict = jobVerdict(job.enabled, met);
  return { measured, compliant, ratio, slots, success, verdict, waiverIds: applied.map(({ id }) => id) };
};
