import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { UsageError } from '../../errors.ts';
import { isLoopback } from '../../model/loopback.ts';
import type { Status } from './status.ts';

export type StatusServer = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly close: () => Promise<void>;
};

export type Listening = { readonly host: string; readonly port: number };

type Answer = { readonly code: number; readonly text: string; readonly type?: string };

const PLAIN = 'text/plain; charset=utf-8';
const METRICS = 'text/plain; version=0.0.4; charset=utf-8';

const HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** On loopback, a page elsewhere can give its own name this address: it gets no answer. */
const isOurs = ({ headers }: IncomingMessage, { host }: Listening): boolean =>
  !isLoopback(host) || isLoopback((headers.host ?? '').replace(/:\d+$/, ''));

const answerTo = async (request: IncomingMessage, status: Status, listening: Listening): Promise<Answer> => {
  if (!isOurs(request, listening)) return { code: 421, text: 'This service answers to this machine alone.' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return { code: 405, text: 'Only GET.' };
  switch ((request.url ?? '').split('?')[0]) {
    case '/healthz':
      return status.isAlive() ? { code: 200, text: 'ok' } : { code: 503, text: 'hangs' };
    case '/readyz': {
      const obstacle = await status.obstacle();
      return obstacle === null ? { code: 200, text: 'ok' } : { code: 503, text: obstacle };
    }
    case '/metrics':
      return { code: 200, text: await status.metrics(), type: METRICS };
    default:
      return { code: 404, text: 'There are /healthz, /readyz and /metrics.' };
  }
};

const send = (response: ServerResponse, { code, text, type = PLAIN }: Answer): void =>
  void response.writeHead(code, { ...HEADERS, 'Content-Type': type }).end(text.endsWith('\n') ? text : `${text}\n`);

const portOf = (server: Server): number => {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
};

const listen = (server: Server, { host, port }: Listening): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const text = `The service cannot listen on ${host}, port ${String(port)}: ${cause.message}`;
      reject(new UsageError('serve-port', text, { hint: 'Choose another --host or --port.', cause }));
    });
    server.listen(port, host, resolve);
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** What probes and Prometheus ask. Why something failed is in the log: nothing of it is answered here. */
export const startStatusServer = async (status: Status, listening: Listening): Promise<StatusServer> => {
  const server = createServer((request, response) => {
    answerTo(request, status, listening).then(
      (answer) => send(response, answer),
      () => send(response, { code: 500, text: 'failed' }),
    );
  });
  await listen(server, listening);
  const { host } = listening;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${String(portOf(server))}`, close: () => close(server) };
};
