import { inBatches } from './batches.ts';
import type { ArchiveDatabase, ArchiveTransaction } from './tables.ts';
import type { Resource } from '../../model/evidence.ts';

type ResourceColumns = { readonly kind: Resource['kind']; readonly job_id: string; readonly session_id: string };

const columnsOf = (resource: Resource): ResourceColumns => ({
  kind: resource.kind,
  job_id: resource.kind === 'jobs' ? '' : resource.jobId,
  session_id: resource.kind === 'log' ? resource.sessionId : '',
});

export const resourceOf = ({ kind, job_id: jobId, session_id: sessionId }: ResourceColumns): Resource => {
  switch (kind) {
    case 'jobs':
      return { kind };
    case 'sessions':
      return { kind, jobId };
    case 'log':
      return { kind, jobId, sessionId };
  }
};

const keyOf = ({ kind, job_id, session_id }: ResourceColumns): string => JSON.stringify([kind, job_id, session_id]);

/** A text that two resources share only when they are the same one. */
export const resourceKey = (resource: Resource): string => keyOf(columnsOf(resource));

export type ResourceNumbers = (resource: Resource) => number;

/** The number of a tenant by its name; null where nothing was ever recorded of it. */
export const findTenant = async (db: ArchiveDatabase, name: string): Promise<number | null> =>
  (await db.selectFrom('tenant').select('id').where('name', '=', name).executeTakeFirst())?.id ?? null;

/** The number of a tenant, which is given where it has none. */
export const tenantNumber = async (trx: ArchiveTransaction, name: string): Promise<number> => {
  const known = await findTenant(trx, name);
  return known ?? (await trx.insertInto('tenant').values({ name }).returning('id').executeTakeFirstOrThrow()).id;
};

const known = async (trx: ArchiveTransaction, tenantId: number, wanted: readonly ResourceColumns[]): Promise<Map<string, number>> => {
  const found = new Map<string, number>();
  const jobIds = [...new Set(wanted.map(({ job_id }) => job_id))];
  for (const kind of ['jobs', 'sessions', 'log'] as const) {
    const sessionIds = wanted.filter((columns) => columns.kind === kind).map(({ session_id }) => session_id);
    for (const batch of inBatches([...new Set(sessionIds)]))
      for (const jobs of inBatches(jobIds)) {
        const query = trx.selectFrom('resource').selectAll().where('tenant_id', '=', tenantId).where('kind', '=', kind);
        const rows = await query.where('job_id', 'in', jobs).where('session_id', 'in', batch).execute();
        for (const row of rows) found.set(keyOf(row), row.id);
      }
  }
  return found;
};

/** The numbers of resources, which are given where they have none. */
export const resourceNumbers = async (trx: ArchiveTransaction, tenantId: number, resources: readonly Resource[]): Promise<ResourceNumbers> => {
  const wanted = new Map(resources.map(columnsOf).map((columns) => [keyOf(columns), columns]));
  const numbers = await known(trx, tenantId, [...wanted.values()]);
  const missing = [...wanted].filter(([key]) => !numbers.has(key)).map(([, columns]) => ({ tenant_id: tenantId, ...columns }));
  for (const batch of inBatches(missing, 4)) {
    const rows = await trx.insertInto('resource').values(batch).returningAll().execute();
    for (const row of rows) numbers.set(keyOf(row), row.id);
  }
  return (resource) => {
    const id = numbers.get(keyOf(columnsOf(resource)));
    if (id === undefined) throw new Error('A resource has no number.');
    return id;
  };
};
