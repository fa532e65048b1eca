import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * Deflate, because every language has it for good: what an archive holds must be readable in ten years. Measured on session
 * lists, brotli and zstd are not noticeably smaller: ids and instants are as good as random, and the rest nothing.
 */
export const pack = (plain: Uint8Array): Uint8Array => deflateRawSync(plain);

/** Undoes `pack`. Throws what zlib throws where the bytes are damaged. */
export const unpack = (packed: Uint8Array, size: number): Uint8Array => {
  const { buffer, byteOffset, length } = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  return new Uint8Array(buffer, byteOffset, length);
};

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
