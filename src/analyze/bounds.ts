import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

/** The index of the first of the ascending `values` that `fits` no longer holds for; `fits` holds for a head of them. */
export const headLength = <T>(values: readonly T[], fits: (value: T) => boolean): number => {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle];
    if (value !== undefined && fits(value)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** How many sessions start before `instant`. Sessions ascend by start. */
export const startingBefore = (sessions: readonly Session[], instant: Instant): number => headLength(sessions, (session) => session.start < instant);

/** How many sessions start at `instant` or before. Sessions ascend by start. */
export const startingUpTo = (sessions: readonly Session[], instant: Instant): number => headLength(sessions, (session) => session.start <= instant);
