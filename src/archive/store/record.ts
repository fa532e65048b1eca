import { addressed, packNew, storeBodies, type Addressed, type StoredBodies } from './bodies.ts';
import { inBatches } from './batches.ts';
import { writeJournal } from './journal.ts';
import { momentOf } from './moment.ts';
import { observe } from './observe.ts';
import { findTenant, resourceNumbers, tenantNumber, type ResourceNumbers } from './resources.ts';
import { roundKey, wholeRounds, type Page } from './rounds.ts';
import type { ArchiveDatabase, ArchiveTransaction, CollectionOutcome } from './tables.ts';
import type { BodyReader, NewCollection, Recorded } from '../archive.ts';
import type { Evidence } from '../../model/evidence.ts';

const outcomeOf = ({ missing }: Evidence): CollectionOutcome => {
  if (missing.some(({ resource }) => resource.kind === 'jobs')) return 'failed';
  return missing.length > 0 ? 'partial' : 'complete';
};

type Numbers = { readonly tenantId: number; readonly resources: ResourceNumbers; readonly bodies: StoredBodies };

const pagesOf = ({ exchanges }: Evidence, addresses: ReadonlyMap<Uint8Array, Addressed>, { resources, bodies }: Numbers): readonly Page[] =>
  exchanges.map(({ resource, body, ...how }) => {
    const address = addresses.get(body);
    if (address === undefined) throw new Error('A body has no address.');
    return { resource, body, entry: { ...how, resourceId: resources(resource), bodyId: bodies.idOf(address.sha256) } };
  });

const insertCollection = async (
  trx: ArchiveTransaction,
  { evidence, tool }: NewCollection,
  tenantId: number,
  pages: readonly Page[],
): Promise<number> => {
  const row = {
    tenant_id: tenantId,
    started_at: evidence.startedAt,
    finished_at: evidence.finishedAt,
    outcome: outcomeOf(evidence),
    base_url: evidence.baseUrl,
    tool,
    retries: evidence.retries,
    statuses: JSON.stringify(evidence.statuses),
    journal: writeJournal(
      pages.map(({ entry }) => entry),
      evidence.startedAt,
    ),
  };
  const { id } = await trx.insertInto('collection').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
};

const insertMissing = async (trx: ArchiveTransaction, { missing }: Evidence, resources: ResourceNumbers, collectionId: number): Promise<void> => {
  const rows = missing.map(({ resource, round, failure }) => ({
    resource_id: resources(resource),
    moment: momentOf(collectionId, round),
    failure: JSON.stringify(failure),
  }));
  for (const batch of inBatches(rows, 3)) await trx.insertInto('missing').values(batch).execute();
};

/** Stores a collection in one transaction: whole or not at all. */
export const recordCollection = async (db: ArchiveDatabase, reader: BodyReader, collection: NewCollection): Promise<Recorded> => {
  const { tenantId: name, evidence } = collection;
  const addresses = addressed(evidence.exchanges.map(({ body }) => body));
  const packed = await packNew(db, await findTenant(db, name), [...addresses.values()]);
  return db.transaction().execute(async (trx) => {
    const tenantId = await tenantNumber(trx, name);
    const resources = await resourceNumbers(
      trx,
      tenantId,
      [...evidence.exchanges, ...evidence.missing].map(({ resource }) => resource),
    );
    const bodies = await storeBodies(trx, tenantId, [...addresses.values()], packed);
    const pages = pagesOf(evidence, addresses, { tenantId, resources, bodies });
    const collectionId = await insertCollection(trx, collection, tenantId, pages);
    await insertMissing(trx, evidence, resources, collectionId);
    const broken = new Set(evidence.missing.map(({ resource, round }) => roundKey(resources(resource), round)));
    const observed = await observe(trx, reader, wholeRounds(pages, broken, collectionId));
    return { collectionId, newBodies: bodies.added, newBytes: bodies.bytes, ...observed };
  });
};
