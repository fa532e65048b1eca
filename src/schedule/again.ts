import { HOUR, MINUTE, type Instant } from '../model/instant.ts';

const FIRST_WAIT = 5 * MINUTE;
const LONGEST_WAIT = 6 * HOUR;

/**
 * When a report that could not be made is tried again: after 5, 10, 20 … minutes, at most 6 hours. Null: by then it is given up.
 * `attempt`: how many there have been.
 */
export const againAt = (attempt: number, now: Instant, endsAt: Instant): Instant | null => {
  const next = now + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempt - 1, 30));
  return next < endsAt ? next : null;
};
