import { describe, expect, it } from 'vitest';
import { JOBS, testSource, testWorld } from './support/source.ts';
import { sendJson, startServer, type Handler } from './support/server.ts';

const fails =
  (times: number, fail: Handler): Handler =>
  (request, response, turn) => {
    if (turn <= times) fail(request, response, turn);
    else sendJson(response, []);
  };

describe('a request is sent again', () => {
  it.each([408, 429, 500, 502, 503, 504])('after %i, with growing waits', async (status) => {
    const server = await startServer(fails(3, (_, response) => sendJson(response, {}, status)));
    const world = testWorld();
    const source = testSource(server.url, {}, world);
    const { exchanges, failure } = await source.fetch(JOBS);
    expect(failure).toBeNull();
    expect(exchanges).toMatchObject([{ status: 200, attempts: 4, page: 0, round: 0, path: '/v1/reports/backup-jobs' }]);
    expect(world.sleeps).toEqual([250, 500, 1000]);
    expect(source.traffic()).toEqual({ statuses: { '200': 1, [status]: 3 }, retries: 3 });
  });

  it('five times in all, and then it is a failure', async () => {
    const server = await startServer((_, response) => sendJson(response, { title: 'Busy', detail: 'Come back later' }, 503));
    const source = testSource(server.url);
    expect(await source.fetch(JOBS)).toEqual({
      exchanges: [],
      records: [],
      failure: { code: 'server-error', request: 'GET /v1/reports/backup-jobs', status: 503, attempts: 5, detail: 'Busy: Come back later' },
    });
    expect(server.seen).toHaveLength(5);
    expect(source.traffic()).toEqual({ statuses: { '503': 5 }, retries: 4 });
  });

  it('with up to twice the wait, by chance', async () => {
    const server = await startServer(fails(2, (_, response) => sendJson(response, {}, 500)));
    const world = testWorld(0, 0.999);
    await testSource(server.url, {}, world).fetch(JOBS);
    expect(world.sleeps).toEqual([500, 1000]);
  });

  it('after a connection that was reset', async () => {
    const server = await startServer(fails(2, (request) => request.socket.destroy()));
    const source = testSource(server.url);
    expect(await source.fetch(JOBS)).toMatchObject({ failure: null, exchanges: [{ attempts: 3 }] });
    expect(source.traffic()).toEqual({ statuses: { '0': 2, '200': 1 }, retries: 2 });
  });

  it.each([
    ['shorter than its length says', { 'content-length': '100' }],
    ['whose chunks never end', {}],
  ])('after a body %s', async (_name, headers) => {
    const cut: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers });
      response.write('[1,2', () => response.socket?.destroy());
    };
    const server = await startServer(fails(1, cut));
    const source = testSource(server.url);
    expect(await source.fetch(JOBS)).toMatchObject({ failure: null, exchanges: [{ attempts: 2 }] });
    expect(source.traffic()).toEqual({ statuses: { '200': 2 }, retries: 1 });
  });

  it('and a body that is cut every time is a failure of its own', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('[', () => response.socket?.destroy());
    });
    expect(await testSource(server.url, { attempts: 2 }).fetch(JOBS)).toMatchObject({
      exchanges: [],
      failure: { code: 'cut-off', status: 200, attempts: 2 },
    });
  });

  it('where nobody listens', async () => {
    const server = await startServer(() => undefined);
    const source = testSource(server.url.replace(String(server.port), '1'), { attempts: 2 });
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'network', status: null, attempts: 2, detail: 'ECONNREFUSED' });
  });
});

