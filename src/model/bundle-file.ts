/** A file of a bundle: its name with slashes, and its bytes, part after part. What grows with the data is never one piece. */
export type BundleFile = { readonly name: string; readonly parts: readonly Uint8Array[] };

export const inOnePart = (name: string, bytes: Uint8Array): BundleFile => ({ name, parts: [bytes] });

/** Bytes. */
export const sizeOf = ({ parts }: BundleFile): number => parts.reduce((sum, part) => sum + part.length, 0);

/** In one piece, for whoever can take no other. */
export const wholeOf = ({ parts }: BundleFile): Uint8Array => {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : Buffer.concat(parts);
};

const firstDifference = (a: Uint8Array, b: Uint8Array): number => {
  const end = Math.min(a.length, b.length);
  for (let offset = 0; offset < end; offset += 1) if (a[offset] !== b[offset]) return offset;
  return end;
};

/** The first place at which other bytes are not the file's; null where they are the same. */
export const differsAt = ({ parts }: BundleFile, bytes: Uint8Array): number | null => {
  let offset = 0;
  for (const part of parts) {
    const against = bytes.subarray(offset, offset + part.length);
    if (Buffer.compare(part, against) !== 0) return offset + firstDifference(part, against);
    offset += part.length;
  }
  return offset === bytes.length ? null : offset;
};
