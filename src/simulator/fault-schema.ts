import { z } from 'zod';
import { FAULT_ENDPOINTS } from './fault.ts';
import type { Fault } from './fault.ts';

const whole = z.number().int().nonnegative();
const count = z.number().int().positive();
const scope = {
  job: z.union([z.string().min(1), count]).exactOptional(),
  endpoint: z.enum(FAULT_ENDPOINTS).exactOptional(),
  times: count.exactOptional(),
};
const hint = { retryAfter: z.union([whole, z.literal('date'), z.literal('body')]).exactOptional(), seconds: whole.exactOptional() };
const status = z.union([z.literal(500), z.literal(502), z.literal(503), z.literal(504)]);

const kind = <Kind extends string, Options extends z.core.$ZodShape>(name: Kind, options: Options) =>
  z.strictObject({ kind: z.literal(name), ...scope, ...options });

/** What each kind takes, beside its scope. */
const KINDS = [
  kind('latency', { ms: whole }),
  kind('unauthorized', {}),
  kind('forbidden', {}),
  kind('not-found', {}),
  kind('too-many-requests', hint),
  kind('server-error', { status: status.exactOptional(), ...hint }),
  kind('redirect', { to: z.string().exactOptional() }),
  kind('hang', {}),
  kind('stall', {}),
  kind('reset', {}),
  kind('cut-body', {}),
  kind('invalid-json', {}),
  kind('html', {}),
  kind('not-a-list', {}),
  kind('huge-body', { megabytes: count.exactOptional() }),
  kind('wrong-type', { field: z.string().exactOptional(), value: z.unknown().optional() }),
  kind('shuffled', {}),
  kind('duplicates', {}),
  kind('conflicting-duplicates', {}),
  kind('page-limit', { limit: count.exactOptional() }),
  kind('unknown-status', { word: z.string().exactOptional() }),
] as const;

export const faultSchema: z.ZodType<Fault> = z.discriminatedUnion('kind', KINDS);

/** Every kind with the names of its options, in the order in which help lists them. */
export const FAULT_OPTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  KINDS.map((one) => [one.shape.kind.value, Object.keys(one.shape).filter((name) => name !== 'kind')]),
);
