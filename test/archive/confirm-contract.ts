import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Claimed, Outbox } from '../../src/archive/outbox.ts';
import { HOUR, MINUTE } from '../../src/model/instant.ts';
import { ALL, aMail, every, settled, T0, type OutboxPlace } from './outbox-contract.ts';

/** What every outbox must keep of a person's word that a mail has arrived. */
export const confirmContract = (name: string, place: () => Promise<OutboxPlace>): void => {
  describe(`a mail that is confirmed: ${name}`, () => {
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

    const claimed = async (now = T0): Promise<Claimed> => {
      const mail = await outbox.claim({ now, tenantId: 'contoso', owner: 'host:1:x', until: now + 15 * MINUTE });
      if (mail === null) throw new Error('nothing was due');
      return mail;
    };
    const states = async (id: number): Promise<Readonly<Record<string, string>>> =>
      Object.fromEntries((await outbox.find(id))?.recipients.map(({ address, state }) => [address[0] ?? '', state]) ?? []);

    test("on somebody's word what is unknown is sent, and nothing else changes", async () => {
      const { id } = await outbox.enqueue(aMail());
      const first = await claimed();
      const outcomes = [
        ...every(['a@contoso.example'], { state: 'unknown', code: 'cut-off', reply: 'cut' }),
        ...every(['b@contoso.example'], { state: 'failed' }),
        ...every(['c@contoso.example'], { state: 'pending' }),
      ];
      await first.settle(settled(outcomes, { nextAttemptAt: T0 + HOUR }));
      const word = { by: 'Jane Doe', at: T0 + MINUTE };
      expect(await outbox.confirm(id ?? 0, word)).toBe(1);
      expect(await outbox.find(id ?? 0)).toMatchObject({
        state: 'pending',
        nextAttemptAt: T0 + HOUR,
        recipients: [
          { state: 'sent', code: 'cut-off', reply: 'cut', confirmed: word },
          { state: 'failed', confirmed: null },
          { state: 'pending', confirmed: null },
        ],
      });
      expect(await outbox.confirm(id ?? 0, { by: 'John', at: T0 + HOUR })).toBe(0);
      expect(await outbox.confirm(99, word)).toBe(0);
      // Who sent it was only slow: its late word takes nothing back.
      await first.settle(settled(every(['a@contoso.example'], { state: 'failed' }), { nextAttemptAt: T0 + HOUR }));
      expect(await states(id ?? 0)).toEqual({ a: 'sent', b: 'failed', c: 'pending' });
      expect((await claimed(T0 + HOUR)).recipients).toEqual(['c@contoso.example']);
      expect((await outbox.enqueue(aMail())).known.map(({ address, state }) => [address[0], state])).toEqual([
        ['a', 'sent'],
        ['c', 'sending'],
      ]);
    });

    test('while others of the same mail are on their way, they go on', async () => {
      const { id } = await outbox.enqueue(aMail());
      const outcomes = [...every(ALL.slice(0, 2), { state: 'unknown' }), ...every(ALL.slice(2), { state: 'pending' })];
      await (await claimed()).settle(settled(outcomes, { nextAttemptAt: T0 + MINUTE }));
      const onItsWay = await claimed(T0 + MINUTE);
      expect(await outbox.confirm(id ?? 0, { by: 'Jane Doe', at: T0 + MINUTE })).toBe(2);
      expect((await outbox.find(id ?? 0))?.state).toBe('sending');
      expect([await onItsWay.handOver(), await onItsWay.settle(settled(every(ALL.slice(2), {})))]).toEqual([true, true]);
      expect(await states(id ?? 0)).toEqual({ a: 'sent', b: 'sent', c: 'sent' });
    });
  });
};
