import { readJournals } from './collections.ts';
import { inBatches } from './batches.ts';
import { resourceKey, resourceOf } from './resources.ts';
import type { ArchiveDatabase } from './tables.ts';
import type { Resource } from '../../model/evidence.ts';

export const pageKey = (resource: Resource, page: number): string => `${page} ${resourceKey(resource)}`;

/** How far back one looks for what a body may be nearly the same as: collections fail now and then, but not for long. */
const BACK = 3;

/** The body that each page of each list had when it was last asked for. Logs are left out: each is another story. */
export const lastBodies = async (db: ArchiveDatabase, tenantId: number): Promise<ReadonlyMap<string, number>> => {
  const newest = await db.selectFrom('collection').select('id').where('tenant_id', '=', tenantId).orderBy('id', 'desc').limit(BACK).execute();
  const journals = await readJournals(
    db,
    newest.map(({ id }) => id),
  );
  const entries = newest.toReversed().flatMap(({ id }) => journals.get(id) ?? []);
  const resources = new Map<number, Resource>();
  for (const batch of inBatches([...new Set(entries.map(({ resourceId }) => resourceId))]))
    for (const row of await db.selectFrom('resource').selectAll().where('id', 'in', batch).where('kind', '!=', 'log').execute())
      resources.set(row.id, resourceOf(row));
  return new Map(
    entries.flatMap(({ resourceId, page, bodyId }) => {
      const resource = resources.get(resourceId);
      return resource === undefined ? [] : [[pageKey(resource, page), bodyId] as const];
    }),
  );
};
