import { inBatches } from './batches.ts';
import { pack, packDelta } from './body-codec.ts';
import { readBodies } from './read-bodies.ts';
import type { ArchiveDatabase, ArchiveTransaction } from './tables.ts';
import type { Body } from '../../model/body.ts';

/** A body whose address is its hash. `like`: a stored body that may be nearly the same, by number. */
export type NewBody = { readonly body: Body; readonly like: number | null };

export type PackedBody = { readonly bytes: Uint8Array; readonly baseId: number | null };

export type StoredBodies = {
  /** The body's number, by address. */
  readonly idOf: (hex: string) => number;
  readonly added: number;
  readonly bytes: number;
};

const knownBodies = async (db: ArchiveDatabase, tenantId: number, addresses: readonly string[]): Promise<Map<string, number>> => {
  const known = new Map<string, number>();
  for (const batch of inBatches(addresses.map((hex) => Buffer.from(hex, 'hex')))) {
    const rows = await db.selectFrom('body').select(['id', 'sha256']).where('tenant_id', '=', tenantId).where('sha256', 'in', batch).execute();
    for (const row of rows) known.set(Buffer.from(row.sha256).toString('hex'), row.id);
  }
  return known;
};

/** A difference must be this much smaller than its base is. Else the body stands for itself, and is the base of those to come. */
const WORTH = 4;

/** For stored bodies the one that a difference is best taken from: itself, or its own base, so that no difference hangs on another. */
const basesOf = async (db: ArchiveDatabase, ids: readonly number[]): Promise<ReadonlyMap<number, number>> => {
  const bases = new Map<number, number>();
  for (const batch of inBatches([...new Set(ids)]))
    for (const { id, base_id } of await db.selectFrom('body').select(['id', 'base_id']).where('id', 'in', batch).execute())
      bases.set(id, base_id ?? id);
  return bases;
};

const packAgainst = async (db: ArchiveDatabase, body: Body, baseId: number): Promise<PackedBody | null> => {
  const base = (await readBodies(db, [baseId])).get(baseId);
  if (base === undefined) return null;
  const bytes = packDelta(base.body.read(), body.read());
  return bytes.length * WORTH <= base.packedSize ? { bytes, baseId } : null;
};

/** Packs what the archive does not hold yet. Outside a transaction, so that nobody waits for the work. */
export const packNew = async (db: ArchiveDatabase, tenantId: number | null, bodies: readonly NewBody[]): Promise<ReadonlyMap<string, PackedBody>> => {
  const known =
    tenantId === null
      ? new Map<string, number>()
      : await knownBodies(
          db,
          tenantId,
          bodies.map(({ body }) => body.sha256),
        );
  const fresh = bodies.filter(({ body }) => !known.has(body.sha256));
  const bases = await basesOf(
    db,
    fresh.flatMap(({ like }) => (like === null ? [] : [like])),
  );
  const packed = new Map<string, PackedBody>();
  for (const { body, like } of fresh) {
    const baseId = like === null ? undefined : bases.get(like);
    const delta = baseId === undefined ? null : await packAgainst(db, body, baseId);
    packed.set(body.sha256, delta ?? { bytes: pack(body.read()), baseId: null });
  }
  return packed;
};

const stillThere = async (trx: ArchiveTransaction, packed: ReadonlyMap<string, PackedBody>): Promise<ReadonlySet<number>> => {
  const found = new Set<number>();
  const ids = [...packed.values()].flatMap(({ baseId }) => (baseId === null ? [] : [baseId]));
  for (const batch of inBatches([...new Set(ids)]))
    for (const { id } of await trx.selectFrom('body').select('id').where('id', 'in', batch).execute()) found.add(id);
  return found;
};

/** Stores what is not there yet. What was packed may be out of date: another process may have stored it, or taken a base away. */
export const storeBodies = async (
  trx: ArchiveTransaction,
  tenantId: number,
  bodies: readonly NewBody[],
  packed: ReadonlyMap<string, PackedBody>,
): Promise<StoredBodies> => {
  const known = await knownBodies(
    trx,
    tenantId,
    bodies.map(({ body }) => body.sha256),
  );
  const bases = await stillThere(trx, packed);
  let added = 0;
  let stored = 0;
  for (const { body } of bodies) {
    const hex = body.sha256;
    if (known.has(hex)) continue;
    const ready = packed.get(hex);
    const usable = ready !== undefined && (ready.baseId === null || bases.has(ready.baseId));
    const { bytes, baseId } = usable ? ready : { bytes: pack(body.read()), baseId: null };
    const row = { tenant_id: tenantId, sha256: Buffer.from(hex, 'hex'), size: body.size, base_id: baseId, bytes };
    known.set(hex, (await trx.insertInto('body').values(row).returning('id').executeTakeFirstOrThrow()).id);
    added += 1;
    stored += bytes.length;
  }
  const idOf = (hex: string): number => {
    const id = known.get(hex);
    if (id === undefined) throw new Error('A body was not stored.');
    return id;
  };
  return { idOf, added, bytes: stored };
};
