import { pipeline, type Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { ReadError } from './read-error.ts';
import type { Reply } from './transport.ts';

/** Of a compressed body: what can be unpacked in one go without holding up everything else. */
const SMALL = 64 * 1024;

const tooLarge = (maxBytes: number): ReadError => new ReadError('too-large', `more than ${maxBytes} bytes`);

const decode = (reply: Reply): Readable => {
  const encoding = (reply.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return reply.body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    reply.body.destroy();
    throw new ReadError('not-json', 'a content encoding that was not asked for');
  }
  // The reader of the decoder sees every error of both.
  return pipeline(reply.body, createGunzip(), () => undefined);
};

/** The decoded body, piece by piece. Throws a ReadError `too-large` beyond `maxBytes`, and what the connection throws. */
export async function* bodyChunks(reply: Reply, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  const chunks: AsyncIterable<Uint8Array> = decode(reply);
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

const collect = async (source: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const isSmallGzip = ({ headers }: Reply): boolean =>
  headers['content-encoding'] === 'gzip' && Number(headers['content-length'] ?? Number.NaN) <= SMALL;

const isTooLarge = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Much faster than a stream with its turns through other threads, and stopped at the limit as well. */
const unzipAtOnce = (packed: Uint8Array, maxBytes: number): Uint8Array => {
  // Where earlier pages have used up everything: zlib knows no limit of nothing.
  if (maxBytes < 1) throw tooLarge(maxBytes);
  try {
    return gunzipSync(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    throw isTooLarge(error) ? tooLarge(maxBytes) : error;
  }
};

/** The whole decoded body; `onReceived` is waited for when the last byte is here. Throws like `bodyChunks`. */
export const readBody = async (reply: Reply, maxBytes: number, onReceived: () => Promise<void>): Promise<Uint8Array> => {
  if (Number(reply.headers['content-length'] ?? 0) > maxBytes) {
    reply.body.destroy();
    throw tooLarge(maxBytes);
  }
  const packed = isSmallGzip(reply);
  const bytes = await collect(packed ? reply.body : bodyChunks(reply, maxBytes));
  await onReceived();
  return packed ? unzipAtOnce(bytes, maxBytes) : bytes;
};

/** The beginning of the decoded body, cut at `maxBytes`; what is behind it is not read. */
export const readBeginning = async (reply: Reply, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyChunks(reply, Number.POSITIVE_INFINITY)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
};
