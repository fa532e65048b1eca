import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/vdc/read/index.ts';
import { bodyOf } from '../../../src/model/body.ts';
import type { CollectFailure, Evidence, Exchange, Missing, Resource } from '../../../src/model/evidence.ts';
import { spelledOut } from '../../support/spelled-out.ts';

const JOBS: Resource = { kind: 'jobs' };
const sessionsOf = (jobId: string): Resource => ({ kind: 'sessions', jobId });
const logOf = (jobId: string, sessionId: string): Resource => ({ kind: 'log', jobId, sessionId });

const answer = (resource: Resource, body: unknown, over: Partial<Exchange> = {}): Exchange => ({
  resource,
  page: 0,
  round: 0,
  path: '/v1/x?offset=0',
  sentAt: 0,
  receivedAt: 0,
  status: 200,
  headers: {},
  attempts: 1,
  body: bodyOf(new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))),
  ...over,
});
const evidence = (exchanges: readonly Exchange[], missing: readonly Missing[] = []): Evidence => ({
  baseUrl: 'https://vdc.test',
  startedAt: 0,
  finishedAt: 1,
  exchanges,
  missing,
  statuses: {},
  retries: 0,
});
const failure = (code: CollectFailure['code']): CollectFailure => ({ code, request: 'GET /v1/x', status: 500, attempts: 5, detail: null });

const job = (id: string, over: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  name: `Job ${id}`,
  isEnabled: true,
  lastRun: null,
  lastStatus: null,
  ...over,
});
const session = (id: string, over: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  creationTime: '2026-10-01T02:00:00Z',
  endTime: '2026-10-01T02:01:00Z',
  status: 'Success',
  ...over,
});

describe('evidence', () => {
  it('becomes jobs with their sessions and logs', () => {
    const collection = readEvidence(
      evidence([
        answer(JOBS, [job('a'), job('b')]),
        answer(sessionsOf('a'), [session('s1')]),
        answer(sessionsOf('b'), []),
        answer(logOf('a', 's1'), [{ title: '[Success] Found 3 objects' }]),
      ]),
    );
    expect(collection).toMatchObject({
      failure: null,
      issues: [],
      jobs: [
        { job: { id: 'a' }, listed: 1, sessions: [{ id: 's1' }], logs: [{ sessionId: 's1', lines: [{ found: 3 }] }], failure: null },
        { job: { id: 'b' }, listed: 0, sessions: [], logs: [], failure: null },
      ],
    });
  });

  it('joins pages in their order, whatever the order of the evidence', () => {
    const pages = [
      answer(sessionsOf('a'), { results: [session('s3')] }, { page: 1 }),
      answer(JOBS, [job('a')]),
      answer(sessionsOf('a'), [session('s1'), session('s1'), 5]),
    ];
    const [only] = readEvidence(evidence(pages)).jobs;
    expect(only).toMatchObject({ listed: 4, sessions: [{ id: 's1' }, { id: 's3' }] });
    expect(only?.issues.map(({ code, record }) => `${code} ${record}`)).toEqual(['duplicate-session s1', 'unreadable-session #3']);
  });

  it('gives the same twice and leaves the evidence alone', () => {
    const given = evidence([answer(sessionsOf('a'), [session('s2'), session('s1')]), answer(JOBS, [job('a')])]);
    const before = spelledOut(given);
    expect(readEvidence(given)).toEqual(readEvidence(given));
    expect(spelledOut(given)).toEqual(before);
  });
});

describe('what is missing', () => {
  it('of the job list is the failure of it all', () => {
    expect(readEvidence(evidence([], [{ resource: JOBS, round: 0, failure: failure('refused-key') }]))).toEqual({
      jobs: [],
      issues: [],
      failure: failure('refused-key'),
      stale: null,
    });
  });

  it('of one job is its own failure, even after some of its pages', () => {
    const given = evidence(
      [answer(JOBS, [job('a'), job('b')]), answer(sessionsOf('a'), [session('s1')]), answer(sessionsOf('b'), [session('s2')])],
      [{ resource: sessionsOf('a'), round: 0, failure: failure('server-error') }],
    );
    expect(readEvidence(given).jobs).toMatchObject([
      { sessions: [], listed: 0, failure: { code: 'server-error' } },
      { sessions: [{ id: 's2' }], failure: null },
    ]);
  });

  it('of one log is a failure of that log', () => {
    const given = evidence(
      [answer(JOBS, [job('a')]), answer(sessionsOf('a'), [session('s1')])],
      [{ resource: logOf('a', 's1'), round: 0, failure: failure('timeout') }],
    );
    expect(readEvidence(given).jobs).toMatchObject([{ failure: null, logs: [], logFailures: [{ sessionId: 's1', failure: { code: 'timeout' } }] }]);
  });

  it('without a word is a failure too', () => {
    expect(readEvidence(evidence([])).failure).toMatchObject({ code: 'network', detail: 'not in the evidence' });
    expect(readEvidence(evidence([answer(JOBS, [job('a')])])).jobs).toMatchObject([{ failure: { code: 'network' } }]);
  });

  it.each([
    ['<html>', 'not-json'],
    ['{}', 'not-a-list'],
  ])('because the answer is %s, is told from the evidence alone', (body, code) => {
    expect(readEvidence(evidence([answer(JOBS, body)])).failure).toMatchObject({ code, request: 'GET /v1/x', status: 200 });
    expect(readEvidence(evidence([answer(JOBS, [job('a')]), answer(sessionsOf('a'), body)])).jobs).toMatchObject([{ failure: { code } }]);
  });
});

