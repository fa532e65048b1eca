import { inBatches } from '../batches.ts';
import type { ArchiveDatabase } from '../tables.ts';
import type { Confirmation, OutboxCount, OutboxEntry, OutboxQuery } from '../../outbox.ts';
import { concludeRow } from './conclude.ts';

const entries = (db: ArchiveDatabase) =>
  db
    .selectFrom('delivery')
    .innerJoin('tenant', 'tenant.id', 'delivery.tenant_id')
    .select([
      'delivery.id as id',
      'tenant.name as tenantId',
      'report_id as reportId',
      'period_key as periodKey',
      'edition',
      'channel',
      'audience',
      'message_id as messageId',
      'made_at as madeAt',
      'size',
      'sha256',
      'state',
      'next_attempt_at as nextAttemptAt',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number];

/** With what became of each recipient, and of each attempt. */
const complete = async (db: ArchiveDatabase, rows: readonly Row[]): Promise<readonly OutboxEntry[]> => {
  const found: OutboxEntry[] = [];
  for (const batch of inBatches(rows)) {
    const ids = batch.map(({ id }) => id);
    const recipients = Map.groupBy(
      await db.selectFrom('delivery_recipient').selectAll().where('delivery_id', 'in', ids).orderBy('address').execute(),
      ({ delivery_id }) => delivery_id,
    );
    const attempts = Map.groupBy(
      await db.selectFrom('delivery_attempt').selectAll().where('delivery_id', 'in', ids).orderBy('number').execute(),
      ({ delivery_id }) => delivery_id,
    );
    for (const row of batch)
      found.push({
        ...row,
        recipients: (recipients.get(row.id) ?? []).map(({ address, state, code, reply, confirmed_by: by, confirmed_at: at }) => ({
          address,
          state,
          code,
          reply,
          confirmed: by === null || at === null ? null : { by, at },
        })),
        attempts: (attempts.get(row.id) ?? []).map(({ began_at, ended_at, state, code, reply }) => ({
          beganAt: began_at,
          endedAt: ended_at,
          state,
          code,
          reply,
        })),
      });
  }
  return found;
};

export const listMails = async (db: ArchiveDatabase, { tenantIds, periodKey, limit }: OutboxQuery): Promise<readonly OutboxEntry[]> => {
  const all = entries(db).where('tenant.name', 'in', tenantIds);
  const wanted = periodKey === undefined ? all : all.where('period_key', '=', periodKey);
  return complete(db, await wanted.orderBy('delivery.id', 'desc').limit(limit).execute());
};

export const findMail = async (db: ArchiveDatabase, id: number): Promise<OutboxEntry | null> =>
  (await complete(db, await entries(db).where('delivery.id', '=', id).execute()))[0] ?? null;

export const countMails = async (db: ArchiveDatabase): Promise<readonly OutboxCount[]> => {
  const rows = await db
    .selectFrom('delivery_recipient')
    .innerJoin('delivery', 'delivery.id', 'delivery_recipient.delivery_id')
    .innerJoin('tenant', 'tenant.id', 'delivery.tenant_id')
    .select(({ fn }) => ['tenant.name as tenantId', 'delivery_recipient.state as state', fn.countAll<number | bigint | string>().as('count')])
    .groupBy(['tenant.name', 'delivery_recipient.state'])
    .execute();
  return rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }));
};

/** A late answer of whoever sent it before counts no more. */
export const reopenMail = (db: ArchiveDatabase, id: number, now: number): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const again = await trx
      .updateTable('delivery_recipient')
      .set({ state: 'pending', code: null, reply: null })
      .where('delivery_id', '=', id)
      .where('state', 'in', ['unknown', 'failed'])
      .where((row) => row.or([row('code', 'is', null), row('code', '!=', 'superseded')]))
      .returning('address')
      .execute();
    if (again.length === 0) return 0;
    await trx.updateTable('delivery').set({ claim: null, first_attempt_at: null }).where('id', '=', id).execute();
    await concludeRow(trx, id, now);
    return again.length;
  });

/** What is in doubt was tried to the end; others of the same mail may be on their way, and keep their claim and their time. */
export const confirmMail = (db: ArchiveDatabase, id: number, { by, at }: Confirmation): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const mine = trx.updateTable('delivery_recipient').where('delivery_id', '=', id).where('state', '=', 'unknown');
    const arrived = await mine.set({ state: 'sent', confirmed_by: by, confirmed_at: at }).returning('address').execute();
    if (arrived.length === 0) return 0;
    const { next_attempt_at } = await trx.selectFrom('delivery').select('next_attempt_at').where('id', '=', id).executeTakeFirstOrThrow();
    await concludeRow(trx, id, next_attempt_at);
    return arrived.length;
  });
