import { sha256 } from '../../../model/sha256.ts';
import type { Enqueued, KnownRecipient, NewDelivery } from '../../outbox.ts';
import { tenantNumber } from '../resources.ts';
import type { ArchiveDatabase, ArchiveTransaction } from '../tables.ts';
import { concludeRow } from './conclude.ts';

/** What was put down before for a tenant's period, by the same way and for the same people. */
const earlier = (trx: ArchiveTransaction, tenantId: number, { periodKey, channel, audience }: NewDelivery) =>
  trx
    .selectFrom('delivery')
    .where('tenant_id', '=', tenantId)
    .where('period_key', '=', periodKey)
    .where('channel', '=', channel)
    .where('audience', '=', audience);

/** Who has this edition, may have it, or will get it. A refusal was an answer: whoever asks again may get another one. */
const knownRecipients = async (trx: ArchiveTransaction, tenantId: number, mail: NewDelivery): Promise<readonly KnownRecipient[]> => {
  const rows = await earlier(trx, tenantId, mail)
    .where('edition', '=', mail.edition)
    .innerJoin('delivery_recipient', 'delivery_recipient.delivery_id', 'delivery.id')
    .select(['delivery.id as deliveryId', 'delivery_recipient.address as address', 'delivery_recipient.state as state'])
    .orderBy('delivery.id')
    .execute();
  return rows.flatMap(({ deliveryId, address, state }) =>
    state === 'failed' || !mail.recipients.includes(address) ? [] : [{ deliveryId, address, state }],
  );
};

const hurry = async (trx: ArchiveTransaction, known: readonly KnownRecipient[], madeAt: number): Promise<void> => {
  const pending = [...new Set(known.filter(({ state }) => state === 'pending').map(({ deliveryId }) => deliveryId))];
  if (pending.length === 0) return;
  await trx.updateTable('delivery').set({ next_attempt_at: madeAt }).where('id', 'in', pending).where('state', '!=', 'sending').execute();
};

/** Nobody wants yesterday's figures after today's. What is on its way at this moment is let go. */
const withdraw = async (trx: ArchiveTransaction, tenantId: number, mail: NewDelivery): Promise<void> => {
  const rows = await earlier(trx, tenantId, mail)
    .where('edition', '!=', mail.edition)
    .where('next_attempt_at', 'is not', null)
    .select('id')
    .execute();
  for (const { id } of rows) {
    await trx
      .updateTable('delivery_recipient')
      .set({ state: 'failed', code: 'superseded', reply: null })
      .where('delivery_id', '=', id)
      .where('state', '=', 'pending')
      .execute();
    await concludeRow(trx, id, null);
  }
};

const insert = async (trx: ArchiveTransaction, tenantId: number, mail: NewDelivery, recipients: readonly string[]): Promise<number> => {
  const { reportId, periodKey, edition, channel, audience, messageId, content, reduced, madeAt } = mail;
  const { id } = await trx
    .insertInto('delivery')
    .values({
      tenant_id: tenantId,
      report_id: reportId,
      period_key: periodKey,
      edition,
      channel,
      audience,
      message_id: messageId,
      made_at: madeAt,
      size: content.byteLength,
      sha256: sha256(content),
      state: 'pending',
      attempts: 0,
      first_attempt_at: null,
      next_attempt_at: madeAt,
      claim: null,
      claimed_until: null,
      handed_over: 0,
      content,
      reduced,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = recipients.map((address) => ({
    delivery_id: id,
    address,
    state: 'pending' as const,
    code: null,
    reply: null,
    confirmed_by: null,
    confirmed_at: null,
  }));
  await trx.insertInto('delivery_recipient').values(rows).execute();
  return id;
};

export const enqueueMail = (db: ArchiveDatabase, mail: NewDelivery): Promise<Enqueued> =>
  db.transaction().execute(async (trx) => {
    const tenantId = await tenantNumber(trx, mail.tenantId);
    const known = await knownRecipients(trx, tenantId, mail);
    await hurry(trx, known, mail.madeAt);
    await withdraw(trx, tenantId, mail);
    const served = new Set(known.map(({ address }) => address));
    const recipients = [...new Set(mail.recipients)].filter((address) => !served.has(address));
    return { id: recipients.length === 0 ? null : await insert(trx, tenantId, mail, recipients), known };
  });
