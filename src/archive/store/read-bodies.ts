import { inBatches } from './batches.ts';
import { sha256, unpack, unpackDelta } from './body-codec.ts';
import { damaged } from './damage.ts';
import type { ArchiveDatabase } from './tables.ts';

export type ReadBody = { readonly plain: Uint8Array; readonly packedSize: number };

type BodyRow = {
  readonly id: number;
  readonly sha256: Uint8Array;
  readonly size: number;
  readonly base_id: number | null;
  readonly bytes: Uint8Array;
};

const rowsOf = async (db: ArchiveDatabase, ids: readonly number[]): Promise<readonly BodyRow[]> => {
  const rows: BodyRow[] = [];
  for (const batch of inBatches(ids))
    rows.push(...(await db.selectFrom('body').select(['id', 'sha256', 'size', 'base_id', 'bytes']).where('id', 'in', batch).execute()));
  return rows;
};

const tryUnpack = ({ bytes, size }: BodyRow, base: Uint8Array | null): Uint8Array | null => {
  try {
    return base === null ? unpack(bytes, size) : unpackDelta(base, bytes, size);
  } catch {
    return null;
  }
};

/** The plain bytes, proven by their address. */
const proven = (row: BodyRow, base: Uint8Array | null): Uint8Array => {
  const plain = tryUnpack(row, base);
  if (plain === null || Buffer.compare(sha256(plain), row.sha256) !== 0) throw damaged(`body ${row.id} is not the one that was stored`);
  return plain;
};

/** Which bodies hang on which: by the base, itself included where it is wanted. */
const byBase = async (db: ArchiveDatabase, ids: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>> => {
  const groups = new Map<number, number[]>();
  for (const batch of inBatches([...new Set(ids)]))
    for (const { id, base_id } of await db.selectFrom('body').select(['id', 'base_id']).where('id', 'in', batch).execute()) {
      const base = base_id ?? id;
      groups.set(base, [...(groups.get(base) ?? []), id]);
    }
  return groups;
};

/** The plain bytes of bodies by number. Only one base, and what hangs on it, is held in packed form beside them. */
export const readBodies = async (db: ArchiveDatabase, ids: readonly number[]): Promise<ReadonlyMap<number, ReadBody>> => {
  const bodies = new Map<number, ReadBody>();
  for (const [baseId, wanted] of await byBase(db, ids)) {
    const rows = await rowsOf(db, [...new Set([baseId, ...wanted])]);
    const row = rows.find(({ id }) => id === baseId);
    if (row === undefined) throw damaged(`body ${baseId} is not there`);
    const base = proven(row, null);
    for (const one of rows.filter(({ id }) => wanted.includes(id)))
      bodies.set(one.id, { plain: one.id === baseId ? base : proven(one, base), packedSize: one.bytes.length });
  }
  return bodies;
};
