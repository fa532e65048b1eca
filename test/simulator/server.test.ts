import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { KEY, NOW, get, getJson, healthy, JOBS, logPath, openSimulator, sessionsPath } from './open-simulator.ts';

const finance = healthy.jobs[0]!;
const newest = finance.runs[0]!.session;

test('lists jobs, sessions and a log in both casings, with and without the missing slash', async () => {
  const simulator = await openSimulator();
  const jobs = healthy.jobs.map((job) => job.record);
  expect(await getJson(simulator, '/reports/backup-jobs')).toEqual(jobs);
  expect(await getJson(simulator, '/Reports/Backup-Jobs/')).toEqual(jobs);
  const sessions = finance.runs.map((run) => run.session);
  expect(await getJson(simulator, `/reports/backup-jobs/${finance.record.id}/job-sessions`)).toEqual(sessions);
  expect(await getJson(simulator, `/REPORTS/backup-jobs/${finance.record.id}/job-sessions`)).toEqual(sessions);
  const log = await getJson(simulator, logPath(finance.record.id, newest.id));
  expect(log).toMatchObject([
    { title: '[Success] Job started at 11/2/2026 2:49:00 AM' },
    { title: '[Success] Connected to organization' },
    {},
    {},
    ...Array.from({ length: 40 }, () => ({})),
  ]);
  expect(await getJson(simulator, `/reports/backup-jobs/${finance.record.id}/job-sessions${newest.id}/logs`)).toEqual(log);
});

test('the download is a chunked stream of the same lines', async () => {
  const simulator = await openSimulator();
  const answer = await get(simulator, `${logPath(finance.record.id, newest.id)}/download`);
  expect(answer.headers.get('transfer-encoding')).toBe('chunked');
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  const lines = (await answer.text()).split('\r\n').slice(0, -1);
  expect(lines).toHaveLength(44);
  expect(lines[1]).toMatch(/^2026-11-02T02:49:\S+Z \[Success\] Connected to organization$/);
});

test('without the right key there is only 401 with a JSON body', async () => {
  const simulator = await openSimulator();
  for (const headers of [{}, { 'X-API-Key': 'wrong' }, { Authorization: `Bearer ${KEY}` }]) {
    const answer = await get(simulator, JOBS, { headers });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ title: 'Unauthorized', status: 401, detail: 'The API key is missing or not valid.' });
  }
});

test('the key may be wanted in another header, or with a scheme', async () => {
  const custom = await openSimulator({ auth: { header: 'X-Key' } });
  expect((await get(custom, JOBS, { headers: { 'x-key': KEY } })).status).toBe(200);
  const bearer = await openSimulator({ auth: { scheme: 'Bearer' } });
  expect((await get(bearer, JOBS, { headers: { Authorization: `Bearer ${KEY}` } })).status).toBe(200);
  expect((await get(bearer, JOBS)).status).toBe(401);
});

test('what does not exist is 404, what is no reading 405', async () => {
  const simulator = await openSimulator();
  for (const path of ['/other', sessionsPath('nobody'), logPath(finance.record.id, 'none'), '/reports/backup-jobs/%E0%A4%A/job-sessions']) {
    expect((await get(simulator, path)).status, path).toBe(404);
  }
  expect((await get(simulator, JOBS, { method: 'POST' })).status).toBe(405);
});

test('compresses long answers where that is accepted', async () => {
  const simulator = await openSimulator();
  expect((await get(simulator, JOBS)).headers.get('content-encoding')).toBe('gzip');
  const plain = await get(simulator, JOBS, { headers: { 'X-API-Key': KEY, 'Accept-Encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.json()).toEqual(await getJson(simulator, JOBS));
});

type Page = { offset: number; limit: number; setId: string; results: unknown[]; _links: { next?: { href: string } } };

test('the envelope leads from page to page to the same records', async () => {
  const simulator = await openSimulator({ envelope: { limit: 40 } });
  const origin = simulator.url.replace(/\/v1$/, '');
  const seen: unknown[] = [];
  const sets = new Set<string>();
  let address: string | undefined = `/v1${sessionsPath(finance.record.id)}`;
  let pages = 0;
  while (address !== undefined) {
    const page = (await (await fetch(origin + address, { headers: { 'X-API-Key': KEY } })).json()) as Page;
    seen.push(...page.results);
    sets.add(page.setId);
    address = page._links.next?.href;
    pages += 1;
  }
  expect(pages).toBe(3);
  expect(sets.size).toBe(1);
  expect(seen).toEqual(finance.runs.map((run) => run.session));
});

test('the envelope comes on request, too, and obeys offset and limit', async () => {
  const simulator = await openSimulator();
  const page = (await getJson(simulator, `${JOBS}?envelope=1&offset=4&limit=5`)) as Page;
  expect(page).toMatchObject({ offset: 4, limit: 5, results: healthy.jobs.slice(4).map((job) => job.record) });
  expect(page._links.next).toBeUndefined();
});

test('keeps a record of requests and of how many waited at once', async () => {
  const waiting: (() => void)[] = [];
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 3) for (const wake of waiting) wake();
    });
  const simulator = await openSimulator({ latencyMs: 10, sleep });
  await Promise.all([getJson(simulator, JOBS), getJson(simulator, `${JOBS}?a=1`), getJson(simulator, sessionsPath(finance.record.id))]);
  expect(simulator.maxInFlight).toBe(3);
  expect(simulator.requests.find((request) => request.endpoint === 'sessions')).toMatchObject({
    method: 'GET',
    path: `/v1${sessionsPath(finance.record.id)}`,
    jobId: finance.record.id,
    sessionId: null,
    receivedAt: NOW,
    headers: { 'x-api-key': KEY },
    faults: [],
  });
});

test('a port that is taken is said so', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(startSimulator({ world: healthy, apiKey: KEY, port })).rejects.toThrow(UserError);
});
