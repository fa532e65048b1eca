import { findTenant, tenantNumber } from '../resources.ts';
import type { ArchiveDatabase, ArchiveTables, ArchiveTransaction } from '../tables.ts';
import type { AttemptEnd, ClaimAppointment, ClaimedAppointment } from '../../agenda.ts';

/** A claim as its owner remembers it. */
type Held = { readonly tenantNumber: number; readonly schedule: string; readonly instant: number; readonly owner: string; readonly attempt: number };

type Row = ArchiveTables['appointment'];
type Holding = Pick<Row, 'state' | 'claim' | 'claimed_until'>;

const holds = ({ state, claim, claimed_until }: Holding, { now, isGone }: ClaimAppointment): boolean =>
  state === 'running' && claimed_until > now && !isGone(claim);

const isOpen = (row: Row | undefined, request: ClaimAppointment): boolean => {
  if (row === undefined) return true;
  if (row.state === 'waiting') return row.next_attempt_at !== null && row.next_attempt_at <= request.now;
  return row.state === 'running' && !holds(row, request);
};

const take = async (trx: ArchiveTransaction, request: ClaimAppointment): Promise<Held | null> => {
  const { schedule, tenantId, instant, periodKey, now, owner, until } = request;
  const tenant_id = await tenantNumber(trx, tenantId);
  // Whoever else wants to keep an appointment of this tenant waits here until it is known whether this one is kept.
  await trx.updateTable('tenant').set({ name: tenantId }).where('id', '=', tenant_id).execute();
  const running = await trx.selectFrom('appointment').selectAll().where('tenant_id', '=', tenant_id).where('state', '=', 'running').execute();
  if (running.some((row) => holds(row, request))) return null;
  const mine = trx.selectFrom('appointment').selectAll().where('tenant_id', '=', tenant_id).where('schedule', '=', schedule);
  const row = await mine.where('instant', '=', instant).executeTakeFirst();
  if (!isOpen(row, request)) return null;
  const attempt = (row?.attempts ?? 0) + 1;
  const begun = {
    state: 'running' as const,
    attempts: attempt,
    began_at: now,
    ended_at: null,
    next_attempt_at: null,
    claim: owner,
    claimed_until: until,
    code: null,
  };
  if (row === undefined)
    await trx
      .insertInto('appointment')
      .values({ tenant_id, schedule, instant, period_key: periodKey, ...begun })
      .execute();
  else
    await trx
      .updateTable('appointment')
      .set(begun)
      .where('tenant_id', '=', tenant_id)
      .where('schedule', '=', schedule)
      .where('instant', '=', instant)
      .execute();
  return { tenantNumber: tenant_id, schedule, instant, owner, attempt };
};

/** One statement: whoever has taken the appointment over has changed owner or attempt, and then nothing is changed here. */
const change = async (db: ArchiveDatabase, held: Held, to: Partial<Row>): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('appointment')
    .set(to)
    .where('tenant_id', '=', held.tenantNumber)
    .where('schedule', '=', held.schedule)
    .where('instant', '=', held.instant)
    .where('claim', '=', held.owner)
    .where('attempts', '=', held.attempt)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

const ended = ({ at, state, code, nextAttemptAt }: AttemptEnd): Partial<Row> => ({ state, code, ended_at: at, next_attempt_at: nextAttemptAt });

/** Whether there is nothing to claim, seen without asking for the right to write: most of the time there is none. */
const isTaken = async (db: ArchiveDatabase, request: ClaimAppointment): Promise<boolean> => {
  const number = await findTenant(db, request.tenantId);
  if (number === null) return false;
  const rows = db.selectFrom('appointment').selectAll().where('tenant_id', '=', number).where('schedule', '=', request.schedule);
  return !isOpen(await rows.where('instant', '=', request.instant).executeTakeFirst(), request);
};

export const claimAppointment = async (db: ArchiveDatabase, request: ClaimAppointment): Promise<ClaimedAppointment | null> => {
  if (await isTaken(db, request)) return null;
  const held = await db.transaction().execute((trx) => take(trx, request));
  if (held === null) return null;
  return {
    attempt: held.attempt,
    renew: (until) => change(db, held, { claimed_until: until }),
    finish: (end) => change(db, held, ended(end)),
  };
};
