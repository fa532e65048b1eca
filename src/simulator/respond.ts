import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Instant } from '../model/instant.ts';
import { alterRecords } from './alter-records.ts';
import type { LooseRecord } from './alter-records.ts';
import { problem } from './answer.ts';
import type { Answer } from './answer.ts';
import { envelopePage } from './envelope.ts';
import type { EnvelopeOption } from './envelope.ts';
import type { faultQueue } from './fault-queue.ts';
import { isAnswerFault } from './fault.ts';
import type { Fault, FaultKind } from './fault.ts';
import { jobOf, recordsAt } from './lookup.ts';
import { misbehave } from './misbehave.ts';
import { readRoute, splitAddress } from './route.ts';
import type { Endpoint, Route } from './route.ts';
import type { Exchange } from './send.ts';
import type { SimulatedWorld } from './wire.ts';

export type SimulatorOptions = {
  readonly world: SimulatedWorld;
  readonly apiKey: string;
  /** Where the key is looked for: `X-API-Key: KEY`; with a scheme, `Authorization: SCHEME KEY`; `header` overrides the name. */
  readonly auth?: { readonly header?: string; readonly scheme?: string };
  /** Lists come in the paged envelope; else only on requests with `?envelope=1`. */
  readonly envelope?: boolean | EnvelopeOption;
  readonly faults?: readonly Fault[];
  /** Before every answer. */
  readonly latencyMs?: number;
  /** Default 0: any free port. */
  readonly port?: number;
  /** For the `Date` and `Retry-After` headers and the record of requests. Default: the machine's clock. */
  readonly now?: () => Instant;
  /** Rejects when `signal` is aborted: the client went away or the simulator closed. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** A request as it came, key and all. `status` is null until an answer has begun. */
export type RequestRecord = {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly path: string;
  readonly endpoint: Endpoint | null;
  readonly jobId: string | null;
  readonly sessionId: string | null;
  readonly headers: IncomingHttpHeaders;
  readonly receivedAt: Instant;
  readonly status: number | null;
  readonly faults: readonly FaultKind[];
};

/** A record while its request is being answered. */
export type Entry = { -readonly [Key in keyof RequestRecord]: RequestRecord[Key] };

/** What all requests share; `deal` changes when the faults do. */
export type Context = {
  readonly options: SimulatorOptions;
  readonly now: () => Instant;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  deal: ReturnType<typeof faultQueue>;
};

const holdsKey = (request: IncomingMessage, { apiKey, auth = {} }: SimulatorOptions): boolean => {
  const header = auth.header ?? (auth.scheme === undefined ? 'X-API-Key' : 'Authorization');
  return request.headers[header.toLowerCase()] === (auth.scheme === undefined ? apiKey : `${auth.scheme} ${apiKey}`);
};

const enveloped = (records: readonly LooseRecord[], address: string, option: boolean | EnvelopeOption = false): unknown => {
  const { path, query } = splitAddress(address);
  if (option === false && query.get('envelope') !== '1') return records;
  return envelopePage(records, path, query, typeof option === 'boolean' ? {} : option);
};

const STREAM_HEADERS = { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment; filename="session.log"' };

/** One line of text a log line, each a chunk of its own. */
const logText = (records: readonly LooseRecord[]): readonly string[] =>
  records.map((record) => `${String(record['creationTime'])} ${String(record['title'])}\r\n`);

const answerTo = (context: Context, route: Route, address: string, faults: readonly Fault[]): Answer => {
  const { world, envelope } = context.options;
  const records = recordsAt(world, route);
  const altered = alterRecords(records ?? [], faults, route.endpoint === 'jobs', world);
  const text = JSON.stringify(enveloped(altered, address, envelope), null, world.indent);
  const decisive = faults.find(isAnswerFault);
  if (decisive !== undefined) return misbehave(decisive, text, context.now());
  if (records === null) return problem(404, 'Not Found', 'There is no such job or session.');
  return route.endpoint === 'download'
    ? { kind: 'stream', chunks: logText(altered), headers: STREAM_HEADERS, compress: false }
    : { kind: 'text', status: 200, text };
};

/** Aborted when the answer is complete or the client has gone. */
const goneSignal = (response: ServerResponse): AbortSignal => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
};

const latencyOf = (faults: readonly Fault[]): number => faults.reduce((sum, fault) => sum + (fault.kind === 'latency' ? fault.ms : 0), 0);

/** Decides what a request gets, and notes in `entry` what it was. Null: the client has gone, or the simulator closed. */
export const respond = async (exchange: Exchange, context: Context, entry: Entry): Promise<Answer | null> => {
  const { options } = context;
  const signal = goneSignal(exchange.response);
  const route = readRoute(splitAddress(entry.path).path);
  if (route === null) return problem(404, 'Not Found', 'There is no such endpoint.');
  if (entry.method !== 'GET') return problem(405, 'Method Not Allowed', 'Reports can only be read.', { Allow: 'GET' });
  Object.assign(entry, { endpoint: route.endpoint, jobId: route.jobId, sessionId: route.sessionId });
  if (!holdsKey(exchange.request, options)) return problem(401, 'Unauthorized', 'The API key is missing or not valid.');
  const endpoint = route.endpoint === 'download' ? 'logs' : route.endpoint;
  const faults = context.deal({ endpoint, job: jobOf(options.world, route) });
  entry.faults = faults.map((fault) => fault.kind);
  const wait = (options.latencyMs ?? 0) + latencyOf(faults);
  if (wait > 0) await context.sleep(wait, signal);
  return signal.aborted ? null : answerTo(context, route, entry.path, faults);
};
