import { tenantNumber } from '../resources.ts';
import type { ArchiveDatabase, ArchiveTransaction } from '../tables.ts';
import type { Followed, Following } from '../../agenda.ts';

const followOne = async (trx: ArchiveTransaction, following: Following, now: number): Promise<Followed> => {
  const { schedule, tenantId, definition } = following;
  const tenant_id = await tenantNumber(trx, tenantId);
  const known = await trx.selectFrom('following').selectAll().where('tenant_id', '=', tenant_id).where('schedule', '=', schedule).executeTakeFirst();
  if (known?.definition === definition) return { ...following, since: known.since };
  if (known === undefined) await trx.insertInto('following').values({ tenant_id, schedule, definition, since: now }).execute();
  else
    await trx.updateTable('following').set({ definition, since: now }).where('tenant_id', '=', tenant_id).where('schedule', '=', schedule).execute();
  return { ...following, since: now };
};

export const followSchedules = (db: ArchiveDatabase, following: readonly Following[], now: number): Promise<readonly Followed[]> =>
  db.transaction().execute(async (trx) => {
    const followed: Followed[] = [];
    for (const each of following) followed.push(await followOne(trx, each, now));
    return followed;
  });
