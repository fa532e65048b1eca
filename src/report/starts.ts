import { IANAZone } from 'luxon';
import type { Report, ReportJob } from '../model/report.ts';

const HOUR = 3_600_000;
const HOURS = 24;
/** Zones change their offset on full quarters of an hour only. */
const QUARTER = HOUR / 4;

/** Reads the hour of the day in a zone; asks the zone once a quarter of an hour, because asking is slow. */
const hourReader = (timezone: string): ((instant: number) => number) => {
  const zone = IANAZone.create(timezone);
  const offsets = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER);
    let offset = offsets.get(quarter);
    if (offset === undefined) offsets.set(quarter, (offset = zone.offset(quarter * QUARTER)));
    return Math.floor((instant + offset * 60_000) / HOUR) % HOURS;
  };
};

/** How many runs of the period started in each hour of the day, by what they brought. */
export const startsByHour = (jobs: readonly ReportJob[], timezone: string): Report['startsByHour'] => {
  const hours = Array.from({ length: HOURS }, () => ({ success: 0, warning: 0, other: 0 }));
  const hourOf = hourReader(timezone);
  for (const { sessions } of jobs) {
    for (const { start, recoveryPoint, class: kind } of sessions) {
      const hour = hours[hourOf(Date.parse(start))];
      if (hour === undefined) continue;
      if (!recoveryPoint) hour.other += 1;
      else if (kind === 'success') hour.success += 1;
      else hour.warning += 1;
    }
  }
  return hours;
};
