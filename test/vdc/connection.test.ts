import { describe, expect, it } from 'vitest';
import { proxyFor, proxySecrets } from '../../src/vdc/proxy.ts';
import { startProxy } from './support/proxy.ts';
import { JOBS, testSource } from './support/source.ts';
import { sendJson, startServer, testCa, type TestServer } from './support/server.ts';

const tlsServer = (): Promise<TestServer> => startServer((_, response) => sendJson(response, []), { tls: true });

describe('a certificate', () => {
  it('of an unknown authority is refused, and not tried again', async () => {
    const server = await tlsServer();
    const source = testSource(server.url);
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'tls', status: null, attempts: 1, detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    expect(server.seen).toHaveLength(0);
  });

  it('of an authority in the CA file is trusted', async () => {
    const server = await tlsServer();
    expect((await testSource(server.url, { caPem: testCa() }).fetch(JOBS)).failure).toBeNull();
  });

  it('for another name is refused', async () => {
    const server = await tlsServer();
    const proxy = await startProxy(server.port);
    const source = testSource('https://other.test', { caPem: testCa(), proxy: { https: proxy.url, no: null } });
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'tls', attempts: 1 });
    expect(server.seen).toHaveLength(0);
  });

  it('is missed where the server speaks plain http', async () => {
    const server = await startServer((_, response) => sendJson(response, []));
    expect((await testSource(server.url.replace('http:', 'https:')).fetch(JOBS)).failure).toMatchObject({ code: 'tls', attempts: 1 });
  });

  it.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nxxxx\n-----END CERTIFICATE-----\n'])(
    'file that holds %j is a mistake of the user',
    (caPem) => {
      expect(() => testSource('https://vdc.test', { caPem })).toThrow(expect.objectContaining({ name: 'UserError', code: 'ca-file' }));
    },
  );
});

describe('a proxy', () => {
  it('is used for https, and sees no more than the name', async () => {
    const server = await tlsServer();
    const proxy = await startProxy(server.port);
    const source = testSource('https://vdc.test', { caPem: testCa(), proxy: { https: proxy.url, no: 'localhost, example.test' } });
    expect((await source.fetch(JOBS)).failure).toBeNull();
    expect(proxy.tunnels).toEqual(['vdc.test:443']);
    expect(server.seen).toHaveLength(1);
  });

  it('gets its own user and password', async () => {
    const server = await tlsServer();
    const proxy = await startProxy(server.port);
    const url = proxy.url.replace('://', '://jane:p%40ss@');
    expect((await testSource('https://vdc.test', { caPem: testCa(), proxy: { https: url, no: null } }).fetch(JOBS)).failure).toBeNull();
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('jane:p@ss').toString('base64')}`]);
    expect(server.seen[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  it('is passed by for what NO_PROXY names', async () => {
    const server = await tlsServer();
    const proxy = await startProxy(server.port);
    const source = testSource(server.url, { caPem: testCa(), proxy: { https: proxy.url, no: '127.0.0.1' } });
    expect((await source.fetch(JOBS)).failure).toBeNull();
    expect(proxy.tunnels).toEqual([]);
  });

  it('never sees plain http to this machine', async () => {
    const server = await startServer((_, response) => sendJson(response, []));
    const proxy = await startProxy(server.port);
    expect((await testSource(server.url, { proxy: { https: proxy.url, no: null } }).fetch(JOBS)).failure).toBeNull();
    expect(proxy.tunnels).toEqual([]);
  });

  it.each([403, 407, 502])('that answers %i is a failure of the network', async (status) => {
    const proxy = await startProxy(1, status);
    const source = testSource('https://vdc.test', { attempts: 2, proxy: { https: proxy.url, no: null } });
    const { failure } = await source.fetch(JOBS);
    expect(failure).toMatchObject({ code: 'network', attempts: 2 });
    expect(failure?.detail).toContain(String(status));
  });

  it.each(['socks5://127.0.0.1:1', 'http://', '::'])('%j is a mistake of the user', (https) => {
    expect(() => testSource('https://vdc.test', { proxy: { https, no: null } })).toThrow(
      expect.objectContaining({ name: 'UserError', code: 'proxy' }),
    );
  });
});

describe('NO_PROXY', () => {
  const usesProxy = (origin: string, no: string | null): boolean => proxyFor(origin, { https: 'proxy.test:3128', no }) !== null;

  it.each([
    ['vdc.test', false],
    ['VDC.test', false],
    ['.vdc.test', false],
    ['*.test', false],
    ['test', false],
    ['other.test', true],
    ['c.test', true],
    ['a.test, vdc.test', false],
    ['a.test vdc.test', false],
    ['vdc.test:443', false],
    ['vdc.test:8443', true],
    ['*', false],
    ['', true],
    [null, true],
  ])('%j: through the proxy %j', (no, expected) => expect(usesProxy('https://vdc.test', no)).toBe(expected));

  it('may hold addresses and ports', () => {
    expect(usesProxy('https://vdc.test:8443', 'vdc.test:8443')).toBe(false);
    expect(usesProxy('https://[::1]:8443', '[::1]:8443')).toBe(false);
    expect(usesProxy('https://127.0.0.1', '127.0.0.1')).toBe(false);
  });

  it('means nothing without a proxy', () => {
    expect(proxyFor('https://vdc.test', null)).toBeNull();
    expect(proxyFor('https://vdc.test', { https: '', no: null })).toBeNull();
    expect(proxyFor('https://vdc.test', { https: 'proxy.test:3128', no: null })?.href).toBe('http://proxy.test:3128/');
  });
});

it.each([
  ['http://jane:p%40ssword@proxy.test', ['p%40ssword', 'p@ssword']],
  ['http://jane:plain-word@proxy.test', ['plain-word']],
  ['http://jane:%40%40%40@proxy.test', ['%40%40%40']],
  ['http://jane:%zz-wrong@proxy.test', ['%zz-wrong']],
  ['http://jane:short@proxy.test', []],
  ['http://proxy.test', []],
])('of the proxy %s the password is a secret, as written and as sent, unless any text would hold it', (proxy, secrets) => {
  expect(proxySecrets(new URL(proxy))).toEqual(secrets);
  expect(proxySecrets(null)).toEqual([]);
});
