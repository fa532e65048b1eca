import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as timer } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import type { Instant } from '../model/instant.ts';
import { problem } from './answer.ts';
import { checkFaults } from './check-faults.ts';
import { faultQueue } from './fault-queue.ts';
import type { Fault } from './fault.ts';
import { respond } from './respond.ts';
import type { Context, Entry, RequestRecord, SimulatorOptions } from './respond.ts';
import { send } from './send.ts';
import type { SimulatedWorld } from './wire.ts';

export type Simulator = {
  /** `http://127.0.0.1:PORT/v1` */
  readonly url: string;
  /** In the order of arrival; grows while the simulator runs. */
  readonly requests: readonly RequestRecord[];
  /** The most requests that were waiting for their answer at the same time. */
  readonly maxInFlight: number;
  /** Replaces the faults; every `times` counts anew. Throws a UsageError for one that could never fire. */
  readonly setFaults: (faults: readonly Fault[]) => void;
  /** Ends every connection, also those that hang. Resolves when the port is free. */
  readonly close: () => Promise<void>;
};

const newEntry = (request: IncomingMessage, receivedAt: Instant): Entry => ({
  method: request.method ?? '',
  path: request.url ?? '/',
  endpoint: null,
  jobId: null,
  sessionId: null,
  headers: request.headers,
  receivedAt,
  status: null,
  faults: [],
});

const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new UserError('simulator-port', `The simulator cannot listen on port ${port}: ${cause.message}`, { hint: 'Choose another port.', cause }),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const bound = server.address();
      resolve(`http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : port}/v1`);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** The faults, ready to be dealt out. Throws a UsageError for one that could never fire. */
const dealerOf = (faults: readonly Fault[], world: SimulatedWorld): Context['deal'] => {
  checkFaults(faults, world);
  return faultQueue(faults, world);
};

/**
 * Serves a world as the reporting API on loopback. Throws a UserError where the port is taken, a UsageError for a fault
 * that names a job or a field that the world does not have.
 */
export const startSimulator = async (options: SimulatorOptions): Promise<Simulator> => {
  const now = options.now ?? Date.now;
  const sleep = options.sleep ?? ((ms, signal) => timer(ms, undefined, signal === undefined ? {} : { signal }));
  const context: Context = { options, now, sleep, deal: dealerOf(options.faults ?? [], options.world) };
  const requests: Entry[] = [];
  let inFlight = 0;
  let maxInFlight = 0;
  const server = createServer((request, response) => {
    const entry = newEntry(request, now());
    requests.push(entry);
    maxInFlight = Math.max(maxInFlight, (inFlight += 1));
    response.setHeader('Date', new Date(now()).toUTCString());
    response.once('close', () => {
      inFlight -= 1;
      if (response.headersSent) entry.status = response.statusCode;
    });
    respond({ request, response }, context, entry)
      .then((answer) => {
        if (answer !== null) send({ request, response }, answer);
      })
      .catch((error: unknown) => {
        if (response.headersSent || response.destroyed) response.destroy();
        else send({ request, response }, problem(500, 'Simulator error', String(error)));
      });
  });
  // Longer than a busy machine lets a client wait: a connection closed while a request is on its way would be a fault that nobody asked for.
  server.keepAliveTimeout = 60_000;
  return {
    url: await listen(server, options.port ?? 0),
    requests,
    get maxInFlight() {
      return maxInFlight;
    },
    setFaults: (faults) => void (context.deal = dealerOf(faults, options.world)),
    close: () => close(server),
  };
};
