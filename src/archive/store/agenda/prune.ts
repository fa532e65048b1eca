import type { ArchiveDatabase, ArchiveTransaction } from '../tables.ts';

/** How many appointments of a tenant are older, and kept by nobody. */
export const countAppointments = async (db: ArchiveDatabase, tenantId: number, before: number): Promise<number> => {
  const old = db.selectFrom('appointment').select(({ fn }) => fn.countAll<number | bigint | string>().as('count'));
  const { count } = await old
    .where('tenant_id', '=', tenantId)
    .where('instant', '<', before)
    .where('state', '!=', 'running')
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Forgets them. What was due before then counts as before anybody asked for it: otherwise it would be due again. */
export const dropAppointments = async (trx: ArchiveTransaction, tenantId: number, before: number): Promise<void> => {
  await trx.updateTable('following').set({ since: before }).where('tenant_id', '=', tenantId).where('since', '<', before).execute();
  const old = trx.deleteFrom('appointment').where('tenant_id', '=', tenantId).where('instant', '<', before);
  await old.where('state', '!=', 'running').execute();
};
