import { packNew, storeBodies, type NewBody, type StoredBodies } from './bodies.ts';
import { inBatches } from './batches.ts';
import { writeJournal } from './journal.ts';
import { momentOf } from './moment.ts';
import { observe } from './observe.ts';
import { lastBodies, pageKey } from './last-bodies.ts';
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

const pagesOf = ({ exchanges }: Evidence, { resources, bodies }: Numbers): readonly Page[] =>
  exchanges.map(({ resource, body, ...how }) => ({
    resource,
    body,
    entry: { ...how, resourceId: resources(resource), bodyId: bodies.idOf(body.sha256) },
  }));

/** Every distinct body, with what the same page was when it was last read. */
const distinctBodies = async (db: ArchiveDatabase, tenantId: number | null, evidence: Evidence): Promise<readonly NewBody[]> => {
  const like = tenantId === null ? new Map<string, number>() : await lastBodies(db, tenantId);
  const bodies = evidence.exchanges.map(({ resource, page, body }): [string, NewBody] => [
    body.sha256,
    { body, like: like.get(pageKey(resource, page)) ?? null },
  ]);
  return [...new Map(bodies).values()];
};

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
  const known = await findTenant(db, name);
  const distinct = await distinctBodies(db, known, evidence);
  const packed = await packNew(db, known, distinct);
  return db.transaction().execute(async (trx) => {
    const tenantId = await tenantNumber(trx, name);
    const resources = await resourceNumbers(
      trx,
      tenantId,
      [...evidence.exchanges, ...evidence.missing].map(({ resource }) => resource),
    );
    const bodies = await storeBodies(trx, tenantId, distinct, packed);
    const pages = pagesOf(evidence, { tenantId, resources, bodies });
    const collectionId = await insertCollection(trx, collection, tenantId, pages);
    await insertMissing(trx, evidence, resources, collectionId);
    const broken = new Set(evidence.missing.map(({ resource, round }) => roundKey(resources(resource), round)));
    const observed = await observe(trx, reader, tenantId, wholeRounds(pages, broken, collectionId));
    return { collectionId, newBodies: bodies.added, newBytes: bodies.bytes, ...observed };
  });
};
