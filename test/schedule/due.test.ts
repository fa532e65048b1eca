import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, toIso } from '../../src/model/instant.ts';
import type { Appointment } from '../../src/model/scheduled.ts';
import { comingAppointments, dueAppointments } from '../../src/schedule/due.ts';
import { aPlan, at, doneAt, ticksFrom, type PlanText } from './support/plan.ts';

const nothingTaken = () => false;

/** Instants and periods of a schedule in a stretch, as a service sees them that asks every three hours. */
const calendar = (plan: PlanText, from: string, to: string): readonly string[] =>
  doneAt([aPlan({ since: at(from), ...plan })], ticksFrom(at(from), at(to), [3 * HOUR])).map(
    ({ instant, period }) => `${toIso(instant).slice(0, 16)} ${period.key}`,
  );

describe('the period follows from the scheduled instant', () => {
  it('in Berlin, where the last Sunday of March leaves an hour out and that of October has one twice', () => {
    const daily = { cron: '30 2 * * *', timezone: 'Europe/Berlin' };
    expect(calendar(daily, '2026-03-27T12:00Z', '2026-03-30T12:00Z')).toEqual([
      '2026-03-28T01:30 2026-03-27',
      '2026-03-29T01:00 2026-03-28',
      '2026-03-30T00:30 2026-03-29',
    ]);
    expect(calendar(daily, '2026-10-24T12:00Z', '2026-10-26T12:00Z')).toEqual(['2026-10-25T00:30 2026-10-24', '2026-10-26T01:30 2026-10-25']);
  });

  it('in New York', () => {
    const daily = { cron: '30 1 * * *', timezone: 'America/New_York' };
    expect(calendar(daily, '2026-03-07T12:00Z', '2026-03-09T12:00Z')).toEqual(['2026-03-08T06:30 2026-03-07', '2026-03-09T05:30 2026-03-08']);
    expect(calendar(daily, '2026-10-31T12:00Z', '2026-11-02T12:00Z')).toEqual(['2026-11-01T05:30 2026-10-31', '2026-11-02T06:30 2026-11-01']);
    expect(calendar({ ...daily, cron: '15 2 * * *' }, '2026-03-07T12:00Z', '2026-03-09T12:00Z')).toEqual([
      '2026-03-08T07:00 2026-03-07',
      '2026-03-09T06:15 2026-03-08',
    ]);
  });

  it('on Lord Howe Island, where the clock moves by half an hour', () => {
    const daily = { cron: '15 2 * * *', timezone: 'Australia/Lord_Howe' };
    expect(calendar(daily, '2026-10-02T12:00Z', '2026-10-04T20:00Z')).toEqual([
      '2026-10-02T15:45 2026-10-02',
      '2026-10-03T15:30 2026-10-03',
      '2026-10-04T15:15 2026-10-04',
    ]);
    expect(calendar({ ...daily, cron: '45 1 * * *' }, '2026-04-03T12:00Z', '2026-04-05T20:00Z')).toEqual([
      '2026-04-03T14:45 2026-04-03',
      '2026-04-04T14:45 2026-04-04',
      '2026-04-05T15:15 2026-04-05',
    ]);
  });

  it('in Kolkata, where it never moves', () => {
    const monthly = { cron: '0 6 1 * *', timezone: 'Asia/Kolkata', period: 'previous-month' };
    expect(calendar(monthly, '2026-09-15T00:00Z', '2026-11-15T00:00Z')).toEqual(['2026-10-01T00:30 2026-09', '2026-11-01T00:30 2026-10']);
  });

  it('at the ends of months, on leap days, and on the nearest working day', () => {
    const zone = { timezone: 'Europe/Berlin', period: 'last-7-days' };
    expect(calendar({ ...zone, cron: '0 22 L * *' }, '2028-01-15T00:00Z', '2028-04-15T00:00Z')).toEqual([
      '2028-01-31T21:00 2028-01-24_2028-01-31',
      '2028-02-29T21:00 2028-02-22_2028-02-29',
      '2028-03-31T20:00 2028-03-24_2028-03-31',
    ]);
    expect(calendar({ ...zone, cron: '0 6 29 2 *', period: 'previous-month' }, '2027-12-01T00:00Z', '2028-12-01T00:00Z')).toEqual([
      '2028-02-29T05:00 2028-01',
    ]);
    expect(calendar({ ...zone, cron: '0 6 1W * *', period: 'previous-month' }, '2026-07-15T00:00Z', '2026-09-15T00:00Z')).toEqual([
      '2026-08-03T04:00 2026-07',
      '2026-09-01T04:00 2026-08',
    ]);
    expect(calendar({ ...zone, cron: '0 6 * * MON-FRI', period: 'previous-day' }, '2026-10-01T12:00Z', '2026-10-06T12:00Z')).toEqual([
      '2026-10-02T04:00 2026-10-01',
      '2026-10-05T04:00 2026-10-04',
      '2026-10-06T04:00 2026-10-05',
    ]);
  });

  it('in the zone of the tenant, whatever the zone of the schedule', () => {
    const monthly = { cron: '0 0 1 * *', timezone: 'Europe/Berlin', zone: 'America/New_York', period: 'previous-month' };
    expect(calendar(monthly, '2026-10-15T00:00Z', '2026-11-15T00:00Z')).toEqual(['2026-10-31T23:00 2026-09']);
  });

  it('and not from when it is made, however late', () => {
    const plan = aPlan({ cron: '0 6 1 * *', period: 'previous-month', since: at('2026-10-01T00:00Z') });
    expect(doneAt([plan], [at('2026-12-03T09:00Z')]).map(({ period }) => period.key)).toEqual(['2026-11', '2026-10']);
  });
});

