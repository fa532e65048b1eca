import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askAuthority } from '../../src/authority/ask-authority.ts';
import { readSite, type AuthorityOptions } from '../../src/authority/site.ts';
import { checkTimestamp, timestampRequest } from '../../src/evidence/timestamp.ts';
import { startAuthority, type AuthorityFault } from '../evidence/support/authority-server.ts';
import { startProxy } from '../vdc/support/proxy.ts';
import { portOf, startServer, testCa } from '../vdc/support/server.ts';

const AT = new Date('2026-11-02T05:00:30Z');
const SEALED = Buffer.from('what is sealed');
const QUERY = timestampRequest(SEALED);
const WORLD = { now: Date.now, sleep: async () => undefined, random: () => 0.5 };

const ask = (url: string, changes: Partial<AuthorityOptions> = {}, signal = new AbortController().signal) =>
  askAuthority(readSite({ url, timeoutMs: 5000, caPem: null, proxy: { https: null, http: null, no: null }, ...changes }), QUERY, signal, WORLD);

describe('an authority', () => {
  it('is sent the hash and nothing else, once, and its answer comes back whole', async () => {
    const authority = await startAuthority(AT);
    const { value, failure } = await ask(authority.url);
    expect([failure, value?.type]).toEqual([null, 'application/timestamp-reply']);
    expect(await checkTimestamp(value?.bytes ?? new Uint8Array(), SEALED)).toMatchObject({ good: true, at: AT.getTime() });
    expect(authority.queries.map((query) => Buffer.from(query))).toEqual([Buffer.from(QUERY)]);
    const [seen] = authority.seen;
    const headers = seen?.headers;
    expect([seen?.method, seen?.url, headers?.['content-type'], headers?.accept, headers?.['content-length']]).toEqual([
      'POST',
      '/tsr',
      'application/timestamp-query',
      'application/timestamp-reply',
      String(QUERY.length),
    ]);
  });

  it.each<[AuthorityFault, object, requests: number]>([
    ['500', { code: 'server-error', status: 500, attempts: 2, request: 'POST /tsr' }, 2],
    ['404', { code: 'not-found', status: 404, attempts: 1 }, 1],
    ['oversized', { code: 'too-large', attempts: 1 }, 1],
    ['redirect', { code: 'redirect-refused', attempts: 1, detail: 'a link to another server: http://elsewhere.test' }, 1],
  ])('that fails with %s is a failure, asked again only after what may pass', async (fault, expected, requests) => {
    const authority = await startAuthority(AT, fault);
    expect(await ask(authority.url)).toMatchObject({ value: null, failure: expected });
    expect(authority.seen).toHaveLength(requests);
  });

  it('that hangs is left after its time, twice', async () => {
    const authority = await startAuthority(AT, 'hang');
    expect((await ask(authority.url, { timeoutMs: 150 })).failure).toMatchObject({ code: 'timeout', attempts: 2 });
    expect(authority.seen).toHaveLength(2);
  });

  it('that fails once is asked again', async () => {
    const authority = await startAuthority(AT, '500-once');
    expect((await ask(authority.url)).failure).toBeNull();
    expect(authority.queries[1]).toEqual(authority.queries[0]);
  });

  it('that is not there is a failure; an interrupted wait ends at once', async () => {
    expect((await ask('http://127.0.0.1:9/tsr')).failure).toMatchObject({ code: 'network', attempts: 2 });
    const authority = await startAuthority(AT, 'hang');
    const interruption = new AbortController();
    const asked = ask(authority.url, {}, interruption.signal);
    interruption.abort();
    expect((await asked).failure).toMatchObject({ attempts: 1 });
  });
});

describe('an authority that redirects within its origin', () => {
  const redirecting = async (status: number) => {
    const server = await startServer((request, response) => {
      request.resume();
      if (request.url === '/new') response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end('answer');
      else response.writeHead(status, { location: '/new' }).end();
    });
    return { outcome: await ask(server.url.replace('/v1', '/tsr')), asked: server.seen.map(({ method, url }) => `${method ?? ''} ${url ?? ''}`) };
  };

  it.each([307, 308])('with %i is sent the query once more', async (status) => {
    const { outcome, asked } = await redirecting(status);
    expect([outcome.failure, asked]).toEqual([null, ['POST /tsr', 'POST /new']]);
  });

  it.each([301, 302, 303])('with %i is not: the failure says so', async (status) => {
    const { outcome, asked } = await redirecting(status);
    const detail = `status ${String(status)} asks for another request than the one that was sent`;
    expect([outcome.failure, asked]).toEqual([expect.objectContaining({ code: 'redirect-refused', attempts: 1, detail }), ['POST /tsr']]);
  });
});

describe('on the way to it', () => {
  it('certificates are checked, against those of a CA file, too', async () => {
    const authority = await startAuthority(AT, null, { tls: true });
    expect((await ask(authority.url)).failure).toMatchObject({ code: 'tls', attempts: 1 });
    expect((await ask(authority.url, { caPem: testCa() })).failure).toBeNull();
  });

  it('a proxy is used: a tunnel for https, forwarding for http, and neither to this machine', async () => {
    const authority = await startAuthority(AT, null, { tls: true });
    const proxy = await startProxy(authority.port);
    const tunnelled = await ask('https://vdc.test/tsr', { caPem: testCa(), proxy: { https: proxy.url, http: null, no: null } });
    expect([tunnelled.failure, proxy.tunnels]).toEqual([null, ['vdc.test:443']]);

    const forwarded: string[] = [];
    const forwarder = createServer((request, response) => {
      forwarded.push(`${request.method ?? ''} ${request.url ?? ''}`);
      request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end('answer'));
    });
    await new Promise<void>((ready) => forwarder.listen(0, '127.0.0.1', ready));
    onTestFinished(async () => {
      forwarder.closeAllConnections();
      await new Promise((closed) => forwarder.close(closed));
    });
    const http = `http://127.0.0.1:${String(portOf(forwarder))}`;
    const { value } = await ask('http://tsa.test/tsr', { proxy: { https: null, http, no: null } });
    expect([Buffer.from(value?.bytes ?? []).toString(), forwarded]).toEqual(['answer', ['POST http://tsa.test/tsr']]);
    const direct = await startAuthority(AT);
    expect((await ask(direct.url, { proxy: { https: null, http, no: null } })).failure).toBeNull();
    expect(forwarded).toHaveLength(1);
  });

  it('a proxy without an address is a mistake of the user', () => {
    const options = { url: 'http://tsa.test/', timeoutMs: 1, caPem: null, proxy: { https: null, http: 'ftp://proxy', no: null } };
    expect(() => readSite(options)).toThrow(expect.objectContaining({ code: 'proxy', message: expect.stringContaining('HTTP_PROXY') as string }));
  });
});
