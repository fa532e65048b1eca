import { createServer as createTlsServer } from 'node:https';
import { onTestFinished } from 'vitest';
import { HOUR } from '../../src/model/instant.ts';
import { expiredTls } from '../support/expired-certificate.ts';
import { portOf, startServer } from '../vdc/support/server.ts';
import { closedPort, NOW, type Case } from './doctor-place.ts';

/** Checks that say nothing where no job list came. */
const UNASKED = { sessions: 'not-checked', clock: 'not-checked' };
const tlsSource = async (options: { readonly key: string; readonly cert: string }): Promise<number> => {
  const server = createTlsServer(options, (_request, response) => response.end('[]'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return portOf(server);
};

/** What can be wrong between here and the API. */
export const SOURCE_CASES: readonly Case[] = [
  {
    what: 'a variable that is not set',
    seed: { env: { VDC_KEY: undefined } },
    code: 2,
    states: { 'api-key': 'failed', api: 'not-checked', ...UNASKED },
    found: /^The environment variable VDC_KEY is not set; it should hold the API key\.$/,
    next: /^Set the variable, or write the file, where vdc-report runs/,
  },
  {
    what: 'a wrong key',
    seed: { env: { VDC_KEY: 'a-wrong-key-canary' } },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^The API refused the key: 127\.0\.0\.1:\d+ answered 401 to GET \/v1\/reports\/backup-jobs\. It said: /,
    next: /^Put a current key of this tenant into the environment variable VDC_KEY; the VDC console .* makes one\./,
  },
  {
    what: 'a key without access',
    seed: { source: { faults: ['403'] } },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^The key has no access: /,
    next: /^Ask the provider to enable the reporting API/,
  },
  {
    what: 'an address that leads to a web page',
    seed: async () => {
      const { url } = await startServer((_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in'),
      );
      return { tenant: { baseUrl: url } };
    },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /answered with something that is no API: HTML or XML instead of JSON \(text\/html\)/,
    next: /^Copy the base URL again from the VDC console \(settings, System, public API\): this one leads to a web page\./,
  },
  {
    what: 'an address under which there is no API',
    seed: async () => {
      const { url } = await startServer((_request, response) => response.writeHead(404).end('<h1>Not found'));
      return { tenant: { baseUrl: `${url}/wrong` } };
    },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^There is no list of jobs at http:\/\/127\.0\.0\.1:\d+\/v1\/wrong: .* answered 404 to GET \/v1\/wrong\/v1\/reports\/backup-jobs\.$/,
    next: /^Copy the base URL again/,
  },
  {
    what: 'a port at which nobody listens',
    seed: async () => ({ tenant: { baseUrl: `http://127.0.0.1:${String(await closedPort())}/v1` } }),
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^Nobody answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)\.$/,
    next: /^Check host and port in baseUrl/,
  },
  {
    what: 'a name that nobody has',
    seed: { tenant: { baseUrl: 'https://vdc-report.invalid/v1' } },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^The name of vdc-report\.invalid is not known \((ENOTFOUND|EAI_AGAIN)\)\.$/,
    next: /^Check the name in baseUrl/,
  },
  {
    what: 'a proxy that is not there',
    seed: async () => ({
      tenant: { baseUrl: 'https://vdc.test/v1' },
      env: { HTTPS_PROXY: `http://me:proxy-word@127.0.0.1:${String(await closedPort())}`, NO_PROXY: '127.0.0.1' },
    }),
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^vdc\.test could not be reached through the proxy 127\.0\.0\.1:\d+ /,
    next: /^Check that HTTPS_PROXY names a proxy .*NO_PROXY/,
  },
  {
    what: 'an expired certificate of the API',
    seed: async () => ({ tenant: { baseUrl: `https://127.0.0.1:${String(await tlsSource(expiredTls))}/v1`, caFile: './ca.pem' } }),
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^The certificate of 127\.0\.0\.1:\d+ has expired\.$/,
    next: /renewed.* set the clock of this machine, which says 2025-11-02T05:00:00\.000Z\.$/,
  },
  {
    what: 'an authority that is not trusted',
    seed: async () => ({ tenant: { baseUrl: (await startServer((_request, response) => response.end('[]'), { tls: true })).url } }),
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /is of an authority that is not trusted \(\w+\)\.$/,
    next: /caFile of the tenant\.$/,
  },
  {
    what: 'an API that never answers',
    seed: { source: { faults: ['hang'] }, tenant: { timeouts: { attempt: '200ms', total: '1s' } } },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^No list came: the API did not answer in time/,
    next: /^Run again later, or raise the tenant’s timeouts\.$/,
  },
  {
    what: 'a clock that is far off',
    seed: { source: { now: () => NOW - 3 * HOUR } },
    code: 3,
    states: { clock: 'failed' },
    found: /^This machine's clock is 180 min ahead of that of 127\.0\.0\.1:\d+\.$/,
    next: /^Set the clock of this machine/,
  },
];