describe('when it begins', () => {
  const monthly = { cron: '0 6 1 * *', timezone: 'Europe/Berlin', period: 'previous-month', since: at('2026-10-02T00:00Z') };
  const due = (plan: PlanText, now: string) => dueAppointments([aPlan({ ...monthly, ...plan })], { now: at(now), isTaken: nothingTaken });

  it('is not before the period has settled', () => {
    const settle = { settle: 12 * HOUR };
    expect(due(settle, '2026-11-01T10:59:59Z')).toEqual([]);
    expect(due(settle, '2026-11-01T11:00:00Z')).toMatchObject([{ instant: at('2026-11-01T05:00Z'), startsAt: at('2026-11-01T11:00Z') }]);
    expect(due({ ...settle, cron: '0 6 2 * *', catchUp: DAY }, '2026-11-02T05:00:00Z')).toMatchObject([{ startsAt: at('2026-11-02T05:00Z') }]);
  });

  it('is given up after a while, counted from when it could begin', () => {
    expect(due({ settle: 12 * HOUR, catchUp: 7 * DAY }, '2026-11-08T10:59:59Z')).toHaveLength(1);
    expect(due({ settle: 12 * HOUR, catchUp: 7 * DAY }, '2026-11-08T11:00:00Z')).toEqual([]);
  });

  it('is never for what was due before the schedule was known', () => {
    expect(due({ since: at('2026-11-01T05:00:00.001Z') }, '2026-11-01T06:00:00Z')).toEqual([]);
    expect(due({ since: at('2026-11-01T05:00:00Z') }, '2026-11-01T06:00:00Z')).toHaveLength(1);
  });

  it('is spread over the tenants, each always at the same place', () => {
    const tenants = Array.from({ length: 60 }, (_, index) => `tenant-${String(index)}`);
    const jitter = 2 * HOUR;
    const begins = (ids: readonly string[]) =>
      new Map(due({ tenants: ids, jitter }, '2026-11-01T08:00:00Z').map(({ tenantId, startsAt, instant }) => [tenantId, startsAt - instant]));
    const all = begins(tenants);
    expect(all.size).toBe(60);
    expect(begins(tenants.slice(7, 9))).toEqual(new Map(tenants.slice(7, 9).map((id) => [id, all.get(id)])));
    const quarters = Object.groupBy(all.values(), (after) => Math.floor(after / (jitter / 4)));
    expect(Object.keys(quarters)).toEqual(['0', '1', '2', '3']);
    expect(Math.min(...Object.values(quarters).map((each) => each?.length ?? 0))).toBeGreaterThan(5);
  });

  it('is told in advance: what waits for its period to settle first, then what the calendar brings', () => {
    const plan = aPlan({ ...monthly, settle: 12 * HOUR, tenants: ['a', 'b'] });
    const next = (now: string, isTaken: (due: Appointment) => boolean = nothingTaken) =>
      comingAppointments(plan, { now: at(now), isTaken }).map(({ tenantId, startsAt }) => `${tenantId} ${toIso(startsAt).slice(0, 16)}`);
    expect(next('2026-10-20T00:00:00Z')).toEqual(['a 2026-11-01T11:00', 'b 2026-11-01T11:00']);
    expect(next('2026-11-01T08:00:00Z')).toEqual(['a 2026-11-01T11:00', 'b 2026-11-01T11:00']);
    expect(next('2026-11-01T11:00:00Z')).toEqual(['a 2026-12-01T11:00', 'b 2026-12-01T11:00']);
    expect(next('2026-11-01T08:00:00Z', ({ tenantId, instant }) => tenantId === 'a' && instant < at('2026-11-02T00:00Z'))).toEqual([
      'a 2026-12-01T11:00',
      'b 2026-11-01T11:00',
    ]);
  });
});

