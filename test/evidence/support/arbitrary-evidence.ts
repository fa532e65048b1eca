import fc from 'fast-check';
import { bodyOf } from '../../../src/model/body.ts';
import type { Evidence, Exchange, Missing, Resource } from '../../../src/model/evidence.ts';

/** Ids that would be a path, a formula or half a character, if they were ever used as a name. */
const id = fc.oneof(
  fc.constantFrom('../../etc/passwd', 'CON', '', '__proto__', '=1+1', '\ud800', 'job 1', '\u202e'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const instant = fc.integer({ min: 0, max: Date.parse('2100-01-01T00:00:00Z') });
const count = fc.nat(1000);

const resource: fc.Arbitrary<Resource> = fc.oneof(
  fc.constant<Resource>({ kind: 'jobs' }),
  id.map((jobId): Resource => ({ kind: 'sessions', jobId })),
  fc.tuple(id, id).map(([jobId, sessionId]): Resource => ({ kind: 'log', jobId, sessionId })),
);

/** Few different bodies, so that equal ones meet. */
const body = fc.oneof(
  fc.constantFrom(Buffer.from('[]'), new Uint8Array()).map((bytes) => Uint8Array.from(bytes)),
  fc.uint8Array({ maxLength: 60 }),
);

const exchange: fc.Arbitrary<Exchange> = fc.record({
  resource,
  page: count,
  round: count,
  path: fc.string({ maxLength: 20 }).map((rest) => `/v1/${rest}`),
  sentAt: instant,
  receivedAt: instant,
  status: fc.integer({ min: 100, max: 599 }),
  headers: fc.dictionary(fc.constantFrom('content-type', 'date', 'etag'), fc.string()),
  attempts: count,
  body: body.map(bodyOf),
});

const missing: fc.Arbitrary<Missing> = fc.record({
  resource,
  round: count,
  failure: fc.record({
    code: fc.constantFrom('timeout', 'refused-key', 'not-json'),
    request: fc.string(),
    status: fc.option(count),
    attempts: count,
    detail: fc.option(fc.string()),
  }),
});

export const evidence: fc.Arbitrary<Evidence> = fc.record({
  baseUrl: fc.webUrl(),
  startedAt: instant,
  finishedAt: instant,
  exchanges: fc.array(exchange, { maxLength: 12 }),
  missing: fc.array(missing, { maxLength: 4 }),
  statuses: fc.dictionary(fc.constantFrom('200', '0', '429'), count),
  retries: count,
});
