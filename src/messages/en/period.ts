import { DateTime } from 'luxon';
import type { Instant } from '../../model/instant.ts';
import type { Period, PeriodUnit } from '../../model/period.ts';

const at = (instant: Instant, zone: string) => DateTime.fromMillis(instant, { zone, locale: 'en-GB' });

const range = ({ from, to, timezone }: Period): string => {
  const first = at(from, timezone);
  const last = at(to, timezone).minus({ milliseconds: 1 });
  if (first.hasSame(last, 'day')) return first.toFormat('d LLLL yyyy');
  if (first.hasSame(last, 'month')) return `${first.toFormat('d')} to ${last.toFormat('d LLLL yyyy')}`;
  if (first.hasSame(last, 'year')) return `${first.toFormat('d LLLL')} to ${last.toFormat('d LLLL yyyy')}`;
  return `${first.toFormat('d LLLL yyyy')} to ${last.toFormat('d LLLL yyyy')}`;
};

/** `October 2026`, `Week 44 of 2026`, `Q3 2026`, `1 to 14 October 2026`. */
export const periodLabel = (period: Period): string => {
  const first = at(period.from, period.timezone);
  if (period.unit === 'month') return first.toFormat('LLLL yyyy');
  if (period.unit === 'week') return `Week ${first.toFormat('W')} of ${first.toFormat('kkkk')}`;
  if (period.unit === 'quarter') return `Q${first.toFormat('q')} ${first.toFormat('yyyy')}`;
  return period.unit === 'year' ? first.toFormat('yyyy') : range(period);
};

export type PeriodTick = { readonly name: string; readonly year: string };

/** The name of a period under a chart, `Oct`, `W44`, `Q3`, `1 Oct`, and the year that stands below it; empty where it is the name. */
export const periodTick = (unit: PeriodUnit, from: string, zone: string): PeriodTick => {
  const first = at(Date.parse(from), zone);
  if (unit === 'year') return { name: first.toFormat('yyyy'), year: '' };
  if (unit === 'week') return { name: `W${first.toFormat('W')}`, year: first.toFormat('kkkk') };
  const name = unit === 'month' ? first.toFormat('LLL') : unit === 'quarter' ? `Q${first.toFormat('q')}` : first.toFormat('d LLL');
  return { name, year: first.toFormat('yyyy') };
};
