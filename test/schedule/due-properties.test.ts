import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';
import { appointmentKey } from '../../src/model/scheduled.ts';
import { lastTimes } from '../../src/schedule/cron-times.ts';
import { dueAppointments, type Plan } from '../../src/schedule/due.ts';
import { aPlan, at, doneAt, ticksFrom } from './support/plan.ts';

const RUNS = { numRuns: 1000 };
const FROM = at('2027-01-01T00:00Z');

/** One plan for each of the combinations: the calendar's answers are remembered. */
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const crons = ['30 2 * * *', '0 6 1 * *', '15 1 * * SUN', '0 0 L * *', '45 23 * * 1-5', '0 3 15W * *'];
const plans = zones.flatMap((timezone) =>
  crons.map((cron) => aPlan({ cron, timezone, period: 'previous-day', tenants: ['a', 'b'], catchUp: 5 * DAY, settle: 2 * HOUR, jitter: HOUR })),
);

const step = fc.oneof(fc.integer({ min: 1, max: MINUTE }), fc.integer({ min: MINUTE, max: 6 * HOUR }), fc.integer({ min: DAY, max: 4 * DAY }));
const situation = fc.record({
  plan: fc.constantFrom(...plans),
  offset: fc.integer({ min: 0, max: 720 * DAY }),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
});

const since = (plan: Plan, instant: number): Plan => ({ ...plan, tenants: plan.tenants.map((tenant) => ({ ...tenant, since: instant })) });

test('whatever the ticks, each scheduled instant comes once for each tenant, none is lost, and none is early', () => {
  fc.assert(
    fc.property(situation, ({ plan: shared, offset, steps }) => {
      const [from, to] = [FROM + offset, FROM + offset + 9 * DAY];
      const plan = since(shared, from);
      const gaps = steps.reduce((sum, gap) => sum + gap, 0) < 12 * HOUR ? [...steps, 23 * HOUR] : steps;
      const made = doneAt([plan], ticksFrom(from, to, gaps));
      const keys = made.map(appointmentKey);
      expect(new Set(keys).size).toBe(keys.length);
      expect(made.every(({ startsAt, instant, settledAt, doneAt: done }) => done >= startsAt && startsAt >= instant && startsAt >= settledAt)).toBe(
        true,
      );
      const wanted = lastTimes(plan, { from, to: to - 3 * HOUR - DAY }, 1000).flatMap((instant) =>
        plan.tenants.map(({ id: tenantId }) => appointmentKey({ schedule: plan.name, tenantId, instant })),
      );
      expect(wanted.filter((key) => !keys.includes(key))).toEqual([]);
    }),
    RUNS,
  );
});

test('the instants of a stretch are those of its parts, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.constantFrom(...plans), fc.integer({ min: 0, max: 720 * DAY }), fc.integer({ min: 0, max: 12 * DAY }), (plan, offset, cut) => {
      const [from, to] = [FROM + offset, FROM + offset + 12 * DAY];
      const late = lastTimes(plan, { from: from + cut, to }, 1000);
      const early = lastTimes(plan, { from, to: from + cut - 1 }, 1000);
      expect([...late, ...early]).toEqual(lastTimes(plan, { from, to }, 1000));
    }),
    RUNS,
  );
});

test('the order gives every tenant its turn, and each its newest first', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 5 }), (missed) => {
      const now = FROM + 30 * DAY + 7 * HOUR;
      const schedules = missed.map(([id, days], index) => aPlan({ name: `s${String(index)}`, tenants: [id], since: now - days * DAY }));
      const due = dueAppointments(schedules, { now, isTaken: () => false });
      const turns = due.map((each, place) => due.slice(0, place).filter(({ tenantId }) => tenantId === each.tenantId).length);
      expect(turns).toEqual(turns.toSorted((a, b) => a - b));
      for (const own of Map.groupBy(due, ({ tenantId }) => tenantId).values())
        expect(own.map(({ instant }) => instant)).toEqual(own.map(({ instant }) => instant).toSorted((a, b) => b - a));
    }),
    RUNS,
  );
});

test('a rule of every minute costs no more than its newest instants', () => {
  const to = at('2027-06-01T00:00:30Z');
  const times = lastTimes({ cron: '* * * * *', timezone: 'Europe/Berlin' }, { from: 0, to }, 1000);
  expect([times.length, times[0], times.at(-1)]).toEqual([1000, to - 30_000, to - 30_000 - 999 * MINUTE]);
});
