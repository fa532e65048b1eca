import { IANAZone } from 'luxon';
import { DAY, MINUTE, type Instant } from '../model/instant.ts';

/** A calendar day without a zone, as the instant of its midnight in UTC. */
export type CalendarDay = number;

const offsetAt = (zone: IANAZone, instant: Instant): number => Math.round(zone.offset(instant) * MINUTE);

/** The first instant at which the zone's offset is no longer what it was at `from`; there is one up to `to`. */
const transition = (zone: IANAZone, from: Instant, to: Instant): Instant => {
  const before = offsetAt(zone, from);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
};

/**
 * The first instant whose local time is at or after `local` (a local time written as if it were UTC).
 * Where a change of the clock skips that time it is the change itself, where it comes twice the first one.
 */
export const firstInstantAt = (local: number, timezone: string): Instant => {
  const zone = IANAZone.create(timezone);
  const early = local - 26 * 60 * MINUTE;
  const late = local + 26 * 60 * MINUTE;
  const before = offsetAt(zone, early);
  const after = offsetAt(zone, late);
  if (before === after) return local - before;
  const change = transition(zone, early, late);
  return local - before < change ? local - before : Math.max(change, local - after);
};

/** The instant at which a calendar day begins in the zone. */
export const midnight = (day: CalendarDay, timezone: string): Instant => firstInstantAt(day, timezone);

/** The calendar day on which an instant falls in the zone. */
export const dayOf = (instant: Instant, timezone: string): CalendarDay => {
  const local = instant + offsetAt(IANAZone.create(timezone), instant);
  return local - (((local % DAY) + DAY) % DAY);
};

export const isTimezone = (text: string): boolean => IANAZone.isValidZone(text) && !/^[+-]/.test(text);
