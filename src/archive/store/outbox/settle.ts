import { sha256 } from '../../../model/sha256.ts';
import { wholeState } from '../../../model/delivery.ts';
import type { ArchiveDatabase, ArchiveTransaction } from '../tables.ts';
import type { Settlement } from '../../outbox.ts';
import { concludeRow } from './conclude.ts';

/** A claim as its owner remembers it. */
export type Held = { readonly id: number; readonly token: string; readonly attempt: number };

/** One statement: whoever has taken the mail over has changed the claim, and then nothing is changed here. */
export const handOverMail = async (db: ArchiveDatabase, { id, token }: Held): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ handed_over: 1 })
    .where('id', '=', id)
    .where('claim', '=', token)
    .where('state', '=', 'sending')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

const markReduced = async (trx: ArchiveTransaction, id: number): Promise<void> => {
  const { reduced } = await trx.selectFrom('delivery').select('reduced').where('id', '=', id).executeTakeFirstOrThrow();
  if (reduced === null) return;
  await trx
    .updateTable('delivery')
    .set({ size: reduced.byteLength, sha256: sha256(reduced) })
    .where('id', '=', id)
    .execute();
};

const record = async (trx: ArchiveTransaction, { id, attempt }: Held, result: Settlement): Promise<void> => {
  for (const { address, state, code, reply } of result.recipients)
    await trx
      .updateTable('delivery_recipient')
      .set({ state, code, reply })
      .where('delivery_id', '=', id)
      .where('address', '=', address)
      // Unknown: somebody gave this process up, and now it has the answer all the same.
      .where('state', 'in', ['sending', 'unknown'])
      .execute();
  await trx
    .updateTable('delivery_attempt')
    .set({ ended_at: result.at, state: wholeState(result.recipients.map(({ state }) => state)), code: result.code, reply: result.reply })
    .where('delivery_id', '=', id)
    .where('number', '=', attempt)
    .execute();
};

export const settleMail = (db: ArchiveDatabase, held: Held, result: Settlement): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const mine = trx.selectFrom('delivery').select('id').where('id', '=', held.id).where('claim', '=', held.token);
    if ((await mine.executeTakeFirst()) === undefined) return false;
    await record(trx, held, result);
    if (result.reduced) await markReduced(trx, held.id);
    await concludeRow(trx, held.id, result.nextAttemptAt);
    return true;
  });
