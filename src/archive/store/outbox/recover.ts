import { findTenant } from '../resources.ts';
import type { ArchiveDatabase, ArchiveTransaction } from '../tables.ts';
import type { RecoverQuery } from '../../outbox.ts';
import { ownerOf } from './claim.ts';
import { concludeRow } from './conclude.ts';

type Left = { readonly id: number; readonly attempts: number; readonly handed_over: number };
type Recovered = { readonly id: number; readonly state: 'pending' | 'unknown' };

/** What was not handed over cannot have arrived. What was keeps its claim: should its process live on, it may still say how it went. */
const recoverOne = async (trx: ArchiveTransaction, { id, attempts, handed_over }: Left, now: number): Promise<Recovered> => {
  const state = handed_over === 1 ? ('unknown' as const) : ('pending' as const);
  const code = 'interrupted';
  const ended = { state, code, reply: null };
  await trx.updateTable('delivery_recipient').set(ended).where('delivery_id', '=', id).where('state', '=', 'sending').execute();
  await trx
    .updateTable('delivery_attempt')
    .set({ ...ended, ended_at: now })
    .where('delivery_id', '=', id)
    .where('number', '=', attempts)
    .execute();
  if (state === 'pending') await trx.updateTable('delivery').set({ claim: null }).where('id', '=', id).execute();
  await concludeRow(trx, id, now);
  return { id, state };
};

export const recoverMails = (db: ArchiveDatabase, { now, tenantId, isGone }: RecoverQuery): Promise<readonly Recovered[]> =>
  db.transaction().execute(async (trx) => {
    const number = await findTenant(trx, tenantId);
    if (number === null) return [];
    const rows = await trx
      .selectFrom('delivery')
      .select(['id', 'attempts', 'handed_over', 'claim', 'claimed_until'])
      .where('tenant_id', '=', number)
      .where('state', '=', 'sending')
      .orderBy('id')
      .execute();
    const left = rows.filter(({ claim, claimed_until }) => (claimed_until ?? 0) <= now || isGone(ownerOf(claim ?? '')));
    const recovered: Recovered[] = [];
    for (const row of left) recovered.push(await recoverOne(trx, row, now));
    return recovered;
  });