describe('a second round', () => {
  const twice = (first: readonly unknown[], second: readonly unknown[]): ReturnType<typeof readEvidence>['jobs'][number] | undefined =>
    readEvidence(evidence([answer(JOBS, [job('a')]), answer(sessionsOf('a'), first), answer(sessionsOf('a'), second, { round: 1 })])).jobs[0];

  it('supersedes the job list; a job that it no longer names keeps its last record and when it was last seen', () => {
    const given = evidence([
      answer(JOBS, [job('b', { name: 'New' })], { round: 1 }),
      answer(JOBS, [job('a'), job('b', { name: 'Old' })], { receivedAt: 4711 }),
      answer(sessionsOf('b'), []),
    ]);
    expect(readEvidence(given).jobs).toMatchObject([
      { job: { id: 'b', name: 'New' }, lastSeen: null },
      { job: { id: 'a' }, lastSeen: 4711 },
    ]);
  });

  it('that fails leaves what the first brought, and says so', () => {
    const given = evidence(
      [answer(JOBS, [job('a')]), answer(sessionsOf('a'), [session('s1')])],
      [{ resource: sessionsOf('a'), round: 1, failure: failure('server-error') }],
    );
    expect(readEvidence(given).jobs).toMatchObject([{ sessions: [{ id: 's1' }], failure: null, stale: { code: 'server-error' } }]);
  });

  it('adds sessions without calling the known ones duplicates', () => {
    expect(twice([session('s1')], [session('s2'), session('s1')])).toMatchObject({
      sessions: [{ id: 's1' }, { id: 's2' }],
      listed: 2,
      issues: [],
    });
  });

  it('tells how an open run ended, and never opens an ended one', () => {
    const open = session('s1', { status: 'Running', endTime: null });
    expect(twice([open], [session('s1')])?.sessions).toMatchObject([{ statusClass: 'success' }]);
    expect(twice([session('s1')], [open])?.sessions).toMatchObject([{ statusClass: 'success' }]);
  });

  it('keeps what it no longer lists, with its issues', () => {
    expect(twice([session('s1', { endTime: null }), session('s2', { endTime: null })], [session('s2')])).toMatchObject({
      sessions: [{ id: 's1', end: null }, { id: 's2' }],
      issues: [{ code: 'unreadable-end', record: 's1' }],
    });
  });

  it('that cannot be read leaves the first', () => {
    const given = evidence([answer(JOBS, [job('a')]), answer(JOBS, '<html>', { round: 1 }), answer(sessionsOf('a'), [])]);
    expect(readEvidence(given)).toMatchObject({ failure: null, jobs: [{ job: { id: 'a' } }] });
  });
});

it('tells resources apart whatever stands in their ids', () => {
  const given = evidence([
    answer(JOBS, [job('["a"]'), job('a","b'), job('__proto__')]),
    answer(sessionsOf('["a"]'), [session('s1')]),
    answer(sessionsOf('a","b'), [session('s2')]),
    answer(sessionsOf('__proto__'), [session('s3')]),
    answer(logOf('__proto__', 'constructor'), []),
  ]);
  expect(readEvidence(given).jobs.map(({ sessions, logs }) => [sessions[0]?.id, logs.length])).toEqual([
    ['s1', 0],
    ['s2', 0],
    ['s3', 1],
  ]);
});

it('survives a log of 300,000 unreadable lines', () => {
  const given = evidence([
    answer(JOBS, [job('a')]),
    answer(sessionsOf('a'), []),
    answer(
      logOf('a', 's1'),
      Array.from({ length: 300_000 }, () => 0),
    ),
  ]);
  expect(readEvidence(given).jobs[0]?.issues).toHaveLength(300_000);
});
