import { sha256 } from './sha256.ts';

/** The body of an answer. Its bytes are made when they are asked for: what an archive holds packed stays so until then. */
export type Body = {
  /** Bytes. */
  readonly size: number;
  /** Of the bytes, in lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Always the same bytes; nobody may change them. */
  readonly read: () => Uint8Array;
};

/** A body whose bytes are at hand. */
export const bodyOf = (bytes: Uint8Array): Body => ({ size: bytes.length, sha256: sha256(bytes), read: () => bytes });
