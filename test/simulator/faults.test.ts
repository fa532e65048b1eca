import { expect, test } from 'vitest';
import type { Fault } from '../../src/simulator/fault.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { get, getJson, healthy, JOBS, logPath, NOW, openSimulator, sessionsPath } from './open-simulator.ts';

const [first, second] = [healthy.jobs[0]!, healthy.jobs[1]!];
const sessions = first.runs.map((run) => run.session);
const FIRST = sessionsPath(first.record.id);
const SECOND = sessionsPath(second.record.id);

const withFault = (...faults: Fault[]): Promise<Simulator> => openSimulator({ faults });
const records = async (simulator: Simulator, path: string): Promise<Record<string, unknown>[]> =>
  (await getJson(simulator, path)) as Record<string, unknown>[];
const cause = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'no error',
    (error: unknown) => (error as Error).cause ?? error,
  );

test.each([
  [{ kind: 'unauthorized' }, 401],
  [{ kind: 'forbidden' }, 403],
  [{ kind: 'not-found' }, 404],
  [{ kind: 'too-many-requests' }, 429],
  [{ kind: 'server-error' }, 500],
  [{ kind: 'server-error', status: 502 }, 502],
  [{ kind: 'server-error', status: 503 }, 503],
  [{ kind: 'server-error', status: 504 }, 504],
] satisfies [Fault, number][])('%j answers with its status and a JSON body', async (fault, status) => {
  const simulator = await withFault(fault);
  const answer = await get(simulator, JOBS);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('retry-after')).toBeNull();
  expect(await answer.json()).toMatchObject({ status });
  expect(simulator.requests[0]).toMatchObject({ status, faults: [fault.kind] });
});

test('a hint when to come back stands in the header as seconds or date, or in the body', async () => {
  const simulator = await withFault(
    { kind: 'too-many-requests', retryAfter: 7, times: 1 },
    { kind: 'too-many-requests', retryAfter: 'date', seconds: 90, times: 1 },
    { kind: 'server-error', status: 503, retryAfter: 'body', seconds: 3, times: 1 },
  );
  expect((await get(simulator, JOBS)).headers.get('retry-after')).toBe('7');
  expect((await get(simulator, JOBS)).headers.get('retry-after')).toBe(new Date(NOW + 90_000).toUTCString());
  const third = await get(simulator, JOBS);
  expect(third.headers.get('retry-after')).toBeNull();
  expect(await third.json()).toEqual({ errors: [{ message: 'Service Unavailable', retryAfter: 3 }] });
  expect((await get(simulator, JOBS)).status).toBe(200);
});

test.each([1, first.record.id, 'Exchange – Finance', 'exchange*FIN?nce'])('a fault on job %s leaves the others alone', async (job) => {
  const simulator = await withFault({ kind: 'not-found', job });
  expect((await get(simulator, FIRST)).status).toBe(404);
  expect((await get(simulator, logPath(first.record.id, sessions[0]!.id))).status).toBe(404);
  expect((await get(simulator, SECOND)).status).toBe(200);
  expect((await get(simulator, JOBS)).status).toBe(200);
});

test('a fault of one endpoint leaves the others alone, and ends after its times', async () => {
  const simulator = await withFault({ kind: 'server-error', endpoint: 'logs', times: 2 });
  const log = logPath(first.record.id, sessions[0]!.id);
  const statuses = [];
  for (const path of [JOBS, FIRST, log, `${log}/download`, log]) statuses.push((await get(simulator, path)).status);
  expect(statuses).toEqual([200, 200, 500, 500, 200]);
  simulator.setFaults([{ kind: 'forbidden', endpoint: 'jobs' }]);
  expect((await get(simulator, JOBS)).status).toBe(403);
});

test('latency waits on the injected sleep, its own and that of the server added', async () => {
  const slept: number[] = [];
  const sleep = async (ms: number): Promise<void> => void slept.push(ms);
  const simulator = await openSimulator({ latencyMs: 5, sleep, faults: [{ kind: 'latency', ms: 40, job: 1 }] });
  await getJson(simulator, FIRST);
  await getJson(simulator, SECOND);
  expect(slept).toEqual([45, 5]);
});

test('a hang never answers, and ends when the simulator closes', async () => {
  const simulator = await withFault({ kind: 'hang' });
  const answer = cause(get(simulator, JOBS));
  await expect.poll(() => simulator.requests.length).toBe(1);
  expect(simulator.requests[0]?.status).toBeNull();
  await simulator.close();
  expect(await answer).toMatchObject({ code: 'UND_ERR_SOCKET' });
});

test('a wait ends when the simulator closes, and a client that gives up ends it, too', async () => {
  const simulator = await withFault({ kind: 'latency', ms: 3_600_000 });
  const abort = new AbortController();
  const given = cause(get(simulator, JOBS, { signal: abort.signal }));
  const answer = cause(get(simulator, JOBS));
  await expect.poll(() => simulator.requests.length).toBe(2);
  abort.abort();
  await given;
  await simulator.close();
  expect(await answer).toMatchObject({ code: 'UND_ERR_SOCKET' });
});

test('a stall sends half and then nothing until the simulator closes', async () => {
  const simulator = await withFault({ kind: 'stall' });
  const answer = await get(simulator, FIRST);
  const reader = answer.body!.getReader();
  const chunk = await reader.read();
  expect((chunk.value as Uint8Array).length).toBeLessThan(Number(answer.headers.get('content-length')));
  const rest = cause(reader.read().then(async (read) => (read.done ? read : reader.read())));
  await simulator.close();
  expect(await rest).toBeInstanceOf(Error);
});

test('a reset connection', async () => {
  expect(await cause(get(await withFault({ kind: 'reset' }), JOBS))).toMatchObject({ code: 'ECONNRESET' });
});

