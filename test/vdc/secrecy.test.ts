import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/vdc/redactor.ts';
import { JOBS, KEY, testSource } from './support/source.ts';
import { sendJson, startServer } from './support/server.ts';

const holdsKey = (value: unknown): boolean => {
  const text = JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? new TextDecoder().decode(part) : part));
  return [KEY, JSON.stringify(KEY).slice(1, -1), encodeURIComponent(KEY)].some(
    (form) => text.includes(form) || text.includes(JSON.stringify(form).slice(1, -1)),
  );
};

describe('the key', () => {
  it.each([
    [{ header: null, scheme: null }, 'x-api-key', KEY],
    [{ header: null, scheme: 'Bearer' }, 'authorization', `Bearer ${KEY}`],
    [{ header: 'X-Token', scheme: null }, 'x-token', KEY],
    [{ header: 'X-Token', scheme: 'Key' }, 'x-token', `Key ${KEY}`],
  ])('goes into one header %j and nowhere else', async (auth, header, value) => {
    const server = await startServer((_, response) => sendJson(response, []));
    await testSource(server.url, { auth }).fetch(JOBS);
    const request = server.seen[0]!;
    expect(request.headers[header]).toBe(value);
    expect(request.rawHeaders.filter((part) => part.includes(KEY))).toEqual([value]);
    expect(request.url).toBe('/v1/reports/backup-jobs');
  });

  it.each([200, 400, 401, 429, 500])('is in nothing that comes home where the server echoes it everywhere, with %i', async (status) => {
    const server = await startServer((_, response) => {
      const body = { message: `Bad key ${KEY}`, title: KEY, results: [{ name: KEY, url: encodeURIComponent(KEY) }] };
      const headers = { 'x-request-id': KEY, etag: KEY, [`x-${Buffer.from(KEY).toString('hex')}`]: KEY };
      response.writeHead(status, KEY, { 'content-type': `text/${KEY}`, ...headers }).end(JSON.stringify(body));
    });
    const source = testSource(server.url);
    const fetched = await source.fetch(JOBS);
    expect(holdsKey([fetched, source.traffic()])).toBe(false);
    expect(holdsKey(fetched.exchanges.map((exchange) => new TextDecoder().decode(exchange.body.read())))).toBe(false);
    if (status === 200)
      expect(fetched.exchanges[0]?.body.read()).toHaveLength(
        JSON.stringify({ message: `Bad key ${KEY}`, title: KEY, results: [{ name: KEY, url: encodeURIComponent(KEY) }] }).length,
      );
    else expect(fetched.failure?.detail).toContain('[key]');
  });

  it('hidden behind control characters is found', async () => {
    const server = await startServer((_, response) => sendJson(response, { message: KEY.split('').join('\u200b') }, 400));
    expect((await testSource(server.url).fetch(JOBS)).failure?.detail).toBe('[key]');
  });

  const address = `/v1/elsewhere?key=${encodeURIComponent(KEY)}`;

  it('is not put into the address of a redirect', async () => {
    const server = await startServer((_, response) => response.writeHead(302, { location: address }).end());
    const { failure } = await testSource(server.url).fetch(JOBS);
    expect(failure).toMatchObject({ code: 'redirect-refused', detail: 'a link that holds the key' });
    expect(server.seen).toHaveLength(1);
  });

  it('is not put into the address of a next page', async () => {
    const server = await startServer((_, response) => sendJson(response, { results: [1], _links: { next: address } }));
    expect((await testSource(server.url).fetch(JOBS)).failure).toMatchObject({ code: 'endless-paging' });
    expect(holdsKey(server.seen.map(({ url }) => url))).toBe(false);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('%i within the server is followed', async (status) => {
    const server = await startServer((request, response) => {
      if (request.url === '/v1/reports/backup-jobs') response.writeHead(status, { location: '../new/jobs?x=1' }).end();
      else sendJson(response, [1]);
    });
    const source = testSource(server.url);
    expect(await source.fetch(JOBS)).toMatchObject({ failure: null, exchanges: [{ path: '/v1/reports/backup-jobs', attempts: 1 }] });
    expect(server.seen.map(({ url, method }) => `${method} ${url}`)).toEqual(['GET /v1/reports/backup-jobs', 'GET /v1/new/jobs?x=1']);
    expect(source.traffic().statuses).toEqual({ '200': 1, [status]: 1 });
  });

  it('is followed three times, not four', async () => {
    const server = await startServer((request, response) => response.writeHead(302, { location: `${request.url}/x` }).end());
    expect((await testSource(server.url).fetch(JOBS)).failure).toMatchObject({
      code: 'redirect-refused',
      status: 302,
      detail: 'more than 3 redirects',
    });
    expect(server.seen).toHaveLength(4);
  });

  it('to another server is refused, and that server hears nothing', async () => {
    const other = await startServer((_, response) => sendJson(response, []));
    for (const location of [`${other.url}/x`, `//127.0.0.1:${other.port}/`, 'http://[', 'file:///etc/passwd', `https://127.0.0.1:${other.port}/`]) {
      const server = await startServer((_, response) => response.writeHead(302, { location }).end());
      expect((await testSource(server.url).fetch(JOBS)).failure, location).toMatchObject({ code: 'redirect-refused', attempts: 1 });
    }
    expect(other.seen).toHaveLength(0);
  });

  it('of a next page to another server is refused', async () => {
    const other = await startServer((_, response) => sendJson(response, []));
    const server = await startServer((_, response) => sendJson(response, { results: [1], _links: { next: { href: `${other.url}/x` } } }));
    expect((await testSource(server.url).fetch(JOBS)).failure).toMatchObject({
      code: 'redirect-refused',
      detail: `a link to another server: http://127.0.0.1:${other.port}`,
    });
    expect(other.seen).toHaveLength(0);
  });
});

describe('redaction', () => {
  const chunks = async function* (parts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield Buffer.from(part);
  };
  const through = async (parts: readonly string[]): Promise<string> => {
    let text = '';
    for await (const chunk of createRedactor(['secret-key']).stream(chunks(parts))) text += new TextDecoder().decode(chunk);
    return text;
  };

  it('of a stream sees a key however it is cut', async () => {
    const whole = 'a secret-key b secret-ke secret-key';
    for (let first = 0; first <= whole.length; first += 1)
      for (let second = first; second <= whole.length; second += 1)
        expect(await through([whole.slice(0, first), whole.slice(first, second), whole.slice(second)])).toBe('a ********** b secret-ke **********');
  });

  it('leaves everything else as it is', async () => {
    expect(await through(['', 'abc', '', 'def'])).toBe('abcdef');
    expect(await through([])).toBe('');
  });

  it('does not look for very short keys in bodies', () => {
    const body = Buffer.from('a test');
    createRedactor(['test']).bytes(body);
    expect(body.toString()).toBe('a test');
  });
});
