import { DateTime } from 'luxon';
import type { Day } from '../model/analysis.ts';
import type { Period } from '../model/period.ts';

/** Every calendar day that the window touches, in its zone. A day may have 23, 24 or 25 hours. */
export const calendarDays = (period: Period): Day[] => {
  const days: Day[] = [];
  let day = DateTime.fromMillis(period.from, { zone: period.timezone }).startOf('day');
  while (day.toMillis() < period.to) {
    // A zone may skip midnight: the day then begins with its first instant, which startOf finds.
    const next = day.plus({ days: 1 }).startOf('day');
    days.push({ date: day.toFormat('yyyy-MM-dd'), from: day.toMillis(), to: next.toMillis() });
    day = next;
  }
  return days;
};
