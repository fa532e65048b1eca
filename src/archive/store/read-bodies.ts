import { inBatches } from './batches.ts';
import { unpack, unpackDelta } from './body-codec.ts';
import { damaged } from './damage.ts';
import type { ArchiveDatabase } from './tables.ts';
import type { Body } from '../../model/body.ts';
import { sha256 } from '../../model/sha256.ts';

export type StoredBody = { readonly body: Body; readonly packedSize: number };

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

/** The plain bytes of a row that is no difference. */
type OpenBase = (row: BodyRow) => Uint8Array;

/** What hangs on a base is read one after the other: the base that was read last stays plain, and no other. */
const baseOpener = (): OpenBase => {
  let last: { readonly row: BodyRow; readonly plain: Uint8Array } | null = null;
  return (row) => {
    if (last?.row !== row) last = { row, plain: unpack(row.bytes, row.size) };
    return last.plain;
  };
};

const plainOf = (row: BodyRow, base: BodyRow, open: OpenBase): Uint8Array =>
  row === base ? open(row) : unpackDelta(open(base), row.bytes, row.size);

const tryToRead = (row: BodyRow, base: BodyRow, open: OpenBase): Uint8Array | null => {
  try {
    return plainOf(row, base, open);
  } catch {
    return null;
  }
};

/** Proven by its address now, and kept packed from then on. */
const proven = (row: BodyRow, base: BodyRow, open: OpenBase): Body => {
  const plain = tryToRead(row, base, open);
  const address = Buffer.from(row.sha256).toString('hex');
  if (plain === null || sha256(plain) !== address) throw damaged(`body ${row.id} is not the one that was stored`);
  return { size: plain.length, sha256: address, read: () => plainOf(row, base, open) };
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

/** Bodies by number, each proven to be what was stored. They are held packed, and are plain only while they are read. */
export const readBodies = async (db: ArchiveDatabase, ids: readonly number[]): Promise<ReadonlyMap<number, StoredBody>> => {
  const bodies = new Map<number, StoredBody>();
  const open = baseOpener();
  for (const [baseId, wanted] of await byBase(db, ids)) {
    const rows = await rowsOf(db, [...new Set([baseId, ...wanted])]);
    const base = rows.find(({ id }) => id === baseId);
    if (base === undefined) throw damaged(`body ${baseId} is not there`);
    for (const row of rows.filter(({ id }) => wanted.includes(id)))
      bodies.set(row.id, { body: proven(row, base, open), packedSize: row.bytes.length });
  }
  return bodies;
};
