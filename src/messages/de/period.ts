import { DateTime } from 'luxon';
import type { Instant } from '../../model/instant.ts';
import type { Period, PeriodUnit } from '../../model/period.ts';
import type { PeriodTick } from '../en/period.ts';

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

/** `Okt`, `KW44`, `Q3`, `1. Okt`. */
export const periodTick = (unit: PeriodUnit, from: string, zone: string): PeriodTick => {
  const first = at(Date.parse(from), zone);
  if (unit === 'year') return { name: first.toFormat('yyyy'), year: '' };
  if (unit === 'week') return { name: `KW${first.toFormat('W')}`, year: first.toFormat('kkkk') };
  const month = first.toFormat('LLL').replace('.', '');
  const name = unit === 'month' ? month : unit === 'quarter' ? `Q${first.toFormat('q')}` : `${first.toFormat('d.')} ${month}`;
  return { name, year: first.toFormat('yyyy') };
};
