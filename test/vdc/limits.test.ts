import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { get, type ServerResponse } from 'node:http';
import { text as bodyText } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { JOBS, testSource } from './support/source.ts';
import { sendJson, startServer, type TestServer } from './support/server.ts';
import type { Fetched } from '../../src/vdc/fetch-pages.ts';
import type { SourceOptions } from '../../src/vdc/options.ts';

const serve = (body: Uint8Array | string, headers: Record<string, string> = {}, status = 200): Promise<TestServer> =>
  startServer((_, response) => response.writeHead(status, headers).end(body));

const fetchFrom = async (server: TestServer, options: Partial<SourceOptions> = {}): Promise<Fetched> => testSource(server.url, options).fetch(JOBS);

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('a body', () => {
  it('is kept byte for byte, with a few headers', async () => {
    const body = ' [ {"id" : "a\\u00e4ä"} ]\n';
    const server = await serve(body, {
      'content-type': 'application/json',
      date: 'Thu, 01 Oct 2026 00:00:00 GMT',
      etag: '"1"',
      'set-cookie': 'session=1',
      'x-request-id': 'r1',
    });
    const { exchanges } = await fetchFrom(server);
    expect(text(exchanges[0]?.body.read())).toBe(body);
    expect(exchanges[0]?.headers).toEqual({
      'content-type': 'application/json',
      date: 'Thu, 01 Oct 2026 00:00:00 GMT',
      etag: '"1"',
      'x-request-id': 'r1',
    });
  });

  it.each([
    ['gzip', gzipSync('[1]')],
    ['x-gzip', gzipSync('[1]')],
    ['GZIP', gzipSync('[1]')],
    ['identity', Buffer.from('[1]')],
  ])('in %s is decoded', async (encoding, body) => {
    const server = await serve(body, { 'content-encoding': encoding });
    expect(text((await fetchFrom(server)).exchanges[0]?.body.read())).toBe('[1]');
    expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip');
  });

  it.each([
    ['zip', Buffer.from('x')],
    ['deflate', deflateSync('[1]')],
    ['br', brotliCompressSync('[1]')],
    ['gzip, gzip', gzipSync(gzipSync('[1]'))],
  ])('in an encoding nobody asked for is refused: %s', async (encoding, body) => {
    const { failure } = await fetchFrom(await serve(body, { 'content-encoding': encoding }));
    expect(failure).toMatchObject({ code: 'not-json', attempts: 1, detail: 'a content encoding that was not asked for' });
  });

  it('that is cut inside its compression is asked for again', async () => {
    const server = await serve(gzipSync('[1,2,3]').subarray(0, 15), { 'content-encoding': 'gzip' });
    expect((await fetchFrom(server, { attempts: 3 })).failure).toMatchObject({ code: 'cut-off', status: 200, attempts: 3 });
  });

  it('within the limit is read, one byte more is not', async () => {
    const server = await serve(JSON.stringify(['x'.repeat(996)]));
    expect((await fetchFrom(server, { maxBodyBytes: 1000 })).failure).toBeNull();
    expect((await fetchFrom(server, { maxBodyBytes: 999 })).failure).toMatchObject({ code: 'too-large', status: 200, attempts: 1 });
  });

  it('too large for its limit only after decoding is stopped there', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().rss;
    const { failure } = await fetchFrom(await serve(bomb, { 'content-encoding': 'gzip' }), { maxBodyBytes: 1_000_000 });
    expect(failure).toMatchObject({ code: 'too-large', attempts: 1, detail: 'more than 1000000 bytes' });
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it.each([
    ['as it is', 'identity', Buffer.from('[]')],
    ['packed', 'gzip', gzipSync('[]')],
    ['packed, and empty', 'gzip', Buffer.from('')],
  ])('is too large where earlier pages have used up the limit: %s', async (_, encoding, body) => {
    const first = JSON.stringify({ results: [1], offset: 0, limit: 1 });
    const server = await startServer((request, response) => {
      if (request.url?.includes('offset=1') !== true) response.end(first);
      else response.writeHead(200, { 'content-encoding': encoding, 'content-length': body.length }).end(body);
    });
    const { exchanges, failure } = await fetchFrom(server, { maxBodyBytes: first.length });
    expect(exchanges).toHaveLength(1);
    expect(failure).toMatchObject({ code: 'too-large', attempts: 1 });
  });

  it('without end is stopped at the limit', async () => {
    const server = await startServer((_, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(10_000), more);
      };
      more();
    });
    expect((await fetchFrom(server, { maxBodyBytes: 100_000 })).failure).toMatchObject({ code: 'too-large' });
  });
});

