import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

export type Canary = {
  /** `127.0.0.1:PORT`, for HTTP and for datagrams alike. */
  readonly host: string;
  /** The paths that were asked for; a datagram counts as `/datagram`. */
  readonly hits: ReadonlySet<string>;
  /** Resolves with the next request to a path that begins with `/hang`, whose answer never comes unless `answer` is called. */
  readonly nextHanging: () => Promise<{ readonly answer: () => void }>;
  readonly close: () => Promise<void>;
};

const TYPES: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', html: 'text/html' };

const answerTo = (path: string, response: ServerResponse): void => {
  const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/html';
  response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' });
  response.end(type === 'text/html' ? '<p>REPLACED BY THE CANARY</p>' : '');
};

/** A server on loopback that nothing on a fenced page may ever reach. */
export const startCanary = async (): Promise<Canary> => {
  const hits = new Set<string>();
  const waiting: ((hanging: { readonly answer: () => void }) => void)[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    hits.add(path);
    if (path.startsWith('/hang')) waiting.shift()?.({ answer: () => answerTo(path, response) });
    else answerTo(path, response);
  });
  server.on('upgrade', (request, socket) => {
    hits.add(request.url ?? '');
    socket.destroy();
  });
  server.on('connect', (request, socket) => {
    hits.add(request.url ?? '');
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The canary has no port.');
  const datagrams = createSocket('udp4');
  datagrams.on('message', () => hits.add('/datagram'));
  datagrams.bind(address.port, '127.0.0.1');
  await once(datagrams, 'listening');
  return {
    host: `127.0.0.1:${address.port}`,
    hits,
    nextHanging: () => new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      datagrams.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
