import { dropAppointments } from './agenda/prune.ts';
import { inBatches } from './batches.ts';
import { writeJournal } from './journal.ts';
import { planPrune, type PrunePlan } from './prune-plan.ts';
import { applyStates } from './prune-states.ts';
import type { PruneRequest, Pruned } from '../archive.ts';
import type { ArchiveDatabase, ArchiveTransaction } from './tables.ts';

const dropBodies = async (trx: ArchiveTransaction, bodies: PrunePlan['bodies']): Promise<void> => {
  const ids = (some: PrunePlan['bodies']) => inBatches(some.map(({ id }) => id));
  // Differences first: no row may name a base that is not there.
  for (const batch of ids(bodies.filter(({ base_id }) => base_id !== null))) await trx.deleteFrom('body').where('id', 'in', batch).execute();
  for (const batch of ids(bodies.filter(({ base_id }) => base_id === null))) await trx.deleteFrom('body').where('id', 'in', batch).execute();
};

const dropReadings = async (trx: ArchiveTransaction, readings: PrunePlan['readings']): Promise<void> => {
  for (const [collection, rows] of Map.groupBy(readings, ({ collection_id }) => collection_id))
    for (const [round, same] of Map.groupBy(rows, (row) => row.round))
      for (const batch of inBatches(same.map(({ resource_id }) => resource_id)))
        await trx
          .deleteFrom('reading')
          .where('collection_id', '=', collection)
          .where('round', '=', round)
          .where('resource_id', 'in', batch)
          .execute();
};

const dropMissing = async (trx: ArchiveTransaction, missing: PrunePlan['missing']): Promise<void> => {
  for (const [moment, rows] of Map.groupBy(missing, (row) => row.moment))
    for (const batch of inBatches(rows.map(({ resource_id }) => resource_id)))
      await trx.deleteFrom('missing').where('moment', '=', moment).where('resource_id', 'in', batch).execute();
};

const rewriteJournals = async (trx: ArchiveTransaction, journals: PrunePlan['journals']): Promise<void> => {
  for (const [id, entries] of journals) {
    const { started_at } = await trx.selectFrom('collection').select('started_at').where('id', '=', id).executeTakeFirstOrThrow();
    await trx
      .updateTable('collection')
      .set({ journal: writeJournal(entries, started_at) })
      .where('id', '=', id)
      .execute();
  }
};

const dropDeliveries = async (trx: ArchiveTransaction, deliveries: PrunePlan['deliveries']): Promise<void> => {
  for (const batch of inBatches(deliveries)) {
    await trx.deleteFrom('delivery_attempt').where('delivery_id', 'in', batch).execute();
    await trx.deleteFrom('delivery_recipient').where('delivery_id', 'in', batch).execute();
    await trx.deleteFrom('delivery').where('id', 'in', batch).execute();
  }
};

/** What was asked for once, and of which nothing is left. Job and session lists stay: their numbers are in journals. */
const dropLogs = (trx: ArchiveTransaction, tenantId: number) =>
  trx
    .deleteFrom('resource')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'log')
    .where('id', 'not in', trx.selectFrom('reading').select('resource_id'))
    .where('id', 'not in', trx.selectFrom('missing').select('resource_id'))
    .execute();

const apply = async (trx: ArchiveTransaction, tenantId: number, plan: PrunePlan, before: number): Promise<void> => {
  await dropReadings(trx, plan.readings);
  await dropMissing(trx, plan.missing);
  await applyStates(trx, 'job_state', plan.jobStates);
  await applyStates(trx, 'session_state', plan.sessionStates);
  await rewriteJournals(trx, plan.journals);
  for (const batch of inBatches(plan.collections)) await trx.deleteFrom('collection').where('id', 'in', batch).execute();
  for (const batch of inBatches(plan.reports)) await trx.deleteFrom('report').where('id', 'in', batch).execute();
  await dropDeliveries(trx, plan.deliveries);
  await dropAppointments(trx, tenantId, before);
  await dropBodies(trx, plan.bodies);
  await dropLogs(trx, tenantId);
};

const summary = (tenantId: string, plan: PrunePlan): Pruned => ({
  tenantId,
  collections: plan.collections.length,
  readings: plan.readings.length,
  jobStates: plan.jobStates.dropped.length,
  sessionStates: plan.sessionStates.dropped.length,
  bodies: plan.bodies.length,
  bytes: plan.bodies.reduce((sum, { stored }) => sum + stored, 0),
  reports: plan.reports.length,
  deliveries: plan.deliveries.length,
  appointments: plan.appointments,
});

const pruneTenant = (db: ArchiveDatabase, id: number, name: string, { before, dryRun }: PruneRequest): Promise<Pruned> =>
  db.transaction().execute(async (trx) => {
    const plan = await planPrune(trx, id, before);
    if (!dryRun) await apply(trx, id, plan, before);
    return summary(name, plan);
  });

/** Each tenant in a transaction of its own: whole or not at all. */
export const pruneAll = async (db: ArchiveDatabase, request: PruneRequest): Promise<readonly Pruned[]> => {
  const tenants = await db.selectFrom('tenant').selectAll().orderBy('name').execute();
  const pruned: Pruned[] = [];
  for (const { id, name } of tenants) pruned.push(await pruneTenant(db, id, name, request));
  return pruned;
};
