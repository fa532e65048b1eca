import type { Agenda, AppointmentEntry } from '../../archive/agenda.ts';
import type { Config, Schedule, TenantConfig } from '../../config/config.ts';
import { globTest } from '../../config/glob.ts';
import { readPeriod } from '../../config/period.ts';
import type { Instant } from '../../model/instant.ts';
import type { Period } from '../../model/period.ts';
import { appointmentKey } from '../../model/scheduled.ts';
import { sha256 } from '../../model/sha256.ts';
import type { DueQuestion, Plan } from '../../schedule/due.ts';
import { isGone } from '../outbox/owner.ts';

/** What makes it another schedule, although its name is the same. */
const definitionOf = ({ cron, timezone, period }: Schedule): string => sha256(JSON.stringify([cron, timezone, period]));

const tenantsOf = ({ tenants: globs }: Schedule, tenants: readonly TenantConfig[]): readonly TenantConfig[] => {
  const tests = globs.map(globTest);
  return tenants.filter(({ id }) => tests.some((test) => test(id)));
};

/** More instants than any schedule is looked back over; a service that runs for years forgets the oldest with all others. */
const MOST_KNOWN = 5000;

/** The calendar is asked for the same instants again and again, by a thousand tenants that share a zone. */
const calendarOf = (text: string): ((timezone: string) => (instant: Instant) => Period) => {
  const known = new Map<string, Period>();
  return (timezone) => (now) => {
    const key = `${timezone} ${String(now)}`;
    const period = known.get(key) ?? readPeriod(text, { timezone, now });
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, period);
    return period;
  };
};

/** The configured schedules with those of `tenants` that they are for. One that the archive has not heard of begins now. */
export const plansOf = async (
  { schedules }: Pick<Config, 'schedules'>,
  tenants: readonly TenantConfig[],
  agenda: Pick<Agenda, 'follow'>,
  now: Instant,
): Promise<readonly Plan[]> => {
  const pairs = schedules.map((schedule) => ({ schedule, own: tenantsOf(schedule, tenants) }));
  const following = pairs.flatMap(({ schedule, own }) =>
    own.map(({ id }) => ({ schedule: schedule.name, tenantId: id, definition: definitionOf(schedule) })),
  );
  const followed = await agenda.follow(following, now);
  const since = new Map(followed.map((each) => [JSON.stringify([each.schedule, each.tenantId]), each.since]));
  return pairs.map(({ schedule: { name, cron, timezone, period, settle, catchUp, jitter }, own }) => {
    const periodIn = calendarOf(period);
    const sinceOf = (id: string): Instant => since.get(JSON.stringify([name, id])) ?? now;
    const tenantsOfPlan = own.map(({ id, timezone: zone }) => ({ id, since: sinceOf(id), periodAt: periodIn(zone) }));
    return { name, cron, timezone, settle, catchUp, jitter, tenants: tenantsOfPlan };
  });
};

const isOpen = ({ state, nextAttemptAt, claimedUntil, owner }: AppointmentEntry, now: Instant): boolean => {
  if (state === 'waiting') return nextAttemptAt !== null && nextAttemptAt <= now;
  return state === 'running' && (claimedUntil <= now || isGone(owner));
};

/** What became of the appointments, as far as it decides on what is due. */
export const questionAt = async (plans: readonly Plan[], agenda: Pick<Agenda, 'list'>, now: Instant): Promise<DueQuestion> => {
  const reach = Math.max(0, ...plans.map(({ settle, catchUp, jitter }) => settle + catchUp + jitter));
  const known = new Map((await agenda.list(now - reach)).map((entry) => [appointmentKey(entry), entry]));
  const isTaken: DueQuestion['isTaken'] = (appointment) => {
    const entry = known.get(appointmentKey(appointment));
    return entry !== undefined && !isOpen(entry, now);
  };
  return { now, isTaken };
};
