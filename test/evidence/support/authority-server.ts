import type { ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { PKIStatus } from 'pkijs';
import { timestampRequest } from '../../../src/evidence/timestamp.ts';
import { startServer, type TestServer } from '../../vdc/support/server.ts';
import { answerRequest } from './authority.ts';

/** What may be wrong with an authority. */
export type AuthorityFault =
  '404' | '500' | '500-once' | '500-later' | 'hang' | 'oversized' | 'html' | 'redirect' | 'rejected' | 'wrong-imprint' | 'wrong-usage' | 'garbage';

const REPLY = 'application/timestamp-reply';

const send = (response: ServerResponse, body: Uint8Array | string, type = REPLY, status = 200): void => {
  response.writeHead(status, { 'content-type': type }).end(body);
};

const answers = (query: Uint8Array, at: Date, fault: AuthorityFault | null): Promise<Uint8Array> => {
  if (fault === 'wrong-imprint') return answerRequest(timestampRequest(Buffer.from('something else')), { at });
  if (fault === 'wrong-usage') return answerRequest(query, { at, usage: '1.3.6.1.5.5.7.3.1' });
  return answerRequest(query, { at, ...(fault === 'rejected' ? { status: PKIStatus.rejection } : {}) });
};

const isDown = (fault: AuthorityFault | null, turn: number): boolean =>
  fault === '500' || (fault === '500-once' && turn === 1) || (fault === '500-later' && turn > 1);

const failing = (response: ServerResponse, fault: AuthorityFault | null, turn: number): boolean => {
  if (fault === 'hang') return true;
  if (isDown(fault, turn)) send(response, 'no', 'text/plain', 500);
  else if (fault === '404') send(response, 'no', 'text/plain', 404);
  else if (fault === 'oversized') send(response, Buffer.alloc(300 * 1024));
  else if (fault === 'html') send(response, '<html>', 'text/html; charset=utf-8');
  else if (fault === 'garbage') send(response, 'garbage');
  else if (fault === 'redirect') response.writeHead(308, { location: 'http://elsewhere.test/tsr' }).end();
  else return false;
  return true;
};

export type AuthorityServer = Pick<TestServer, 'seen' | 'port'> & { readonly url: string; readonly queries: readonly Uint8Array[] };

/** A time stamp authority on this machine, closed when the test ends. It notes what it was sent. */
export const startAuthority = async (at: Date, fault: AuthorityFault | null = null, { tls = false } = {}): Promise<AuthorityServer> => {
  const queries: Uint8Array[] = [];
  const server = await startServer(
    (request, response, turn) => {
      void buffer(request).then(async (query) => {
        queries.push(query);
        if (!failing(response, fault, turn)) send(response, await answers(query, at, fault));
      });
    },
    { tls },
  );
  return { url: server.url.replace('/v1', '/tsr'), seen: server.seen, port: server.port, queries };
};
