import { z } from 'zod';
import { instantText as instant } from '../model/instant-text.ts';
import { hashPattern } from '../model/sha256.ts';

export const INDEX_FILE = 'evidence/index.json';

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(hashPattern);

const resource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('jobs') }),
  z.strictObject({ kind: z.literal('sessions'), jobId: z.string() }),
  z.strictObject({ kind: z.literal('log'), jobId: z.string(), sessionId: z.string() }),
]);

const FAILURES = [
  'refused-key',
  'forbidden',
  'not-found',
  'rate-limited',
  'server-error',
  'bad-request',
  'timeout',
  'network',
  'tls',
  'cut-off',
  'too-large',
  'not-json',
  'not-a-list',
  'redirect-refused',
  'endless-paging',
] as const;

const failure = z.strictObject({
  code: z.enum(FAILURES),
  request: z.string(),
  status: z.number().int().nullable(),
  attempts: count,
  detail: z.string().nullable(),
});

const exchange = z.strictObject({
  resource,
  page: count,
  round: count,
  path: z.string(),
  query: z.string().nullable().describe('without the question mark; null: there was none'),
  sentAt: instant,
  receivedAt: instant,
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  attempts: count,
  body: z
    .strictObject({ file: z.string(), offset: count, size: count, sha256 })
    .describe('where the answer stands, byte for byte, in the unpacked file; equal answers of one job stand once'),
});

const packed = z
  .strictObject({ name: z.string(), jobId: z.string().nullable(), size: count, sha256 })
  .describe('a gzip file of answers; size and SHA-256 are those of the unpacked bytes. jobId null: the job lists');

/** evidence/index.json: what was asked, when, and where each answer stands. */
export const indexSchema = z.strictObject({
  schemaVersion: z.literal('1.0'),
  tenantId: z.string(),
  source: z.strictObject({
    baseUrl: z.string(),
    startedAt: instant,
    finishedAt: instant,
    statuses: z.record(z.string(), count).describe('attempts by HTTP status; 0: no answer'),
    retries: count,
  }),
  files: z.array(packed),
  exchanges: z.array(exchange),
  missing: z.array(z.strictObject({ resource, round: count, failure })),
});

export type EvidenceIndex = z.output<typeof indexSchema>;
export type IndexedExchange = EvidenceIndex['exchanges'][number];
export type PackedFile = EvidenceIndex['files'][number];
