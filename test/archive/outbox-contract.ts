import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Claimed, NewDelivery, Outbox, Settlement } from '../../src/archive/outbox.ts';
import type { RecipientOutcome } from '../../src/model/delivery.ts';
import { HOUR, MINUTE } from '../../src/model/instant.ts';
import { sha256 } from '../../src/model/sha256.ts';

/** A place where an outbox can be opened; several at a time where it lasts. */
export type OutboxPlace = {
  readonly open: () => Promise<{ readonly outbox: Outbox; readonly close: () => Promise<void> }>;
  readonly remove: () => Promise<void>;
};

export const T0 = Date.UTC(2026, 10, 2, 6);
export const ALL = ['a@contoso.example', 'b@contoso.example', 'c@contoso.example'];
const content = Buffer.from('Subject: a report\r\n\r\nwhole\r\n');
const reduced = Buffer.from('Subject: a report\r\n\r\nless\r\n');

export const aMail = (over: Partial<NewDelivery> = {}): NewDelivery => ({
  tenantId: 'contoso',
  reportId: 'r1',
  periodKey: '2026-10',
  edition: 'e1',
  channel: 'smtp',
  audience: 'tenant',
  messageId: '<r1@sender.example>',
  recipients: ALL,
  content,
  reduced,
  madeAt: T0,
  ...over,
});

export const every = (recipients: readonly string[], outcome: Partial<RecipientOutcome>): readonly RecipientOutcome[] =>
  recipients.map((address) => ({ address, state: 'sent', code: null, reply: '250 ok', ...outcome }));

export const settled = (recipients: readonly RecipientOutcome[], over: Partial<Settlement> = {}): Settlement => ({
  at: T0 + 1000,
  code: null,
  reply: '250 ok',
  recipients,
  nextAttemptAt: null,
  reduced: false,
  ...over,
});

const NOBODY_IS_GONE = () => false;

