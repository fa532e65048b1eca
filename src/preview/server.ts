import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { UserError } from '../errors.ts';
import type { Served } from './live.ts';

export type PreviewServer = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Tells every open page that there is another edition. */
  readonly changed: () => void;
  readonly close: () => Promise<void>;
};

/** Makes one page of this edition. Must not throw. */
export type Show = (edition: number) => Promise<Served>;

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

const refuse = (response: ServerResponse, status: number, text: string): void =>
  void response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);

/** A page elsewhere can give its own name this address: it is answered by neither. */
const isOurs = (request: IncomingMessage, port: number): boolean =>
  [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`].includes(request.headers.host ?? '');

const portOf = (server: Server): number => {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new UserError('preview-port', `The preview cannot listen on port ${String(port)}: ${cause.message}`, { hint: 'Choose another port.', cause }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Serves a few pages on loopback, and says when they changed. `pages`: every path there is; nothing is read by a path that was asked for. */
export const startPreview = async (pages: ReadonlyMap<string, Show>, port: number): Promise<PreviewServer> => {
  let edition = 1;
  const listeners = new Set<ServerResponse>();
  const tell = (response: ServerResponse): void => void response.write(`data: ${String(edition)}\n\n`);
  const follow = (response: ServerResponse): void => {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
    listeners.add(response);
    response.once('close', () => listeners.delete(response));
    tell(response);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const show = pages.get(path);
    if (!isOurs(request, portOf(server))) {
      refuse(response, 421, 'This preview answers to 127.0.0.1 alone.');
      return;
    }
    if (request.method !== 'GET') {
      refuse(response, 405, 'Only GET.');
      return;
    }
    if (path === '/events') {
      follow(response);
      return;
    }
    if (show === undefined) {
      refuse(response, 404, `There are: ${[...pages.keys()].join(', ')}`);
      return;
    }
    const { html, policy } = await show(edition);
    response.writeHead(200, {
      ...HEADERS,
      'Content-Type': 'text/html; charset=utf-8',
      ...(policy === null ? {} : { 'Content-Security-Policy': policy }),
    });
    response.end(html);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      refuse(response, 500, error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${String(portOf(server))}`,
    changed: () => {
      edition += 1;
      listeners.forEach(tell);
    },
    close: () => close(server),
  };
};
