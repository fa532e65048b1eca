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

/** The plain bytes of bodies by number. One base at a time is held beside them. */
export const readBodies = async (db: ArchiveDatabase, ids: readonly number[]): Promise<ReadonlyMap<number, ReadBody>> => {
  const wanted = new Set(ids);
  const rows = await rowsOf(db, [...wanted]);
  const others = rows.flatMap(({ base_id }) => (base_id === null || wanted.has(base_id) ? [] : [base_id]));
  const bases = new Map([...rows, ...(await rowsOf(db, [...new Set(others)]))].map((row) => [row.id, row]));
  const bodies = new Map<number, ReadBody>();
  for (const [baseId, hanging] of Map.groupBy(rows, ({ id, base_id }) => base_id ?? id)) {
    const row = bases.get(baseId);
    if (row === undefined) throw damaged(`body ${baseId} is not there`);
    const base = proven(row, null);
    for (const one of hanging) bodies.set(one.id, { plain: one.id === baseId ? base : proven(one, base), packedSize: one.bytes.length });
  }
  return bodies;
};
