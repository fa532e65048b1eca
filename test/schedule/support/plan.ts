import { readPeriod } from '../../../src/config/period.ts';
import { DAY, type Instant } from '../../../src/model/instant.ts';
import { appointmentKey, type Appointment } from '../../../src/model/scheduled.ts';
import { dueAppointments, type Due, type Plan, type ScheduledTenant } from '../../../src/schedule/due.ts';

export const at = (iso: string): Instant => Date.parse(iso);

export type PlanText = Partial<Omit<Plan, 'tenants'>> & {
  readonly period?: string;
  readonly tenants?: readonly string[];
  readonly since?: Instant;
  /** Of the tenants; the same as the schedule's where not given. */
  readonly zone?: string;
};

/** The calendar is asked again and again for the same instants. */
const remembering = (zone: string, text: string): ScheduledTenant['periodAt'] => {
  const known = new Map<Instant, ReturnType<ScheduledTenant['periodAt']>>();
  return (instant) => {
    const period = known.get(instant) ?? readPeriod(text, { timezone: zone, now: instant });
    known.set(instant, period);
    return period;
  };
};

export const aPlan = ({ period = 'previous-day', tenants = ['contoso'], since = 0, zone, ...more }: PlanText = {}): Plan => {
  const rule = { name: 'daily', cron: '0 6 * * *', timezone: 'UTC', settle: 0, catchUp: 35 * DAY, jitter: 0, ...more };
  const periodAt = remembering(zone ?? rule.timezone, period);
  return { ...rule, tenants: tenants.map((id) => ({ id, since, periodAt })) };
};

/** What has been done, by whoever asks at these instants and does at once what is due. */
export const doneAt = (plans: readonly Plan[], ticks: readonly Instant[]): readonly (Due & { readonly doneAt: Instant })[] => {
  const taken = new Set<string>();
  const isTaken = (appointment: Appointment): boolean => taken.has(appointmentKey(appointment));
  return ticks.flatMap((now) => {
    const due = dueAppointments(plans, { now, isTaken });
    due.forEach((each) => taken.add(appointmentKey(each)));
    return due.map((each) => ({ ...each, doneAt: now }));
  });
};

/** Ticks from `from` until `to` is reached, at steps that come round again. */
export const ticksFrom = (from: Instant, to: Instant, steps: readonly number[]): readonly Instant[] => {
  const ticks = [from];
  for (let count = 0, now = from; now < to; count += 1) ticks.push((now += steps[count % steps.length] ?? 1));
  return ticks;
};
