import { DateTime, Duration } from 'luxon';
import { UsageError } from '../errors.ts';
import { toIso, type Instant } from '../model/instant.ts';

/** `m` alone is a minute everywhere else, so a month is `mo` or `M`. */
const KEEP = /^P?(?:(\d{1,3})[yY])?(?:(\d{1,4})(?:mo|M))?(?:(\d{1,4})[wW])?(?:(\d{1,5})[dD])?$/;

const HINT = 'Write a number of years, months, weeks or days: 7y, 18mo, 100w, 400d, or 1y6mo.';

/**
 * The instant before which nothing is kept any more, seen from `now`: `7y` is the same day of the calendar seven years ago, in
 * the zone. Throws UsageError where the text is no such length.
 */
export const readKeep = (text: string, { timezone, now }: { readonly timezone: string; readonly now: Instant }): Instant => {
  const read = KEEP.exec(text);
  const [years, months, weeks, days] = (read ?? []).slice(1).map((part: string | undefined) => Number(part ?? 0));
  if (read === null || read.slice(1).every((part: string | undefined) => part === undefined))
    throw new UsageError('bad-keep', `--keep does not understand ${JSON.stringify(text)}.`, { hint: HINT });
  const length = Duration.fromObject({ years: years ?? 0, months: months ?? 0, weeks: weeks ?? 0, days: days ?? 0 });
  return DateTime.fromMillis(now, { zone: timezone }).minus(length).toMillis();
};

/** Refuses a length that would take away what every report still looks back on. `least` in milliseconds. */
export const checkKeep = (text: string, before: Instant, { now, least }: { readonly now: Instant; readonly least: number }): void => {
  if (before <= now - least) return;
  throw new UsageError('keep-too-short', `--keep ${text} would forget all from before ${toIso(before)}, and that is too much.`, {
    hint: `Reports look back ${Math.round(least / 86_400_000)} days before their period, to know the rhythm of each job: keep at least so long.`,
  });
};
