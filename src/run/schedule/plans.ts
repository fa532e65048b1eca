import type { Agenda, AppointmentEntry } from '../../archive/agenda.ts';
import type { Config, Schedule, TenantConfig } from '../../config/config.ts';
import { globTest } from '../../config/glob.ts';
import { readPeriod } from '../../config/period.ts';
import type { Instant } from '../../model/instant.ts';
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

/** The configured schedules with those of `tenants` that they are for. One that the archive has not heard of begins now. */
export const plansOf = async (
  { schedules }: Pick<Config, 'schedules'>,
  tenants: readonly TenantConfig[],
  agenda: Agenda,
  now: Instant,
): Promise<readonly Plan[]> => {
  const pairs = schedules.map((schedule) => ({ schedule, own: tenantsOf(schedule, tenants) }));
  const following = pairs.flatMap(({ schedule, own }) =>
    own.map(({ id }) => ({ schedule: schedule.name, tenantId: id, definition: definitionOf(schedule) })),
  );
  const followed = await agenda.follow(following, now);
  const since = new Map(followed.map((each) => [JSON.stringify([each.schedule, each.tenantId]), each.since]));
  return pairs.map(({ schedule: { name, cron, timezone, period, settle, catchUp, jitter }, own }) => ({
    name,
    cron,
    timezone,
    settle,
    catchUp,
    jitter,
    tenants: own.map(({ id, timezone: zone }) => ({
      id,
      since: since.get(JSON.stringify([name, id])) ?? now,
      periodAt: (instant: Instant) => readPeriod(period, { timezone: zone, now: instant }),
    })),
  }));
};

const isOpen = ({ state, nextAttemptAt, claimedUntil, owner }: AppointmentEntry, now: Instant): boolean => {
  if (state === 'waiting') return nextAttemptAt !== null && nextAttemptAt <= now;
  return state === 'running' && (claimedUntil <= now || isGone(owner));
};

/** What became of the appointments, as far as it decides on what is due. */
export const questionAt = async (plans: readonly Plan[], agenda: Agenda, now: Instant): Promise<DueQuestion> => {
  const reach = Math.max(0, ...plans.map(({ settle, catchUp, jitter }) => settle + catchUp + jitter));
  const known = new Map((await agenda.list(now - reach)).map((entry) => [appointmentKey(entry), entry]));
  const isTaken: DueQuestion['isTaken'] = (appointment) => {
    const entry = known.get(appointmentKey(appointment));
    return entry !== undefined && !isOpen(entry, now);
  };
  return { now, isTaken };
};
