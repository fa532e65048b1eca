import { setImmediate } from 'node:timers/promises';
import { readBody } from './body.ts';
import { cleanDetail } from './error-body.ts';
import { nextPage, type NextPage, type PagingState } from './paging.ts';
import { ReadError } from './read-error.ts';
import { readList, type ListFailure } from './read/list.ts';
import { request, type Taker, type Wire } from './request.ts';
import { bodyOf } from '../model/body.ts';
import type { CollectFailure, Exchange, FailureCode, Resource } from '../model/evidence.ts';
import type { Redactor } from './redactor.ts';
import type { Reply } from './transport.ts';

export type Fetched = {
  /** Every answered page, also those before a failure. */
  readonly exchanges: readonly Exchange[];
  /** The records of all pages, as sent; none after a failure. */
  readonly records: readonly unknown[];
  readonly failure: CollectFailure | null;
};

type Origin = { readonly resource: Resource; readonly round: number; readonly page: number; readonly path: string };

const KEPT_HEADERS = [
  'content-type',
  'date',
  'etag',
  'last-modified',
  'request-id',
  'x-request-id',
  'x-ms-request-id',
  'x-correlation-id',
  'traceparent',
] as const;

const keepHeaders = (headers: Reply['headers'], redactor: Redactor): Record<string, string> =>
  Object.fromEntries(KEPT_HEADERS.filter((name) => headers[name] !== undefined).map((name) => [name, cleanDetail(headers[name] ?? '', redactor)]));

const takeExchange =
  (wire: Wire, origin: Origin, maxBytes: number): Taker<Exchange> =>
  async (reply, lease, { sentAt, attempts }) => {
    const bytes = await readBody(reply, maxBytes, async () => {
      // The next request shall be on its way before this answer is unpacked and parsed.
      lease.end();
      await setImmediate();
    });
    wire.redactor.bytes(bytes);
    const { status } = reply;
    const headers = keepHeaders(reply.headers, wire.redactor);
    return { value: { ...origin, sentAt, receivedAt: wire.world.now(), status, headers, attempts, body: bodyOf(bytes) }, keepsLease: false };
  };

const describe = (problem: ListFailure, { body, headers }: Exchange): string => {
  if (problem === 'not-a-list') return 'JSON, but neither a list nor a page of one';
  if (body.size === 0) return 'an empty answer';
  const isMarkup = new TextDecoder().decode(body.read().subarray(0, 200)).trimStart().startsWith('<');
  return `${isMarkup ? 'HTML or XML instead of JSON' : 'broken JSON'} (${headers['content-type'] ?? 'without a content type'})`;
};

const failureOf = ({ path, status, attempts }: Exchange, code: FailureCode, detail: string): CollectFailure => ({
  code,
  request: `GET ${path.split('?', 1)[0] ?? ''}`,
  status,
  attempts,
  detail,
});

type Onward = { readonly items: readonly unknown[]; readonly next: NextPage | null };

/** What is on this page and where the next one is; or why the list cannot be read on. */
const readOn = (state: PagingState, exchange: Exchange, redactor: Redactor): Onward | CollectFailure => {
  const page = readList(exchange.body.read());
  if (typeof page === 'string') return failureOf(exchange, page, describe(page, exchange));
  try {
    return { items: page.items, next: nextPage(state, page, redactor) };
  } catch (error) {
    if (error instanceof ReadError) return failureOf(exchange, error.code, error.message);
    throw error;
  }
};

/** All pages of a resource, one after the other. What cannot be had is the failure; nothing is thrown. */
export const fetchPages = async (wire: Wire, resource: Resource, round: number, first: string, maxBytes: number): Promise<Fetched> => {
  const exchanges: Exchange[] = [];
  const lists: (readonly unknown[])[] = [];
  const seen = new Set<string>();
  let next: NextPage = { path: first, askedOffset: null };
  let left = maxBytes;
  for (let page = 0; ; page += 1) {
    const { path, askedOffset } = next;
    seen.add(path);
    const { value, failure } = await request(wire, path, takeExchange(wire, { resource, round, page, path }, left));
    if (failure !== null) return { exchanges, records: [], failure };
    exchanges.push(value);
    left -= value.body.size;
    const onward = readOn({ origin: wire.origin, path, seen, askedOffset }, value, wire.redactor);
    if ('code' in onward) return { exchanges, records: [], failure: onward };
    lists.push(onward.items);
    if (onward.next === null) return { exchanges, records: lists.flat(), failure: null };
    next = onward.next;
  }
};
