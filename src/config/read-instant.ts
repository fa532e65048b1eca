import { DateTime } from 'luxon';
import { UsageError } from '../errors.ts';
import { toIso, type Instant } from '../model/instant.ts';
import { firstInstantAt } from './midnight.ts';
import type { PeriodContext } from './period.ts';

const FORM = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** An instant with `Z` or an offset, or a local date or date-time of the zone. Null: it is neither. */
export const parseInstant = (text: string, timezone: string): Instant | null => {
  const form = FORM.exec(text.trim());
  if (form === null) return null;
  const read = DateTime.fromISO(text.trim().toUpperCase().replace(' ', 'T'), { zone: 'utc' });
  if (!read.isValid) return null;
  return form[1] === undefined ? firstInstantAt(read.toMillis(), timezone) : read.toMillis();
};

/** `--as-of`. Throws UsageError where the text is no instant, or is later than `now`. */
export const readInstant = (text: string, { timezone, now }: PeriodContext): Instant => {
  const instant = parseInstant(text, timezone);
  const hint = `Write it as 2026-11-02T05:00:00Z, with an offset such as +01:00, or as a local time in ${timezone}.`;
  if (instant === null) throw new UsageError('bad-instant', `${JSON.stringify(text)} is not an instant.`, { hint });
  if (instant <= now) return instant;
  throw new UsageError('future-instant', `${toIso(instant)} is later than now (${toIso(now)}); nobody knows yet how things stand then.`, { hint });
};
