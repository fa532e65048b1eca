import { setMaxListeners } from 'node:events';
import { authHeader } from './auth-header.ts';
import { readBaseUrl } from './base-url.ts';
import { downloadStream } from './download-stream.ts';
import { fetchPages, type Fetched } from './fetch-pages.ts';
import { proxyFor, proxySecrets } from './proxy.ts';
import { createRedactor } from './redactor.ts';
import { checkTemplates, downloadPath, resourcePath } from './resource-path.ts';
import { RETRY_POLICY } from './retry.ts';
import { createSlots } from './slots.ts';
import { createTrafficCounter, type Traffic } from './traffic.ts';
import { createTransport } from './transport.ts';
import type { Resource } from '../model/evidence.ts';
import type { SourceOptions } from './options.ts';
import type { Outcome, SourceWorld, Wire } from './request.ts';

/** One tenant's reporting API. Failures are returned, never thrown. */
export type Source = {
  /** All pages of a resource. `round` is noted in the evidence: 1 where it is read a second time. */
  readonly fetch: (resource: Resource, round?: number) => Promise<Fetched>;
  /** A session's log as a byte stream. It holds a place among the requests in flight until it is read to its end or left. */
  readonly download: (jobId: string, sessionId: string) => Promise<Outcome<AsyncIterable<Uint8Array>>>;
  readonly traffic: () => Traffic;
  /** Ends what is in flight. */
  readonly close: () => Promise<void>;
};

const createWire = (options: SourceOptions, origin: string, closed: AbortSignal, world: SourceWorld): Wire => {
  const { concurrency, timeouts, attempts, caPem, apiKey } = options;
  const proxy = proxyFor(origin, options.proxy);
  return {
    origin,
    method: 'GET',
    headers: { accept: 'application/json', 'accept-encoding': 'gzip', 'user-agent': 'vdc-report', ...authHeader(options) },
    transport: createTransport({ origin, connections: concurrency, connectTimeoutMs: timeouts.attemptMs, caPem, proxy }),
    slots: createSlots(concurrency),
    traffic: createTrafficCounter(),
    redactor: createRedactor([apiKey, ...proxySecrets(proxy)]),
    policy: { ...RETRY_POLICY, attempts },
    timeouts,
    closed,
    world,
  };
};

/** Throws a UserError where the base URL, key, CA file, proxy or a path cannot be used. */
export const createSource = (options: SourceOptions, world: SourceWorld): Source => {
  const { origin, root } = readBaseUrl(options.baseUrl);
  const { paths, maxBodyBytes } = options;
  checkTemplates(paths);
  const closing = new AbortController();
  // Everything in flight listens to it.
  setMaxListeners(0, closing.signal);
  const wire = createWire(options, origin, closing.signal, world);
  return {
    fetch: (resource, round = 0) => fetchPages(wire, resource, round, resourcePath(root, paths, resource), maxBodyBytes),
    download: (jobId, sessionId) => downloadStream(wire, downloadPath(root, paths, jobId, sessionId), maxBodyBytes),
    traffic: wire.traffic.read,
    close: async () => {
      closing.abort();
      await wire.transport.close();
    },
  };
};
