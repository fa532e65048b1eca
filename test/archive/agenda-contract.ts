import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agenda, AttemptEnd, ClaimAppointment } from '../../src/archive/agenda.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';

/** A place where an agenda can be opened, several times at once. */
export type AgendaPlace = {
  readonly open: () => Promise<{ readonly agenda: Agenda; readonly close: () => Promise<void> }>;
  readonly remove: () => Promise<void>;
};

export const T0 = Date.UTC(2026, 10, 1, 5);

export const aClaim = (over: Partial<ClaimAppointment> = {}): ClaimAppointment => ({
  schedule: 'monthly',
  tenantId: 'contoso',
  instant: T0,
  periodKey: '2026-10',
  now: T0 + 1000,
  owner: 'one',
  until: T0 + 10 * MINUTE,
  isGone: () => false,
  ...over,
});

export const done = (at: number, over: Partial<AttemptEnd> = {}): AttemptEnd => ({ at, state: 'done', code: null, nextAttemptAt: null, ...over });

/** What every agenda must keep, whatever stands behind it. */
export const agendaContract = (name: string, place: () => Promise<AgendaPlace>): void => {
  describe(`agenda: ${name}`, () => {
    let at: AgendaPlace;
    let agenda: Agenda;
    let close: () => Promise<void>;
    beforeEach(async () => {
      at = await place();
      ({ agenda, close } = await at.open());
    });
    afterEach(async () => {
      await close();
      await at.remove();
    });

    const claimed = async (over: Partial<ClaimAppointment> = {}) => {
      const held = await agenda.claim(aClaim(over));
      if (held === null) throw new Error('nothing was claimed');
      return held;
    };

    test('what is done is never claimed again', async () => {
      expect(await (await claimed()).finish(done(T0 + MINUTE))).toBe(true);
      expect(await agenda.claim(aClaim({ now: T0 + DAY, until: T0 + 2 * DAY, owner: 'two' }))).toBeNull();
      expect(await agenda.list(T0)).toEqual([
        {
          schedule: 'monthly',
          tenantId: 'contoso',
          instant: T0,
          periodKey: '2026-10',
          state: 'done',
          attempts: 1,
          beganAt: T0 + 1000,
          endedAt: T0 + MINUTE,
          nextAttemptAt: null,
          owner: 'one',
          claimedUntil: T0 + 10 * MINUTE,
          code: null,
        },
      ]);
      expect(await agenda.list(T0 + 1)).toEqual([]);
    });

    test('nor is what was given up', async () => {
      await (await claimed()).finish(done(T0 + MINUTE, { state: 'failed', code: 'no-answer' }));
      expect(await agenda.claim(aClaim({ now: T0 + DAY, owner: 'two' }))).toBeNull();
    });

    test('two never have the same one, and of each tenant one is kept at a time', async () => {
      const first = await claimed();
      expect(await agenda.claim(aClaim({ owner: 'two' }))).toBeNull();
      expect(await agenda.claim(aClaim({ owner: 'two', schedule: 'weekly' }))).toBeNull();
      expect(await agenda.claim(aClaim({ owner: 'two', instant: T0 - DAY }))).toBeNull();
      expect(await agenda.claim(aClaim({ owner: 'two', tenantId: 'fabrikam' }))).not.toBeNull();
      await first.finish(done(T0 + MINUTE));
      expect(await agenda.claim(aClaim({ owner: 'two', schedule: 'weekly' }))).not.toBeNull();
    });

    test('what failed is tried again when it is time', async () => {
      await (await claimed()).finish(done(T0 + MINUTE, { state: 'waiting', code: 'no-answer', nextAttemptAt: T0 + HOUR }));
      expect(await agenda.claim(aClaim({ now: T0 + HOUR - 1 }))).toBeNull();
      const again = await claimed({ now: T0 + HOUR, until: T0 + 2 * HOUR });
      expect(again.attempt).toBe(2);
      expect(await agenda.list(T0)).toMatchObject([{ state: 'running', attempts: 2, code: null, endedAt: null, nextAttemptAt: null }]);
    });

    test('the claim of a dead process ends with its time, or at once where it is known to be gone', async () => {
      const dead = await claimed({ owner: 'dead' });
      expect(await agenda.claim(aClaim({ now: T0 + 10 * MINUTE - 1, owner: 'two' }))).toBeNull();
      const next = await claimed({ now: T0 + 2000, owner: 'two', until: T0 + 20 * MINUTE, isGone: (owner) => owner === 'dead' });
      expect(next.attempt).toBe(2);
      const last = await claimed({ now: T0 + 20 * MINUTE, owner: 'three', until: T0 + DAY });
      expect(last.attempt).toBe(3);
      // Should they have been alive after all, they are told.
      for (const late of [dead, next]) expect([await late.renew(T0 + DAY), await late.finish(done(T0 + HOUR))]).toEqual([false, false]);
      expect(await last.finish(done(T0 + HOUR))).toBe(true);
      expect(await last.finish(done(T0 + HOUR))).toBe(false);
    });

    test('a claim that is renewed holds', async () => {
      const held = await claimed();
      expect(await held.renew(T0 + HOUR)).toBe(true);
      expect(await agenda.claim(aClaim({ now: T0 + 30 * MINUTE, owner: 'two' }))).toBeNull();
      expect(await agenda.list(T0)).toMatchObject([{ claimedUntil: T0 + HOUR }]);
    });

    test('of many claimers at once one gets it, through one connection or several', async () => {
      const others = await Promise.all([at.open(), at.open()]);
      const agendas = [agenda, ...others.map((each) => each.agenda)];
      const asked = agendas.flatMap((each, place) =>
        Array.from({ length: 10 }, (_, who) => each.claim(aClaim({ owner: `owner ${String(place)} ${String(who)}` }))),
      );
      expect((await Promise.all(asked)).filter((held) => held !== null)).toHaveLength(1);
      for (const other of others) await other.close();
    });

    test('knows since when a schedule is a tenant’s, and begins anew with another definition', async () => {
      const monthly = { schedule: 'monthly', tenantId: 'contoso', definition: 'a' };
      const other = { ...monthly, tenantId: 'fabrikam' };
      expect(await agenda.follow([monthly], T0)).toEqual([{ ...monthly, since: T0 }]);
      expect(await agenda.follow([monthly, other], T0 + DAY)).toEqual([
        { ...monthly, since: T0 },
        { ...other, since: T0 + DAY },
      ]);
      expect(await agenda.follow([{ ...monthly, definition: 'b' }], T0 + 2 * DAY)).toMatchObject([{ since: T0 + 2 * DAY }]);
      expect(await agenda.follow([{ ...monthly, definition: 'b' }], T0 + 3 * DAY)).toMatchObject([{ since: T0 + 2 * DAY }]);
    });

    test('tells of each schedule and tenant the last that was kept', async () => {
      const ended = [
        [{}, done(T0 + 5 * MINUTE)],
        [{ instant: T0 + DAY, now: T0 + DAY }, done(T0 + DAY + MINUTE)],
        [{ instant: T0 + 2 * DAY, now: T0 + 2 * DAY }, done(T0 + 2 * DAY, { state: 'failed' })],
        [{ schedule: 'weekly' }, done(T0 + 3 * MINUTE)],
        [{ tenantId: 'fabrikam' }, done(T0 + 4 * MINUTE, { state: 'waiting', nextAttemptAt: T0 + DAY })],
      ] as const;
      for (const [over, end] of ended) await (await claimed(over)).finish(end);
      expect((await agenda.lastKept()).toSorted((a, b) => a.endedAt - b.endedAt)).toEqual([
        { schedule: 'weekly', tenantId: 'contoso', beganAt: T0 + 1000, endedAt: T0 + 3 * MINUTE },
        { schedule: 'monthly', tenantId: 'contoso', beganAt: T0 + DAY, endedAt: T0 + DAY + MINUTE },
      ]);
    });
  });
};
