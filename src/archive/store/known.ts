import type { ExpressionBuilder } from 'kysely';
import { collectionOf, endOf, ROUNDS } from './moment.ts';
import { inBatches } from './batches.ts';
import type { ArchiveDatabase, ArchiveTables } from './tables.ts';
import type { Instant } from '../../model/instant.ts';

/** The collection that speaks for the present: the newest that read the job list, else the newest there is. */
export type Present = {
  readonly collectionId: number;
  /** No later moment counts. It is later than `collectionId` where later collections could not read the job list. */
  readonly known: number;
};

/** As `momentOf` has it. */
const momentIn = (eb: ExpressionBuilder<ArchiveTables, 'reading'>) => eb(eb('collection_id', '*', ROUNDS), '+', eb.ref('round'));

/** The newest whole reading of each resource that has one, of those until `known`. */
export const newestReadings = async (
  db: ArchiveDatabase,
  tenantId: number,
  resourceIds: readonly number[],
  known: number,
): Promise<ReadonlyMap<number, number>> => {
  const newest = new Map<number, number>();
  const collections = db.selectFrom('collection').select('id').where('tenant_id', '=', tenantId).where('id', '<=', collectionOf(known));
  for (const batch of inBatches([...new Set(resourceIds)])) {
    const query = db.selectFrom('reading').select((eb) => ['resource_id', eb.fn.max<number>(momentIn(eb)).as('moment')] as const);
    const rows = await query.where('collection_id', 'in', collections).where('resource_id', 'in', batch).groupBy('resource_id').execute();
    for (const { resource_id, moment } of rows) newest.set(resource_id, moment);
  }
  return newest;
};

/** The resources of a kind that a tenant has, by the job. */
export const resourcesOfKind = async (db: ArchiveDatabase, tenantId: number, kind: 'jobs' | 'sessions'): Promise<ReadonlyMap<string, number>> => {
  const rows = await db.selectFrom('resource').select(['id', 'job_id']).where('tenant_id', '=', tenantId).where('kind', '=', kind).execute();
  return new Map(rows.map(({ id, job_id }) => [job_id, id]));
};

/** Null where nothing was collected until then. */
export const findPresent = async (db: ArchiveDatabase, tenantId: number, list: number | null, asOf: Instant | null): Promise<Present | null> => {
  const all = db.selectFrom('collection').select('id').where('tenant_id', '=', tenantId).orderBy('id', 'desc').limit(1);
  const last = await (asOf === null ? all : all.where('started_at', '<=', asOf)).executeTakeFirst();
  if (last === undefined) return null;
  const known = endOf(last.id);
  const listed = list === null ? undefined : (await newestReadings(db, tenantId, [list], known)).get(list);
  return { collectionId: listed === undefined ? last.id : collectionOf(listed), known };
};
