import { inBatches } from './batches.ts';
import { pack, sha256, unpack } from './body-codec.ts';
import { damaged } from './damage.ts';
import type { ArchiveDatabase, ArchiveTransaction } from './tables.ts';

/** A body under its address. */
export type Addressed = { readonly sha256: Uint8Array; readonly plain: Uint8Array };

export type StoredBodies = {
  /** The body's number, by address. */
  readonly idOf: (address: Uint8Array) => number;
  readonly added: number;
  readonly bytes: number;
};

export const hexOf = (address: Uint8Array): string => Buffer.from(address).toString('hex');

/** Every distinct body by its address in hexadecimal. */
export const addressed = (bodies: readonly Uint8Array[]): ReadonlyMap<Uint8Array, Addressed> =>
  new Map(bodies.map((plain) => [plain, { sha256: sha256(plain), plain }]));

const knownBodies = async (db: ArchiveDatabase, tenantId: number, addresses: readonly Uint8Array[]): Promise<Map<string, number>> => {
  const known = new Map<string, number>();
  for (const batch of inBatches(addresses)) {
    const rows = await db.selectFrom('body').select(['id', 'sha256']).where('tenant_id', '=', tenantId).where('sha256', 'in', batch).execute();
    for (const { id, sha256: address } of rows) known.set(hexOf(address), id);
  }
  return known;
};

/** Packs what the archive does not hold yet. Outside a transaction, so that nobody waits for the work. */
export const packNew = async (
  db: ArchiveDatabase,
  tenantId: number | null,
  bodies: readonly Addressed[],
): Promise<ReadonlyMap<string, Uint8Array>> => {
  const addresses = bodies.map(({ sha256: address }) => address);
  const known = tenantId === null ? new Map() : await knownBodies(db, tenantId, addresses);
  const packed = new Map<string, Uint8Array>();
  for (const { sha256: address, plain } of bodies) {
    const hex = hexOf(address);
    if (!known.has(hex) && !packed.has(hex)) packed.set(hex, pack(plain));
  }
  return packed;
};

/** Stores what is not there yet. `packed` saves the work where it was done before. */
export const storeBodies = async (
  trx: ArchiveTransaction,
  tenantId: number,
  bodies: readonly Addressed[],
  packed: ReadonlyMap<string, Uint8Array>,
): Promise<StoredBodies> => {
  const addresses = bodies.map(({ sha256: address }) => address);
  const known = await knownBodies(trx, tenantId, addresses);
  let added = 0;
  let stored = 0;
  for (const { sha256: address, plain } of bodies) {
    const hex = hexOf(address);
    if (known.has(hex)) continue;
    const bytes = packed.get(hex) ?? pack(plain);
    const row = { tenant_id: tenantId, sha256: address, size: plain.length, base_id: null, bytes };
    const { id } = await trx.insertInto('body').values(row).returning('id').executeTakeFirstOrThrow();
    known.set(hex, id);
    added += 1;
    stored += bytes.length;
  }
  const idOf = (address: Uint8Array): number => {
    const id = known.get(hexOf(address));
    if (id === undefined) throw new Error('A body was not stored.');
    return id;
  };
  return { idOf, added, bytes: stored };
};

/** The plain bytes of bodies by number, each proven by its address. */
export const readBodies = async (db: ArchiveDatabase, ids: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> => {
  const bodies = new Map<number, Uint8Array>();
  for (const batch of inBatches([...new Set(ids)])) {
    const rows = await db.selectFrom('body').select(['id', 'sha256', 'size', 'bytes']).where('id', 'in', batch).execute();
    for (const row of rows) bodies.set(row.id, unpackBody(row));
  }
  return bodies;
};

const unpackBody = (row: { readonly id: number; readonly sha256: Uint8Array; readonly size: number; readonly bytes: Uint8Array }): Uint8Array => {
  const plain = tryUnpack(row.bytes, row.size);
  if (plain === null || hexOf(sha256(plain)) !== hexOf(row.sha256)) throw damaged(`body ${row.id} is not the one that was stored`);
  return plain;
};

const tryUnpack = (bytes: Uint8Array, size: number): Uint8Array | null => {
  try {
    return unpack(bytes, size);
  } catch {
    return null;
  }
};
