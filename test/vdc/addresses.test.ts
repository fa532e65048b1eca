import { describe, expect, it } from 'vitest';
import { readBaseUrl } from '../../src/vdc/base-url.ts';
import { SOURCE_DEFAULTS } from '../../src/vdc/options.ts';
import { downloadPath, resourcePath } from '../../src/vdc/resource-path.ts';
import { JOBS, testSource } from './support/source.ts';
import { sendJson, startServer } from './support/server.ts';

const { paths } = SOURCE_DEFAULTS;
const userError = (code: string): unknown => expect.objectContaining({ name: 'UserError', code });

describe('the base URL', () => {
  it.each([
    'https://vdc.test',
    'https://vdc.test/',
    'https://vdc.test/v1',
    'https://vdc.test/v1/',
    'https://vdc.test/v1/Reports',
    'https://vdc.test/v1/Reports/',
    'https://vdc.test/v1/reports//',
    ' https://vdc.test/v1 ',
  ])('%j means one root', (url) => expect(readBaseUrl(url)).toEqual({ origin: 'https://vdc.test', root: '/v1' }));

  it('keeps a port and a prefix', () => {
    expect(readBaseUrl('https://vdc.test:8443/eu/V1/Reports')).toEqual({ origin: 'https://vdc.test:8443', root: '/eu/V1' });
    expect(readBaseUrl('https://vdc.test/eu')).toEqual({ origin: 'https://vdc.test', root: '/eu/v1' });
  });

  it.each(['http://localhost:1', 'http://127.0.0.1:1/v1', 'http://127.8.8.8/v1', 'http://[::1]:1', 'http://127.1/v1'])(
    '%j may be plain http',
    (url) => {
      expect(readBaseUrl(url).root).toBe('/v1');
    },
  );

  it.each(['http://vdc.test/v1', 'http://10.0.0.1', 'http://localhost.test', 'http://127.0.0.1.test', 'http://[::2]', 'http://0.0.0.0'])(
    '%j is refused',
    (url) => {
      expect(() => readBaseUrl(url)).toThrow(userError('plain-http'));
    },
  );

  it.each([
    '',
    'vdc.test/v1',
    'ftp://vdc.test',
    'file:///etc/passwd',
    'https://jane:secret@vdc.test',
    'https://vdc.test/v1?key=1',
    'https://vdc.test/#x',
    'https://',
  ])('%j is none', (url) => expect(() => readBaseUrl(url)).toThrow(userError('base-url')));

  it('is refused before anything is sent', () => {
    expect(() => testSource('http://vdc.test/v1')).toThrow(userError('plain-http'));
  });
});

describe('a path', () => {
  it('has the letters of the public description', () => {
    const ids = { jobId: 'j', sessionId: 's' };
    expect(resourcePath('/v1', paths, JOBS)).toBe('/v1/reports/backup-jobs');
    expect(resourcePath('/v1', paths, { kind: 'sessions', jobId: 'j' })).toBe('/v1/Reports/backup-jobs/j/job-sessions');
    expect(resourcePath('/v1', paths, { kind: 'log', ...ids })).toBe('/v1/Reports/backup-jobs/j/job-sessions/s/logs');
    expect(downloadPath('/v1', paths, 'j', 's')).toBe('/v1/Reports/backup-jobs/j/job-sessions/s/logs/download');
  });

  it('holds any id, encoded', () => {
    const path = (jobId: string): string => resourcePath('', { ...paths, sessions: '{jobId}' }, { kind: 'sessions', jobId });
    expect(path('../a b?c#d%/ä')).toBe('/..%2Fa%20b%3Fc%23d%25%2F%C3%A4');
    expect(path('\ud800')).toBe('/%EF%BF%BD');
    expect(path('{sessionId}$&')).toBe('/%7BsessionId%7D%24%26');
  });

  it('arrives as it was written', async () => {
    const server = await startServer((_, response) => sendJson(response, []));
    const { exchanges } = await testSource(server.url).fetch({ kind: 'sessions', jobId: 'a/../b' });
    expect(server.seen[0]?.url).toBe('/v1/Reports/backup-jobs/a%2F..%2Fb/job-sessions');
    expect(exchanges[0]?.path).toBe(server.seen[0]?.url);
  });

  it('can be set', async () => {
    const server = await startServer((_, response) => sendJson(response, []));
    const source = testSource(server.url, { paths: { ...paths, log: '/x/{sessionId}/of/{jobId}' } });
    await source.fetch({ kind: 'log', jobId: 'j', sessionId: 's' });
    expect(server.seen[0]?.url).toBe('/v1/x/s/of/j');
  });

  it.each([
    { sessions: 'sessions' },
    { log: '{jobId}/logs' },
    { logDownload: '{sessionId}' },
    { jobs: 'https://elsewhere.test/jobs' },
    { jobs: 'a?b' },
    { jobs: 'a b' },
    { jobs: 'a\\b' },
    { jobs: '' },
  ])('template %j is a mistake of the user', (over) => {
    expect(() => testSource('https://vdc.test', { paths: { ...paths, ...over } })).toThrow(userError('path-template'));
  });
});

describe('a key or header that cannot be sent is a mistake of the user', () => {
  it.each([
    ['api-key', { apiKey: '' }],
    ['api-key', { apiKey: 'secret\r\nx-other: 1' }],
    ['api-key', { apiKey: 'secret ' }],
    ['api-key', { apiKey: 'sécret' }],
    ['auth-header', { auth: { header: 'X Key', scheme: null } }],
    ['auth-header', { auth: { header: 'Host', scheme: null } }],
    ['auth-scheme', { auth: { header: null, scheme: 'Bearer x' } }],
  ])('%s', (code, options) => {
    const make = (): unknown => testSource('https://vdc.test', options);
    expect(make).toThrow(userError(code));
    expect(make).not.toThrow(/secret/u);
  });
});
