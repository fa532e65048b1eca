import type { Instant } from '../model/instant.ts';
import type { Period } from '../model/period.ts';
import type { Appointment } from '../model/scheduled.ts';
import { lastTimes, nextTime, type CronRule } from './cron-times.ts';
import { placeOf } from './spread.ts';

export type ScheduledTenant = {
  readonly id: string;
  /** Since when the schedule is known to be this tenant's: what would have been due before was not missed. */
  readonly since: Instant;
  /** The period to report, seen from an instant, in the zone of the tenant. */
  readonly periodAt: (instant: Instant) => Period;
};

/** A schedule with its tenants. Lengths in milliseconds. */
export type Plan = CronRule & {
  readonly name: string;
  readonly settle: number;
  readonly catchUp: number;
  readonly jitter: number;
  readonly tenants: readonly ScheduledTenant[];
};

export type Due = Appointment & {
  readonly period: Period;
  /** Until then a run of the period may still be on its way, and a report would be provisional. */
  readonly settledAt: Instant;
  /** When it can begin: not before its instant, nor before the period has settled. */
  readonly startsAt: Instant;
  /** From when on it is given up. */
  readonly endsAt: Instant;
};

export type DueQuestion = {
  readonly now: Instant;
  /** Whether it was made, is being made, or waits for another attempt: then it is not due. */
  readonly isTaken: (appointment: Appointment) => boolean;
};

/** Looked at of each schedule, the newest: sooner or later the oldest are too old in any case. */
const MOST_TIMES = 1000;

const dueAt = ({ name, settle, catchUp, jitter }: Plan, { id, periodAt }: ScheduledTenant, instant: Instant): Due => {
  const period = periodAt(instant);
  const settledAt = period.to + settle;
  const startsAt = Math.max(instant, settledAt) + placeOf(name, id, jitter);
  return { schedule: name, tenantId: id, instant, period, settledAt, startsAt, endsAt: startsAt + catchUp };
};

/** Of all instants of one period the newest alone: after an outage each period is made up for once. */
const dueOf = (plan: Plan, tenant: ScheduledTenant, times: readonly Instant[], { now, isTaken }: DueQuestion): Due[] => {
  const seen = new Set<string>();
  return times.flatMap((instant) => {
    if (instant < tenant.since) return [];
    const due = dueAt(plan, tenant, instant);
    if (now < due.startsAt || now >= due.endsAt || seen.has(due.period.key)) return [];
    seen.add(due.period.key);
    return isTaken(due) ? [] : [due];
  });
};

const earliestOf = (tenants: readonly ScheduledTenant[]): Instant => Math.min(...tenants.map(({ since }) => since));

const timesUntil = (plan: Plan, now: Instant): readonly Instant[] => {
  // No period ends after the instant that it is seen from, so nothing older can still be due.
  const reach = now - plan.settle - plan.jitter - plan.catchUp;
  return lastTimes(plan, { from: Math.max(reach, earliestOf(plan.tenants)), to: now }, MOST_TIMES);
};

const byTurn = (a: Due, b: Due): number => a.startsAt - b.startsAt || (a.tenantId < b.tenantId ? -1 : 1);

/** Of each tenant the first, then of each the second: one that has missed much does not keep the others waiting. */
const inTurns = (tenants: readonly (readonly Due[])[]): readonly Due[] => {
  const rounds = Math.max(0, ...tenants.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => tenants.flatMap((list) => list[round] ?? []).toSorted(byTurn)).flat();
};

/**
 * Everything that is to be done at `now`, in the order in which it is to be begun: of each tenant the newest first. Pure: whoever
 * asks at any instants, however far apart, is told each appointment until it is taken or given up, but not those of a period for
 * which there is a newer one.
 */
export const dueAppointments = (plans: readonly Plan[], question: DueQuestion): readonly Due[] => {
  const all = plans.flatMap((plan) => {
    if (plan.tenants.length === 0) return [];
    const times = timesUntil(plan, question.now);
    return plan.tenants.flatMap((tenant) => dueOf(plan, tenant, times, question));
  });
  const byTenant = [...Map.groupBy(all, ({ tenantId }) => tenantId).values()];
  return inTurns(byTenant.map((list) => list.toSorted((a, b) => b.instant - a.instant)));
};

/** What of a schedule can begin next, for each tenant: what waits for its period to settle, or else what the calendar brings. */
export const comingAppointments = (plan: Plan, { now, isTaken }: DueQuestion): readonly Due[] => {
  const waiting = lastTimes(plan, { from: now - plan.settle - plan.jitter, to: now }, MOST_TIMES);
  const next = nextTime(plan, now);
  const times = [...waiting.toReversed(), ...(next === null ? [] : [next])];
  return plan.tenants.flatMap((tenant) => {
    const found = times
      .filter((instant) => instant >= tenant.since)
      .map((instant) => dueAt(plan, tenant, instant))
      .find((due) => due.startsAt > now && !isTaken(due));
    return found ?? [];
  });
};
