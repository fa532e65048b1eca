import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { onTestFinished } from 'vitest';
import { testCertificates } from '../../support/certificates.ts';

/** A local server that notes what it was asked. Closed when the test ends. */
export type TestServer = {
  readonly url: string;
  readonly port: number;
  readonly seen: readonly IncomingMessage[];
  /** The largest number of requests that were open at once. */
  readonly mostAtOnce: () => number;
};

/** `turn` counts the requests from 1. */
export type Handler = (request: IncomingMessage, response: ServerResponse, turn: number) => void;

export const testCa = (): string => testCertificates.ca;

export const portOf = (server: { address: () => ReturnType<Server['address']> }): number => {
  const address = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
};

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return portOf(server);
};

const create = (tls: boolean, listener: RequestListener): Server =>
  tls ? createTlsServer(testCertificates.localhost, listener) : createServer(listener);

export const startServer = async (handler: Handler, { tls = false } = {}): Promise<TestServer> => {
  const seen: IncomingMessage[] = [];
  let open = 0;
  let most = 0;
  const server = create(tls, (request, response) => {
    seen.push(request);
    open += 1;
    most = Math.max(most, open);
    response.once('close', () => {
      open -= 1;
    });
    handler(request, response, seen.length);
  });
  const port = await listen(server);
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/v1`, port, seen, mostAtOnce: () => most };
};

export const sendJson = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
