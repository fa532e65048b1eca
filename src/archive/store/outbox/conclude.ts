import { wholeState, type DeliveryState } from '../../../model/delivery.ts';
import type { ArchiveTransaction } from '../tables.ts';

/**
 * Brings a mail's own row into agreement with its recipients. Its content goes once everybody has it, or nobody shall have it
 * any more; a mail that failed or is in doubt can still be sent again.
 */
export const concludeRow = async (trx: ArchiveTransaction, id: number, nextAttemptAt: number | null): Promise<DeliveryState> => {
  const rows = await trx.selectFrom('delivery_recipient').select(['state', 'code']).where('delivery_id', '=', id).execute();
  const states = rows.map((row) => row.state);
  const state = wholeState(states);
  const isOver = rows.every((row) => row.state === 'sent' || row.code === 'superseded');
  await trx
    .updateTable('delivery')
    .set({ state, next_attempt_at: states.includes('pending') ? nextAttemptAt : null, ...(isOver ? { content: null, reduced: null } : {}) })
    .where('id', '=', id)
    .execute();
  return state;
};
