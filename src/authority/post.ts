import { readBody } from '../vdc/body.ts';
import { proxySecrets } from '../vdc/proxy.ts';
import { createRedactor } from '../vdc/redactor.ts';
import { request, type Outcome, type SourceWorld, type Wire } from '../vdc/request.ts';
import { RETRY_POLICY } from '../vdc/retry.ts';
import { createSlots } from '../vdc/slots.ts';
import { createTrafficCounter } from '../vdc/traffic.ts';
import { createTransport } from '../vdc/transport.ts';
import type { AuthoritySite } from './site.ts';

/** An answer with status 2xx; `type` is its content type in small letters, without parameters. */
export type Answer = { readonly type: string; readonly bytes: Uint8Array };

export type Question = {
  readonly body: Uint8Array;
  readonly type: string;
  /** The type of the answer. */
  readonly accept: string;
  /** What no word about a failure may hold. */
  readonly secrets: readonly string[];
};

/** Once, and once more after what may pass. */
const ATTEMPTS = 2;

/** Milliseconds between the attempts, and to spare. */
const BETWEEN = 2 * RETRY_POLICY.baseMs;

/** An answer with a long chain of certificates has about 10 kB. */
const LARGEST = 256 * 1024;

const wireTo = (
  { origin, timeoutMs, caPem, proxy }: AuthoritySite,
  { body, type, accept, secrets }: Question,
  closed: AbortSignal,
  world: SourceWorld,
): Wire => ({
  origin,
  method: 'POST',
  headers: { 'content-type': type, accept, 'user-agent': 'vdc-report' },
  transport: createTransport({ origin, connections: 1, connectTimeoutMs: timeoutMs, caPem, proxy, post: body }),
  slots: createSlots(1),
  traffic: createTrafficCounter(),
  redactor: createRedactor([...proxySecrets(proxy), ...secrets]),
  policy: { ...RETRY_POLICY, attempts: ATTEMPTS },
  timeouts: { attemptMs: timeoutMs, totalMs: ATTEMPTS * timeoutMs + BETWEEN },
  closed,
  world,
});

/**
 * Asks a site that answers questions. Redirects, sizes, times, proxies and certificates are those of the source's client; what
 * the answer says is not looked at. Failures are returned, never thrown.
 */
export const post = async (site: AuthoritySite, question: Question, signal: AbortSignal, world: SourceWorld): Promise<Outcome<Answer>> => {
  const wire = wireTo(site, question, signal, world);
  try {
    return await request(wire, site.path, async (reply) => {
      const [type = ''] = (reply.headers['content-type'] ?? '').split(';');
      const bytes = await readBody(reply, LARGEST, async () => undefined);
      return { value: { type: type.trim().toLowerCase(), bytes }, keepsLease: false };
    });
  } finally {
    await wire.transport.close();
  }
};
