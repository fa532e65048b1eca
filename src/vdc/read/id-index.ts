/** Finds the earlier record with the same id. Several times faster than a Set of a million texts. */
export type IdIndex = {
  /** The position at which `id` was claimed before; -1 where it is new, and then it holds `position` from now on. */
  readonly claim: (id: string, position: number) => number;
};

const SAMPLE = 8;
const MAX_PROBES = 64;

/** Over the first and last few characters only: GUIDs and counters differ there. */
const sampledHash = (id: string): number => {
  const head = Math.min(id.length, SAMPLE);
  let hash = id.length;
  for (let at = 0; at < head; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  for (let at = Math.max(head, id.length - SAMPLE); at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
};

const tableBits = (records: number): number => Math.max(4, Math.ceil(Math.log2(records * 2 + 1)));

/** An index for at most `records` ids; `idAt` gives back the id that was claimed with a position. */
export const createIdIndex = (records: number, idAt: (position: number) => string | undefined): IdIndex => {
  const bits = tableBits(records);
  const mask = 2 ** bits - 1;
  // Side by side, so that one look into memory finds both: position + 1 (0: free), hash.
  const table = new Int32Array(2 ** bits * 2);
  // Ids chosen to collide must not make it quadratic: what finds no place soon goes here.
  const crowded = new Map<string, number>();

  const claimCrowded = (id: string, position: number): number => {
    const earlier = crowded.get(id);
    if (earlier === undefined) crowded.set(id, position);
    return earlier ?? -1;
  };

  const claim = (id: string, position: number): number => {
    const hash = sampledHash(id);
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const slot = ((hash + probe) & mask) * 2;
      const held = table[slot] ?? 0;
      if (held === 0) {
        table[slot] = position + 1;
        table[slot + 1] = hash;
        return -1;
      }
      if (table[slot + 1] === hash && idAt(held - 1) === id) return held - 1;
    }
    return claimCrowded(id, position);
  };

  return { claim };
};
