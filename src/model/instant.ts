/** Milliseconds since 1970-01-01T00:00:00Z. Every instant inside the program has this form. */
export type Instant = number;

/** `YYYY-MM-DDTHH:mm:ss.sssZ`, the only form in which an instant is written to a file. */
export const toIso = (instant: Instant): string => new Date(instant).toISOString();

export const toIsoOrNull = (instant: Instant | null): string | null => (instant === null ? null : toIso(instant));

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
