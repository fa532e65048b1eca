import { countAppointments } from './agenda/prune.ts';
import { inBatches } from './batches.ts';
import { readJournals } from './collections.ts';
import type { JournalEntry } from './journal.ts';
import { momentOf } from './moment.ts';
import { planStates, type StateChanges } from './prune-states.ts';
import { findSurvivors, survives, type Survivors } from './survivors.ts';
import type { ArchiveDatabase } from './tables.ts';
import type { Instant } from '../../model/instant.ts';

type Moment = { readonly collection_id: number; readonly resource_id: number; readonly round: number };

/** All that goes, and all that changes because of it. */
export type PrunePlan = {
  readonly collections: readonly number[];
  /** What is left of the journals of earlier collections. */
  readonly journals: ReadonlyMap<number, readonly JournalEntry[]>;
  readonly readings: readonly Moment[];
  readonly missing: readonly { readonly resource_id: number; readonly moment: number }[];
  readonly jobStates: StateChanges;
  readonly sessionStates: StateChanges;
  readonly bodies: readonly { readonly id: number; readonly base_id: number | null; readonly stored: number }[];
  readonly reports: readonly number[];
  readonly deliveries: readonly number[];
  /** How many. */
  readonly appointments: number;
};

const allMoments = async (db: ArchiveDatabase, tenantId: number): Promise<readonly (Moment & { readonly moment: number })[]> => {
  const collections = db.selectFrom('collection').select('id').where('tenant_id', '=', tenantId);
  const rows = await db.selectFrom('reading').selectAll().where('collection_id', 'in', collections).execute();
  return rows.map((row) => ({ ...row, moment: momentOf(row.collection_id, row.round) })).toSorted((a, b) => a.moment - b.moment);
};

const planMissing = async (db: ArchiveDatabase, tenantId: number, survivors: Survivors) => {
  const resources = db.selectFrom('resource').select('id').where('tenant_id', '=', tenantId);
  const rows = await db.selectFrom('missing').select(['resource_id', 'moment']).where('resource_id', 'in', resources).execute();
  return rows.filter(({ resource_id, moment }) => !survives(survivors, resource_id, moment));
};

const planAllStates = async (
  db: ArchiveDatabase,
  table: 'job_state' | 'session_state',
  resourceIds: readonly number[],
  staying: ReadonlyMap<number, readonly number[]>,
): Promise<StateChanges> => {
  const changes: StateChanges[] = [];
  for (const id of resourceIds) changes.push(await planStates(db, table, id, staying.get(id) ?? []));
  return { dropped: changes.flatMap(({ dropped }) => dropped), shortened: changes.flatMap(({ shortened }) => shortened) };
};

type Journals = { readonly gone: readonly number[]; readonly left: Map<number, readonly JournalEntry[]>; readonly used: ReadonlySet<number> };

/** Goes through every collection, a few at a time, and finds out which bodies are still spoken of. */
const planJournals = async (db: ArchiveDatabase, tenantId: number, survivors: Survivors): Promise<Journals> => {
  const rows = await db.selectFrom('collection').select('id').where('tenant_id', '=', tenantId).orderBy('id').execute();
  const gone: number[] = [];
  const left = new Map<number, readonly JournalEntry[]>();
  const used = new Set<number>();
  for (const { id } of rows) {
    const entries = (await readJournals(db, [id])).get(id) ?? [];
    const staying = entries.filter((entry) => survives(survivors, entry.resourceId, momentOf(id, entry.round)));
    for (const { bodyId } of staying) used.add(bodyId);
    if (id >= survivors.firstWhole) continue;
    if (staying.length === 0 && !survivors.collections.has(id)) gone.push(id);
    else if (staying.length < entries.length) left.set(id, staying);
  }
  return { gone, left, used };
};

const planBodies = async (db: ArchiveDatabase, tenantId: number, used: ReadonlySet<number>): Promise<PrunePlan['bodies']> => {
  const rows = await db.selectFrom('body').select(['id', 'base_id']).where('tenant_id', '=', tenantId).execute();
  const needed = new Set(rows.flatMap(({ id, base_id }) => (used.has(id) ? [id, base_id ?? id] : [])));
  const unused = rows.filter(({ id }) => !needed.has(id));
  const stored = new Map<number, number>();
  for (const batch of inBatches(unused.map(({ id }) => id)))
    for (const { id, bytes } of await db.selectFrom('body').select(['id', 'bytes']).where('id', 'in', batch).execute()) stored.set(id, bytes.length);
  return unused.map((row) => ({ ...row, stored: stored.get(row.id) ?? 0 }));
};

/** Mails that nobody will try again. Those that are on their way stay, however old. */
const planDeliveries = async (db: ArchiveDatabase, tenantId: number, before: Instant): Promise<readonly number[]> => {
  const old = db.selectFrom('delivery').select('id').where('tenant_id', '=', tenantId).where('made_at', '<', before);
  const rows = await old.where('state', '!=', 'sending').where('next_attempt_at', 'is', null).execute();
  return rows.map(({ id }) => id);
};

/** What of a tenant goes when everything from before an instant is forgotten that nothing stands on. */
export const planPrune = async (db: ArchiveDatabase, tenantId: number, before: Instant): Promise<PrunePlan> => {
  const survivors = await findSurvivors(db, tenantId, before);
  const moments = await allMoments(db, tenantId);
  const stays = ({ resource_id, moment }: { readonly resource_id: number; readonly moment: number }) => survives(survivors, resource_id, moment);
  const staying = new Map(
    [...Map.groupBy(moments.filter(stays), ({ resource_id }) => resource_id)].map(([id, found]) => [id, found.map(({ moment }) => moment)]),
  );
  const resources = await db.selectFrom('resource').select(['id', 'kind']).where('tenant_id', '=', tenantId).execute();
  const ofKind = (wanted: string) => resources.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const { gone, left, used } = await planJournals(db, tenantId, survivors);
  const reports = await db.selectFrom('report').select('id').where('tenant_id', '=', tenantId).where('made_at', '<', before).execute();
  return {
    collections: gone,
    journals: left,
    readings: moments.filter((moment) => !stays(moment)),
    missing: await planMissing(db, tenantId, survivors),
    jobStates: await planAllStates(db, 'job_state', ofKind('jobs'), staying),
    sessionStates: await planAllStates(db, 'session_state', ofKind('sessions'), staying),
    bodies: await planBodies(db, tenantId, used),
    reports: reports.map(({ id }) => id),
    deliveries: await planDeliveries(db, tenantId, before),
    appointments: await countAppointments(db, tenantId, before),
  };
};
