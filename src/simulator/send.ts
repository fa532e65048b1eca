import { pipeline, Readable } from 'node:stream';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGzip, gzipSync } from 'node:zlib';
import { JSON_TYPE } from './answer.ts';
import type { Answer, Headers } from './answer.ts';

export type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** Up to this many bytes compression is not worth its head. */
const SMALL = 1024;

const acceptsGzip = (request: IncomingMessage): boolean => /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(request.headers['accept-encoding'] ?? '');

const sendText = ({ request, response }: Exchange, status: number, text: string, headers: Headers): void => {
  const plain = Buffer.from(text);
  const small = plain.length <= SMALL || !acceptsGzip(request);
  const body = small ? plain : gzipSync(plain, { level: 1 });
  const encoding = small ? {} : { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' };
  response.writeHead(status, { 'Content-Type': JSON_TYPE, 'Content-Length': body.length, ...encoding, ...headers });
  response.end(body);
};

const sendHalf = ({ response }: Exchange, text: string, then: () => void): void => {
  const body = Buffer.from(text);
  response.writeHead(200, { 'Content-Type': JSON_TYPE, 'Content-Length': body.length });
  response.write(body.subarray(0, Math.max(1, Math.floor(body.length / 2))), then);
};

/** A client that goes away in the middle ends the stream; there is nobody left to tell. */
const ended = (): void => undefined;

const sendStream = ({ request, response }: Exchange, chunks: Iterable<string>, headers: Headers, compress: boolean): void => {
  const gzip = compress && acceptsGzip(request);
  response.writeHead(200, { ...headers, ...(gzip ? { 'Content-Encoding': 'gzip' } : {}) });
  if (gzip) pipeline(Readable.from(chunks), createGzip({ level: 1 }), response, ended);
  else pipeline(Readable.from(chunks), response, ended);
};

/** Carries out an answer. Returns at once; the bytes follow. */
export const send = (exchange: Exchange, answer: Answer): void => {
  const { socket } = exchange.request;
  switch (answer.kind) {
    case 'text':
      sendText(exchange, answer.status, answer.text, answer.headers ?? {});
      break;
    case 'stream':
      sendStream(exchange, answer.chunks, answer.headers, answer.compress);
      break;
    case 'half':
      sendHalf(exchange, answer.text, () => {
        if (answer.then === 'close') socket.destroy();
      });
      break;
    case 'reset':
      socket.resetAndDestroy();
      break;
    case 'silence':
  }
};