describe('after an outage', () => {
  it('each missed period is made up for once, the newest first, and only as far back as wanted', () => {
    const plan = aPlan({ cron: '0 6 * * *', period: 'previous-day', catchUp: 4 * DAY, since: at('2026-09-01T00:00Z') });
    const now = at('2026-10-20T09:00Z');
    expect(doneAt([plan], [now, now, now + 1]).map(({ period }) => period.key)).toEqual(['2026-10-19', '2026-10-18', '2026-10-17', '2026-10-16']);
  });

  it('a period that was due several times counts once, and never again', () => {
    const plan = aPlan({ cron: '0 6 * * *', period: 'previous-month', since: at('2026-10-05T00:00Z') });
    const made = doneAt([plan], [at('2026-10-20T09:00Z'), at('2026-10-20T09:01Z'), at('2026-10-21T09:00Z')]);
    expect(made.map(({ instant, period }) => [toIso(instant).slice(0, 10), period.key])).toEqual([
      ['2026-10-20', '2026-09'],
      ['2026-10-21', '2026-09'],
    ]);
  });

  it('a tenant that has missed much does not keep the others waiting', () => {
    const long = aPlan({ name: 'long', tenants: ['late'], since: at('2026-10-01T00:00Z') });
    const short = aPlan({ name: 'short', tenants: ['a', 'b'], since: at('2026-10-20T00:00Z') });
    const order = dueAppointments([long, short], { now: at('2026-10-20T09:00Z'), isTaken: nothingTaken }).map(
      ({ tenantId, period }) => `${tenantId} ${period.key.slice(-2)}`,
    );
    expect(order.slice(0, 4)).toEqual(['a 19', 'b 19', 'late 19', 'late 18']);
    expect(order).toHaveLength(22);
  });
});

describe('400 days, asked at any intervals', () => {
  const STEPS = [30_000, 7 * MINUTE, 11 * HOUR, 3 * DAY, 1, 26 * HOUR, 9 * DAY, 1000];
  const FROM = at('2027-11-20T00:00Z');

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'])('each day of %s once', (timezone) => {
    const plan = aPlan({ cron: '30 2 * * *', timezone, period: 'previous-day', since: FROM });
    const made = doneAt([plan], ticksFrom(FROM, FROM + 401 * DAY, STEPS)).toSorted((a, b) => a.instant - b.instant);
    const first = DateTime.fromMillis(made[0]?.instant ?? 0, { zone: timezone }).startOf('day');
    const days = made.slice(0, 400);
    expect(days.map(({ instant }) => DateTime.fromMillis(instant, { zone: timezone }).toISODate())).toEqual(
      days.map((_, index) => first.plus({ days: index }).toISODate()),
    );
    expect(days.map(({ period }) => period.key)).toEqual(days.map((_, index) => first.plus({ days: index - 1 }).toISODate()));
    expect(days).toHaveLength(400);
    expect(days.some(({ period }) => period.key === '2028-02-29')).toBe(true);
    expect(made.every(({ instant, doneAt: done }) => done >= instant)).toBe(true);
  });
});
