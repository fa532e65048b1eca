import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { applyDelta, makeDelta } from './body-delta.ts';

/*
 * Deflate, because every language has it for good: what an archive holds must be readable in ten years. Measured on session
 * lists, brotli and zstd are not noticeably smaller: ids and instants are as good as random, and the rest nothing.
 */

export const pack = (plain: Uint8Array): Uint8Array => deflateRawSync(plain);

/** zlib's smallest piece of output. */
const LEAST_CHUNK = 64;

/** Undoes `pack`. Throws what zlib throws where the bytes are damaged. The size is known: one piece of memory, and no copy. */
export const unpack = (packed: Uint8Array, size: number): Uint8Array => {
  const { buffer, byteOffset, length } = inflateRawSync(packed, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(LEAST_CHUNK, size + 1) });
  return new Uint8Array(buffer, byteOffset, length);
};

/** As much as deflate can look back. A new record is spelled like those in the base. */
const dictionaryOf = (base: Uint8Array): Uint8Array => base.subarray(0, 32_768);

/** A body as its difference from another one. */
export const packDelta = (base: Uint8Array, plain: Uint8Array): Uint8Array =>
  deflateRawSync(makeDelta(base, plain), { level: 9, dictionary: dictionaryOf(base) });

/** Undoes `packDelta`. Throws what zlib throws, or a RangeError, where the bytes are damaged. */
export const unpackDelta = (base: Uint8Array, packed: Uint8Array, size: number): Uint8Array =>
  applyDelta(base, inflateRawSync(packed, { dictionary: dictionaryOf(base), maxOutputLength: 2 * size + 1024 }), size);