describe('a request is not sent again', () => {
  it.each([
    [400, 'bad-request'],
    [401, 'refused-key'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [418, 'bad-request'],
    [501, 'server-error'],
    [304, 'redirect-refused'],
  ])('after %i', async (status, code) => {
    const server = await startServer((_, response) => response.writeHead(status).end());
    const source = testSource(server.url);
    expect((await source.fetch(JOBS)).failure).toEqual({ code, request: 'GET /v1/reports/backup-jobs', status, attempts: 1, detail: null });
    expect(server.seen).toHaveLength(1);
  });
});

describe('the server says when', () => {
  const sleepsAfter = async (headers: Record<string, string>, body: unknown = {}, status = 429): Promise<readonly number[]> => {
    const server = await startServer(fails(1, (_, response) => sendJson(response, body, status, headers)));
    const world = testWorld(Date.UTC(2026, 9, 1, 12, 0, 0));
    const { failure } = await testSource(server.url, {}, world).fetch(JOBS);
    expect(failure).toBeNull();
    return world.sleeps;
  };

  it('in seconds', async () => expect(await sleepsAfter({ 'retry-after': '7' })).toEqual([7000]));
  it('as a date', async () => expect(await sleepsAfter({ 'retry-after': 'Thu, 01 Oct 2026 12:00:09 GMT' })).toEqual([9000]));
  it('as a date that is past', async () => expect(await sleepsAfter({ 'retry-after': 'Thu, 01 Oct 2026 11:00:00 GMT' })).toEqual([250]));
  it('in the body', async () => expect(await sleepsAfter({}, { errors: [{ message: 'slow down' }, { retryAfter: 11 }] })).toEqual([11_000]));
  it('in the body of a 503', async () => expect(await sleepsAfter({}, { retryAfter: '4' }, 503)).toEqual([4000]));
  it('in words that mean nothing', async () => expect(await sleepsAfter({ 'retry-after': 'soon' }, 'x')).toEqual([250]));

  it.each([
    [{}, 'asked to wait 400 s; the time allowed for all attempts is 6 s'],
    [{ title: 'Busy' }, 'Busy; asked to wait 400 s; the time allowed for all attempts is 6 s'],
  ])('and later than there is time: then it is not waited for, and both times are said (%j)', async (body, detail) => {
    const server = await startServer((_, response) => sendJson(response, body, 429, { 'retry-after': '400' }));
    const world = testWorld();
    const source = testSource(server.url, { timeouts: { attemptMs: 1000, totalMs: 6000 } }, world);
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'rate-limited', status: 429, attempts: 1, detail });
    expect(world.sleeps).toEqual([]);
  });

  it('and all attempts are used up: then its time was not what was lacking', async () => {
    const server = await startServer((_, response) => sendJson(response, { title: 'Busy' }, 503, { 'retry-after': '400' }));
    expect((await testSource(server.url, { attempts: 1 }).fetch(JOBS)).failure).toMatchObject({ attempts: 1, detail: 'Busy' });
  });
});

describe('time is limited', () => {
  it('for an attempt without an answer', async () => {
    const server = await startServer(() => undefined);
    const source = testSource(server.url, { attempts: 2, timeouts: { attemptMs: 50, totalMs: 10_000 } });
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'timeout', status: null, attempts: 2 });
    expect(source.traffic()).toEqual({ statuses: { '0': 2 }, retries: 1 });
  });

  it('for a body that drips', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200);
      const dripping = setInterval(() => response.write(' '), 5);
      response.once('close', () => clearInterval(dripping));
    });
    const source = testSource(server.url, { attempts: 1, timeouts: { attemptMs: 80, totalMs: 10_000 } });
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'timeout', status: 200, attempts: 1 });
  });

  it('for all attempts together', async () => {
    const server = await startServer((_, response) => sendJson(response, {}, 500));
    const world = testWorld();
    const source = testSource(server.url, { attempts: 100, timeouts: { attemptMs: 1000, totalMs: 2000 } }, world);
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'server-error', attempts: 4 });
    expect(world.sleeps).toEqual([250, 500, 1000]);
  });
});

describe('a source that is closed', () => {
  it('ends what is in flight and what comes after', async () => {
    const arrived = Promise.withResolvers<undefined>();
    const server = await startServer(() => arrived.resolve(undefined));
    const source = testSource(server.url);
    const running = source.fetch(JOBS);
    await arrived.promise;
    await source.close();
    expect((await running).failure).toMatchObject({ code: 'network', detail: 'the source was closed', attempts: 1 });
    expect((await source.fetch(JOBS)).failure).toMatchObject({ code: 'network', attempts: 1 });
  });

  it('ends a wait', async () => {
    const server = await startServer((_, response) => sendJson(response, {}, 500));
    const asleep = Promise.withResolvers<undefined>();
    const sleep = (_: number, signal?: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('woken')));
        asleep.resolve(undefined);
      });
    const source = testSource(server.url, {}, { ...testWorld(), sleep });
    const running = source.fetch(JOBS);
    await asleep.promise;
    await source.close();
    expect((await running).failure).toMatchObject({ code: 'server-error', attempts: 1 });
  });
});
