import { damaged } from '../damage.ts';
import { findTenant } from '../resources.ts';
import type { ArchiveDatabase, ArchiveTransaction } from '../tables.ts';
import type { Claimed, ClaimQuery } from '../../outbox.ts';
import { handOverMail, settleMail } from './settle.ts';

/** Unlike any other, of this process or another: it holds the mail's own number and how often it was tried. */
const claimOf = (owner: string, id: number, attempt: number): string => `${owner}/${String(id)}.${String(attempt)}`;

export const ownerOf = (claim: string): string => claim.slice(0, claim.lastIndexOf('/'));

const nextDue = (trx: ArchiveTransaction, tenantId: number, now: number) =>
  trx
    .selectFrom('delivery')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    // Whoever else of its recipients failed or is in doubt: those who are pending are tried again.
    .where('state', '!=', 'sending')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();

type Taken = Omit<Claimed, 'handOver' | 'settle'> & { readonly token: string };

const take = async (trx: ArchiveTransaction, { now, tenantId, owner, until }: ClaimQuery): Promise<Taken | null> => {
  const number = await findTenant(trx, tenantId);
  const row = number === null ? undefined : await nextDue(trx, number, now);
  if (row === undefined) return null;
  if (row.content === null) throw damaged(`the mail ${String(row.id)} is still to be sent, and has no content`);
  const attempt = row.attempts + 1;
  const token = claimOf(owner, row.id, attempt);
  const firstAttemptAt = row.first_attempt_at ?? now;
  await trx
    .updateTable('delivery')
    .set({ state: 'sending', attempts: attempt, first_attempt_at: firstAttemptAt, claim: token, claimed_until: until, handed_over: 0 })
    .where('id', '=', row.id)
    .execute();
  const mine = trx.updateTable('delivery_recipient').set({ state: 'sending' }).where('delivery_id', '=', row.id).where('state', '=', 'pending');
  const recipients = await mine.returning('address').execute();
  await trx
    .insertInto('delivery_attempt')
    .values({ delivery_id: row.id, number: attempt, began_at: now, ended_at: null, state: 'sending', code: null, reply: null })
    .execute();
  return {
    id: row.id,
    token,
    tenantId,
    reportId: row.report_id,
    periodKey: row.period_key,
    channel: row.channel,
    audience: row.audience,
    messageId: row.message_id,
    recipients: recipients.map(({ address }) => address).toSorted(),
    content: row.content,
    reduced: row.reduced,
    attempt,
    firstAttemptAt,
  };
};

export const claimMail = async (db: ArchiveDatabase, query: ClaimQuery): Promise<Claimed | null> => {
  const taken = await db.transaction().execute((trx) => take(trx, query));
  if (taken === null) return null;
  const { token, ...mail } = taken;
  const held = { id: mail.id, token, attempt: mail.attempt };
  return { ...mail, handOver: () => handOverMail(db, held), settle: (result) => settleMail(db, held, result) };
};
