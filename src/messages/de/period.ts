import { DateTime } from 'luxon';
import type { Instant } from '../../model/instant.ts';
import type { Period } from '../../model/period.ts';

const at = (instant: Instant, zone: string) => DateTime.fromMillis(instant, { zone, locale: 'de-DE' });

const range = ({ from, to, timezone }: Period): string => {
  const first = at(from, timezone);
  const last = at(to, timezone).minus({ milliseconds: 1 });
  if (first.hasSame(last, 'day')) return first.toFormat('d. LLLL yyyy');
  if (first.hasSame(last, 'month')) return `${first.toFormat('d.')} bis ${last.toFormat('d. LLLL yyyy')}`;
  if (first.hasSame(last, 'year')) return `${first.toFormat('d. LLLL')} bis ${last.toFormat('d. LLLL yyyy')}`;
  return `${first.toFormat('d. LLLL yyyy')} bis ${last.toFormat('d. LLLL yyyy')}`;
};

/** `Oktober 2026`, `KW 44 2026`, `3. Quartal 2026`, `1. bis 14. Oktober 2026`. */
export const periodLabel = (period: Period): string => {
  const first = at(period.from, period.timezone);
  if (period.unit === 'month') return first.toFormat('LLLL yyyy');
  if (period.unit === 'week') return `KW ${first.toFormat('W')} ${first.toFormat('kkkk')}`;
  if (period.unit === 'quarter') return `${first.toFormat('q')}. Quartal ${first.toFormat('yyyy')}`;
  return period.unit === 'year' ? first.toFormat('yyyy') : range(period);
};
