import { createServer } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { portOf } from './server.ts';

/** A proxy that connects every tunnel to one local port, and notes what it was asked for. Closed when the test ends. */
export type TestProxy = { readonly url: string; readonly tunnels: readonly string[]; readonly credentials: readonly (string | undefined)[] };

export const startProxy = async (target: number, answer = 200): Promise<TestProxy> => {
  const tunnels: string[] = [];
  const credentials: (string | undefined)[] = [];
  const server = createServer((_, response) => response.writeHead(500).end());
  const sockets = new Set<{ destroy: () => unknown }>();
  server.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    credentials.push(request.headers['proxy-authorization']);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    if (answer !== 200) {
      socket.end(`HTTP/1.1 ${answer} No\r\n\r\n`);
      return;
    }
    const upstream = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    sockets.add(upstream);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, tunnels, credentials };
};