test.each([JOBS, FIRST])('a body of %s that is cut off', async (path) => {
  const answer = await get(await withFault({ kind: 'cut-body' }), path);
  expect(answer.status).toBe(200);
  expect(await cause(answer.text())).toMatchObject({ code: 'UND_ERR_SOCKET' });
});

test('invalid JSON, HTML, and something that is no list', async () => {
  const simulator = await withFault({ kind: 'invalid-json', times: 1 }, { kind: 'html', times: 1 }, { kind: 'not-a-list', times: 1 });
  await expect(getJson(simulator, JOBS)).rejects.toThrow(SyntaxError);
  const html = await get(simulator, JOBS);
  expect(html.headers.get('content-type')).toContain('text/html');
  expect(await html.text()).toMatch(/^<!doctype html>/);
  expect(Array.isArray(await getJson(simulator, JOBS))).toBe(false);
});

test('a redirect to wherever it says', async () => {
  const simulator = await withFault({ kind: 'redirect', times: 1 }, { kind: 'redirect', to: '/v2' });
  const answers = [await get(simulator, JOBS), await get(simulator, JOBS)];
  expect(answers.map((answer) => answer.status)).toEqual([302, 302]);
  expect(answers.map((answer) => answer.headers.get('location'))).toEqual(['https://elsewhere.example/v1/reports/backup-jobs', '/v2']);
});

test('a huge body is small on the wire, valid, and large once unpacked', async () => {
  const simulator = await withFault({ kind: 'huge-body', megabytes: 3 });
  const answer = await get(simulator, JOBS);
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  const text = await answer.text();
  expect(text.length).toBeGreaterThan(3 * 1024 * 1024);
  expect(JSON.parse(text)).toEqual(healthy.jobs.map((job) => job.record));
});

test('a wrong type in one field of the newest record, or of the named job in the list', async () => {
  const simulator = await withFault(
    { kind: 'wrong-type', job: 1, times: 1 },
    { kind: 'wrong-type', job: 1, endpoint: 'sessions', field: 'status', value: null },
  );
  expect(await records(simulator, FIRST)).toEqual([{ ...sessions[0], endTime: 12345, status: null }, ...sessions.slice(1)]);
  expect(await records(simulator, FIRST)).toEqual([{ ...sessions[0], status: null }, ...sessions.slice(1)]);
  simulator.setFaults([{ kind: 'wrong-type', endpoint: 'jobs', job: 2, field: 'isEnabled', value: 'yes' }]);
  expect((await records(simulator, JOBS)).map((job) => job['isEnabled'])).toEqual([true, 'yes', true, true, true, true]);
});

test('shuffled: the same records in another order, the same at every request', async () => {
  const simulator = await withFault({ kind: 'shuffled' });
  const shuffled = await records(simulator, FIRST);
  expect(shuffled).not.toEqual(sessions);
  expect(new Set(shuffled.map((session) => session['id']))).toEqual(new Set(sessions.map((session) => session.id)));
  expect(shuffled).toHaveLength(sessions.length);
  expect(await records(simulator, FIRST)).toEqual(shuffled);
});

test('duplicates, exact and conflicting', async () => {
  const simulator = await withFault({ kind: 'duplicates', times: 1 }, { kind: 'conflicting-duplicates', endpoint: 'jobs', times: 1 });
  expect(await records(simulator, FIRST)).toEqual([...sessions, ...sessions.slice(0, 3)]);
  const jobs = await records(simulator, JOBS);
  expect(jobs.slice(6).map((job) => job['id'])).toEqual(healthy.jobs.slice(0, 3).map((job) => job.record.id));
  expect(jobs[6]!['name']).not.toBe(first.record.name);
  simulator.setFaults([{ kind: 'conflicting-duplicates' }]);
  expect((await records(simulator, FIRST)).slice(-3)).toEqual(
    sessions.slice(0, 3).map((session) => ({ ...session, endTime: null, status: 'Running' })),
  );
});

test('a page limit keeps the newest, and an unknown status is the newest one', async () => {
  const simulator = await withFault({ kind: 'page-limit' }, { kind: 'unknown-status', word: 'Dreaming', job: 2 });
  expect(await records(simulator, FIRST)).toEqual(sessions.slice(0, 30));
  expect((await records(simulator, SECOND)).map((session) => session['status']).filter((word) => word === 'Dreaming')).toHaveLength(1);
  simulator.setFaults([{ kind: 'unknown-status', endpoint: 'jobs', job: 3 }]);
  expect((await records(simulator, JOBS))[2]).toMatchObject({ lastStatus: 'Paused' });
});

test('without the key a fault is neither shown nor used up', async () => {
  const simulator = await withFault({ kind: 'server-error', times: 1 });
  expect((await get(simulator, JOBS, { headers: {} })).status).toBe(401);
  expect((await get(simulator, JOBS)).status).toBe(500);
});

test.each([
  [{ kind: 'hang', job: 99 }, 'no job 99'],
  [{ kind: 'hang', job: 'Nobody*' }, 'no job "Nobody*"'],
  [{ kind: 'wrong-type', endpoint: 'sessions', field: 'startTime' }, 'no field "startTime"'],
] as const)('%j could never fire: it is refused, also later', async (fault, why) => {
  await expect(openSimulator({ faults: [fault] })).rejects.toThrow(why);
  const simulator = await openSimulator();
  expect(() => simulator.setFaults([fault])).toThrow(
    expect.objectContaining({
      code: 'idle-fault',
      message: expect.stringContaining(why) as unknown,
      hint: expect.stringMatching(/Jobs of|Fields of/) as unknown,
    }) as Error,
  );
});