describe('an answer that is no list', () => {
  it.each([
    ['[1,', 'application/json', 'not-json', 'broken JSON (application/json)'],
    ['<!doctype html><title>Sign in</title>', 'text/html', 'not-json', 'HTML or XML instead of JSON (text/html)'],
    ['', 'application/json', 'not-json', 'an empty answer'],
    ['{"jobs":[]}', 'application/json', 'not-a-list', 'JSON, but neither a list nor a page of one'],
  ])('%j is a failure and stays in the evidence', async (body, type, code, detail) => {
    const server = await serve(body, { 'content-type': type });
    const { exchanges, failure } = await fetchFrom(server);
    expect(failure).toEqual({ code, request: 'GET /v1/reports/backup-jobs', status: 200, attempts: 1, detail });
    expect(text(exchanges[0]?.body.read())).toBe(body);
    expect(server.seen).toHaveLength(1);
  });

  it('may be an empty 204', async () => {
    const server = await startServer((_, response) => response.writeHead(204).end());
    expect((await fetchFrom(server)).failure).toMatchObject({ code: 'not-json', status: 204, detail: 'an empty answer' });
  });
});

describe("an error's body", () => {
  const detailOf = async (body: string): Promise<string | null> => (await fetchFrom(await serve(body, {}, 400))).failure?.detail ?? null;

  it.each([
    ['{"message":"No such report"}', 'No such report'],
    ['{"title":"Forbidden","detail":"Ask your administrator"}', 'Forbidden: Ask your administrator'],
    ['{"error":{"code":5,"message":"Nested"}}', 'Nested'],
    ['{"errors":[{"id":1},{"message":"Second"}]}', 'Second'],
    ['{"message":"a\\u0000b\\u001b[31mc\\r\\nd\\u202ee"}', 'a b [31mc de'],
    ['{"message":5}', null],
    ['<h1>Oops</h1>', null],
    ['', null],
    ['null', null],
    [`{"message":"${'x'.repeat(1000)}"}`, `${'x'.repeat(300)}…`],
    [`{"message":"x","padding":"${'x'.repeat(3000)}"}`, null],
  ])('%.60j says %j', async (body, detail) => expect(await detailOf(body)).toBe(detail));

  it('is not read to its end', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(404);
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(10_000), more);
      };
      more();
    });
    expect((await fetchFrom(server)).failure).toMatchObject({ code: 'not-found', detail: null });
  });
});

/** An answer from the server itself, past the client under test. */
const ask = (url: string): Promise<string> => new Promise((resolve, reject) => get(url, (reply) => resolve(bodyText(reply))).once('error', reject));

describe('requests in flight', () => {
  it.each([1, 2, 4])('are at most %i, and no fewer', async (concurrency) => {
    const held: ServerResponse[] = [];
    let full = Promise.withResolvers<undefined>();
    const server = await startServer((request, response) => {
      if (request.url === '/probe') return void response.end();
      held.push(response);
      if (held.length >= concurrency) full.resolve(undefined);
    });
    const source = testSource(server.url, { concurrency });
    const done = Promise.all(Array.from({ length: concurrency * 4 }, (_, n) => source.fetch({ kind: 'sessions', jobId: `j${n}` })));
    for (let round = 0; round < 4; round += 1) {
      await full.promise;
      // A request too many was sent before this one, and is here by the time of its answer.
      await ask(new URL('/probe', server.url).href);
      expect(held).toHaveLength(concurrency);
      full = Promise.withResolvers();
      for (const response of held.splice(0)) sendJson(response, []);
    }
    expect((await done).map(({ failure }) => failure)).toEqual(Array.from({ length: concurrency * 4 }, () => null));
  });

  it('do not include those that wait for another attempt', async () => {
    const server = await startServer((request, response) => sendJson(response, [], request.url?.includes('slow') === true ? 429 : 200));
    const asleep = Promise.withResolvers<undefined>();
    const woken = Promise.withResolvers<undefined>();
    const sleep = (): Promise<undefined> => {
      asleep.resolve(undefined);
      return woken.promise;
    };
    const source = testSource(server.url, { concurrency: 1, attempts: 2 }, { now: () => 0, random: () => 0, sleep });
    const slow = source.fetch({ kind: 'sessions', jobId: 'slow' });
    await asleep.promise;
    expect((await source.fetch({ kind: 'sessions', jobId: 'quick' })).failure).toBeNull();
    woken.resolve(undefined);
    expect((await slow).failure).toMatchObject({ code: 'rate-limited', attempts: 2 });
  });
});