/** What every outbox must keep, whatever stands behind it. */
export const outboxContract = (name: string, place: () => Promise<OutboxPlace>): void => {
  describe(`outbox: ${name}`, () => {
    let at: OutboxPlace;
    let outbox: Outbox;
    let close: () => Promise<void>;
    beforeEach(async () => {
      at = await place();
      ({ outbox, close } = await at.open());
    });
    afterEach(async () => {
      await close();
      await at.remove();
    });

    const claim = (now = T0, owner = 'host:1:x', tenantId = 'contoso') => outbox.claim({ now, tenantId, owner, until: now + 15 * MINUTE });
    const claimed = async (now = T0, owner = 'host:1:x'): Promise<Claimed> => {
      const mail = await claim(now, owner);
      if (mail === null) throw new Error('nothing was due');
      return mail;
    };
    const states = async (id: number): Promise<Readonly<Record<string, string>>> =>
      Object.fromEntries((await outbox.find(id))?.recipients.map(({ address, state }) => [address[0] ?? '', state]) ?? []);

    test('an empty one has nothing to do', async () => {
      expect(await claim()).toBeNull();
      expect(await outbox.recover({ now: T0, tenantId: 'contoso', isGone: NOBODY_IS_GONE })).toEqual([]);
      expect(await outbox.list({ tenantIds: ['contoso'], limit: 10 })).toEqual([]);
      expect(await outbox.find(1)).toBeNull();
      expect(await outbox.reopen(1, T0)).toBe(0);
    });

    test('a mail goes from pending over sending to sent, once', async () => {
      const { id, known } = await outbox.enqueue(aMail());
      expect([id, known]).toEqual([expect.any(Number), []]);
      expect(await outbox.find(id ?? 0)).toMatchObject({
        state: 'pending',
        size: content.length,
        sha256: sha256(content),
        nextAttemptAt: T0,
        attempts: [],
      });
      const mail = await claimed();
      expect([mail.id, mail.attempt, mail.firstAttemptAt, mail.recipients]).toEqual([id, 1, T0, ALL]);
      expect([Buffer.from(mail.content).equals(content), Buffer.from(mail.reduced ?? []).equals(reduced)]).toEqual([true, true]);
      expect(await outbox.find(mail.id)).toMatchObject({ state: 'sending', attempts: [{ beganAt: T0, endedAt: null, state: 'sending' }] });
      expect(await claim()).toBeNull();
      expect(await mail.handOver()).toBe(true);
      expect(await mail.settle(settled(every(ALL, {})))).toBe(true);
      expect(await outbox.find(mail.id)).toMatchObject({
        state: 'sent',
        nextAttemptAt: null,
        recipients: ALL.map((address) => ({ address, state: 'sent', reply: '250 ok' })),
        attempts: [{ beganAt: T0, endedAt: T0 + 1000, state: 'sent', reply: '250 ok' }],
      });
      expect(await claim(T0 + HOUR)).toBeNull();
    });

    test('the same edition goes to nobody twice, and to whoever is new', async () => {
      const first = await outbox.enqueue(aMail());
      await (await claimed()).settle(settled(every(ALL, {})));
      const again = await outbox.enqueue(aMail({ reportId: 'r2', messageId: '<r2@sender.example>' }));
      expect(again).toEqual({ id: null, known: ALL.map((address) => ({ address, state: 'sent', deliveryId: first.id })) });
      const more = await outbox.enqueue(aMail({ recipients: [...ALL, 'd@contoso.example'] }));
      expect((await claimed()).recipients).toEqual(['d@contoso.example']);
      expect(more.known).toHaveLength(3);
      for (const other of [{ edition: 'e2' }, { periodKey: '2026-09' }, { tenantId: 'fabrikam' }, { audience: 'operators' as const }])
        expect((await outbox.enqueue(aMail(other))).id).toEqual(expect.any(Number));
    });

    test('what was refused can be put down again; what is in doubt cannot', async () => {
      await outbox.enqueue(aMail());
      const outcomes = [
        ...every(['a@contoso.example'], { state: 'unknown' }),
        ...every(['b@contoso.example'], { state: 'failed' }),
        ...every(['c@contoso.example'], {}),
      ];
      await (await claimed()).settle(settled(outcomes));
      const again = await outbox.enqueue(aMail());
      expect(again.known.map(({ state }) => state)).toEqual(['unknown', 'sent']);
      expect((await claimed()).recipients).toEqual(['b@contoso.example']);
    });

    test('what is put off waits for its time, for those recipients alone', async () => {
      const { id } = await outbox.enqueue(aMail());
      const outcomes = [...every(ALL.slice(0, 2), {}), ...every(ALL.slice(2), { state: 'pending', reply: '451 later' })];
      await (await claimed()).settle(settled(outcomes, { nextAttemptAt: T0 + 5 * MINUTE }));
      expect(await outbox.find(id ?? 0)).toMatchObject({ state: 'pending', nextAttemptAt: T0 + 5 * MINUTE });
      expect(await claim(T0 + 5 * MINUTE - 1)).toBeNull();
      const second = await claimed(T0 + 5 * MINUTE);
      expect([second.attempt, second.firstAttemptAt, second.recipients]).toEqual([2, T0, ['c@contoso.example']]);
      await second.settle(settled(every(ALL.slice(2), {})));
      expect(await states(second.id)).toEqual({ a: 'sent', b: 'sent', c: 'sent' });
    });

    test('what is put off is tried although others are in doubt', async () => {
      const { id } = await outbox.enqueue(aMail());
      const outcomes = [...every(ALL.slice(0, 2), { state: 'unknown' }), ...every(ALL.slice(2), { state: 'pending' })];
      await (await claimed()).settle(settled(outcomes, { nextAttemptAt: T0 + MINUTE }));
      expect((await outbox.find(id ?? 0))?.state).toBe('unknown');
      expect((await claimed(T0 + MINUTE)).recipients).toEqual(['c@contoso.example']);
      expect(await states(id ?? 0)).toEqual({ a: 'unknown', b: 'unknown', c: 'sending' });
    });

    test('whoever asks again need not wait', async () => {
      await outbox.enqueue(aMail());
      await (await claimed()).settle(settled(every(ALL, { state: 'pending' }), { nextAttemptAt: T0 + HOUR }));
      expect(await claim(T0 + MINUTE)).toBeNull();
      expect((await outbox.enqueue(aMail({ madeAt: T0 + MINUTE }))).known.map(({ state }) => state)).toEqual(['pending', 'pending', 'pending']);
      expect((await claimed(T0 + MINUTE)).attempt).toBe(2);
    });

    test('a newer edition takes the place of one that is still pending, not of one on its way', async () => {
      const { id: old } = await outbox.enqueue(aMail());
      const { id } = await outbox.enqueue(aMail({ edition: 'e2', reportId: 'r2' }));
      expect(await outbox.find(old ?? 0)).toMatchObject({
        state: 'failed',
        nextAttemptAt: null,
        recipients: ALL.map(() => ({ state: 'failed', code: 'superseded' })),
      });
      expect(await outbox.reopen(old ?? 0, T0)).toBe(0);
      const onItsWay = await claimed();
      expect(onItsWay.id).toBe(id);
      await outbox.enqueue(aMail({ edition: 'e3', reportId: 'r3' }));
      expect(await onItsWay.handOver()).toBe(true);
      expect(await onItsWay.settle(settled(every(ALL, {})))).toBe(true);
      expect((await outbox.find(onItsWay.id))?.state).toBe('sent');
    });

    test('what a dead process had not handed over is pending again, at once', async () => {
      const { id } = await outbox.enqueue(aMail());
      const dead = await claimed(T0, 'dead');
      expect(await outbox.recover({ now: T0 + 1, tenantId: 'contoso', isGone: (owner) => owner === 'dead' })).toEqual([{ id, state: 'pending' }]);
      expect(await outbox.find(dead.id)).toMatchObject({ state: 'pending', attempts: [{ endedAt: T0 + 1, code: 'interrupted' }] });
      const next = await claimed(T0 + 1, 'next');
      expect([next.attempt, next.recipients]).toEqual([2, ALL]);
      // Should it have been alive after all, it must not send another byte.
      expect([await dead.handOver(), await dead.settle(settled(every(ALL, {})))]).toEqual([false, false]);
      expect(await next.handOver()).toBe(true);
    });

    test('what a dead process had handed over is unknown, and is not sent again by itself', async () => {
      const { id } = await outbox.enqueue(aMail());
      const slow = await claimed(T0, 'slow');
      await slow.handOver();
      expect(await outbox.recover({ now: T0 + 1, tenantId: 'contoso', isGone: NOBODY_IS_GONE })).toEqual([]);
      expect(await outbox.recover({ now: T0 + 15 * MINUTE, tenantId: 'contoso', isGone: NOBODY_IS_GONE })).toEqual([{ id, state: 'unknown' }]);
      expect(await claim(T0 + 48 * HOUR)).toBeNull();
      expect(await states(slow.id)).toEqual({ a: 'unknown', b: 'unknown', c: 'unknown' });
      // It was only slow: what it knows in the end counts.
      expect(await slow.settle(settled(every(ALL, {})))).toBe(true);
      expect((await outbox.find(slow.id))?.state).toBe('sent');
    });

    test('only a person sends again what is unknown or failed, and to nobody who has it', async () => {
      const { id } = await outbox.enqueue(aMail());
      const slow = await claimed();
      const outcomes = [
        ...every(['a@contoso.example'], {}),
        ...every(['b@contoso.example'], { state: 'unknown' }),
        ...every(['c@contoso.example'], { state: 'failed' }),
      ];
      await slow.settle(settled(outcomes));
      expect(await outbox.reopen(id ?? 0, T0 + HOUR)).toBe(2);
      expect(await slow.settle(settled(every(ALL, {})))).toBe(false);
      const again = await claimed(T0 + HOUR);
      expect([again.recipients, again.attempt, again.firstAttemptAt]).toEqual([ALL.slice(1), 2, T0 + HOUR]);
      await again.settle(settled(every(ALL.slice(1), {})));
      expect(await outbox.reopen(id ?? 0, T0 + HOUR)).toBe(0);
    });

    test('tells size and hash of what was sent', async () => {
      const { id } = await outbox.enqueue(aMail());
      await (await claimed()).settle(settled(every(ALL, {}), { reduced: true }));
      expect(await outbox.find(id ?? 0)).toMatchObject({ size: reduced.length, sha256: sha256(reduced) });
    });

    test('keeps tenants apart', async () => {
      await outbox.enqueue(aMail());
      await outbox.enqueue(aMail({ tenantId: 'fabrikam', recipients: ['x@fabrikam.example'] }));
      expect((await claim(T0, 'o', 'fabrikam'))?.recipients).toEqual(['x@fabrikam.example']);
      expect((await claim(T0, 'o', 'contoso'))?.recipients).toEqual(ALL);
      expect((await outbox.list({ tenantIds: ['fabrikam'], limit: 10 })).map(({ tenantId }) => tenantId)).toEqual(['fabrikam']);
      expect((await outbox.list({ tenantIds: ['contoso', 'fabrikam'], limit: 1 })).map(({ tenantId }) => tenantId)).toEqual(['fabrikam']);
      expect(await outbox.recover({ now: T0 + HOUR, tenantId: 'nobody', isGone: () => true })).toEqual([]);
    });

    test('counts the recipients of each tenant by state', async () => {
      expect(await outbox.counts()).toEqual([]);
      await outbox.enqueue(aMail({ tenantId: 'fabrikam', recipients: ['x@fabrikam.example'] }));
      await outbox.enqueue(aMail());
      await (await claimed()).settle(settled(every(ALL, {})));
      await outbox.enqueue(aMail({ periodKey: 'another' }));
      const found = await outbox.counts();
      expect(found.toSorted((a, b) => a.tenantId.localeCompare(b.tenantId) || a.state.localeCompare(b.state))).toEqual([
        { tenantId: 'contoso', state: 'pending', count: ALL.length },
        { tenantId: 'contoso', state: 'sent', count: ALL.length },
        { tenantId: 'fabrikam', state: 'pending', count: 1 },
      ]);
    });

    test('of many claimers at once each gets another mail, and each mail one claimer', async () => {
      for (let at_ = 0; at_ < 10; at_ += 1) await outbox.enqueue(aMail({ periodKey: `p${String(at_)}` }));
      const mails = await Promise.all(Array.from({ length: 14 }, (_, who) => claim(T0, `owner ${String(who)}`)));
      const ids = mails.flatMap((mail) => mail?.id ?? []);
      expect([ids.length, new Set(ids).size]).toEqual([10, 10]);
    });
  });
};
