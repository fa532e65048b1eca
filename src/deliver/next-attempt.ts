import { HOUR, MINUTE, type Instant } from '../model/instant.ts';

/** How long after an attempt that was put off the next one may begin. */
const FIRST_WAIT = 5 * MINUTE;
const LONGEST_WAIT = 6 * HOUR;

/** How long after the first attempt one that is put off is the last. */
export const GIVE_UP_AFTER = 48 * HOUR;

/**
 * When a mail that was put off may be tried again: after 5, 10, 20 … minutes, at most 6 hours. Null: it has been tried for two
 * days. `attempt`: how many there have been.
 */
export const nextAttemptAt = (attempt: number, firstAttemptAt: Instant, now: Instant): Instant | null =>
  now - firstAttemptAt >= GIVE_UP_AFTER ? null : now + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempt - 1, 30));
