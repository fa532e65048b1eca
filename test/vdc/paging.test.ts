import { describe, expect, it } from 'vitest';
import { nextPage } from '../../src/vdc/paging.ts';
import { createRedactor } from '../../src/vdc/redactor.ts';
import { readList } from '../../src/vdc/read/list.ts';
import { JOBS, testSource } from './support/source.ts';
import { sendJson, startServer, type TestServer } from './support/server.ts';

const COUNT = 70;
const LIMIT = 30;

type Style = (url: URL, offset: number, results: readonly number[]) => unknown;

/** A server of 70 records, 30 a page, in one of the envelope's forms. */
const pagedServer = (style: Style): Promise<TestServer> =>
  startServer((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`);
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const results = Array.from({ length: Math.max(0, Math.min(LIMIT, COUNT - offset)) }, (_, n) => offset + n);
    sendJson(response, style(url, offset, results));
  });

const nextOf = (url: URL, offset: number): string | undefined => (offset + LIMIT < COUNT ? `${url.pathname}?offset=${offset + LIMIT}` : undefined);

const recordsIn = (body: Uint8Array): number => {
  const page = readList(body);
  return typeof page === 'string' ? 0 : page.items.length;
};

const readAll = async (server: TestServer): Promise<{ readonly records: number; readonly pages: readonly number[]; readonly failure: unknown }> => {
  const { exchanges, failure } = await testSource(server.url).fetch(JOBS);
  const sizes = exchanges.map(({ body }) => recordsIn(body.read()));
  return { records: sizes.reduce((sum, size) => sum + size, 0), pages: exchanges.map(({ page }) => page), failure };
};

describe('pages are followed', () => {
  it.each<[string, Style]>([
    ['a link as text', (url, offset, results) => ({ offset, limit: LIMIT, setId: 's', results, _links: { next: nextOf(url, offset) } })],
    ['a link with href', (url, offset, results) => ({ offset, limit: LIMIT, results, _links: { next: { href: nextOf(url, offset) } } })],
    ['a link with only a query', (url, offset, results) => ({ results, _links: { next: nextOf(url, offset)?.replace(url.pathname, '') } })],
    [
      'a whole address',
      (url, offset, results) => ({
        results,
        _links: { next: offset + LIMIT < COUNT ? `${url.origin}${url.pathname}?offset=${offset + LIMIT}` : null },
      }),
    ],
    ['offset and limit', (_, offset, results) => ({ offset, limit: LIMIT, setId: 's', results })],
    ['a limit alone', (_, __, results) => ({ limit: LIMIT, results })],
  ])('by %s', async (_name, style) => {
    expect(await readAll(await pagedServer(style))).toEqual({ records: COUNT, pages: [0, 1, 2], failure: null });
  });

  it('with the parameters the server understands', async () => {
    const server = await pagedServer((_, offset, results) => ({ offset, limit: LIMIT, setId: 'a b', results }));
    await readAll(server);
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/v1/reports/backup-jobs',
      '/v1/reports/backup-jobs?offset=30&limit=30&setId=a+b',
      '/v1/reports/backup-jobs?offset=60&limit=30&setId=a+b',
    ]);
  });

  it('until one fails, and those before stay', async () => {
    const server = await startServer((request, response) => {
      if (request.url?.includes('?') === true) response.writeHead(404).end();
      else sendJson(response, { results: [1], _links: { next: '?page=2' } });
    });
    const { exchanges, failure } = await testSource(server.url).fetch(JOBS);
    expect(exchanges).toHaveLength(1);
    expect(failure).toMatchObject({ code: 'not-found', request: 'GET /v1/reports/backup-jobs' });
  });

  it('within the limit of bytes of all pages together', async () => {
    const server = await pagedServer((url, offset, results) => ({ results, _links: { next: nextOf(url, offset) } }));
    const source = testSource(server.url, { maxBodyBytes: 300 });
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'too-large' });
  });
});

describe('pages without end are left', () => {
  it.each<[string, Style]>([
    ['a link to itself', (url, _, results) => ({ results, _links: { next: url.pathname } })],
    ['a circle', (url, offset, results) => ({ results, _links: { next: `${url.pathname}?offset=${offset === 30 ? 0 : 30}` } })],
    ['an offset that is ignored', () => ({ offset: 0, limit: 2, results: [1, 2] })],
  ])('%s', async (_name, style) => {
    const server = await pagedServer(style);
    expect((await readAll(server)).failure).toMatchObject({ code: 'endless-paging', status: 200 });
    expect(server.seen.length).toBeLessThan(5);
  });

  it('ten thousand pages', () => {
    const next = (pages: number): unknown =>
      nextPage(
        { origin: 'https://vdc.test', path: '/x', seen: new Set(Array.from({ length: pages }, (_, n) => `/${n}`)), askedOffset: null },
        { items: [1], next: '/y', offset: null, limit: null, setId: null },
        createRedactor([]),
      );
    expect(next(9999)).toEqual({ path: '/y', askedOffset: null });
    expect(() => next(10_000)).toThrow(expect.objectContaining({ code: 'endless-paging' }));
  });
});
