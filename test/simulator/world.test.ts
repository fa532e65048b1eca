import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { logOf } from '../../src/simulator/lookup.ts';
import type { SimulatedJob } from '../../src/simulator/wire.ts';
import { WORLD_NAMES } from '../../src/simulator/wire.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { NOW, get, getJson, JOBS, logPath, openSimulator, sessionsPath } from './open-simulator.ts';
import { summarizeWorld } from './summarize-world.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const small = { now: NOW, jobs: 8 };

test.each(WORLD_NAMES)('%s: the same name, seed and instant give the same bytes, logs included', (name) => {
  const text = (seed: number): string => {
    const world = createWorld({ ...small, name, seed });
    return JSON.stringify([world, world.jobs.map((job) => job.runs.slice(0, 5).map((run) => logOf(world, job, run.session.id)))]);
  };
  expect(text(7)).toBe(text(7));
  if (name !== 'sample') expect(text(8)).not.toBe(text(7));
});

test.each(WORLD_NAMES)('%s: sessions are newest first, never start after now, and have ids of their own', (name) => {
  for (const { record, runs } of createWorld({ ...small, name, seed: 3 }).jobs) {
    const starts = runs.map((run) => Date.parse(run.session.creationTime));
    expect(starts, record.name).toEqual([...starts].sort((a, b) => b - a));
    expect(Math.max(...starts, 0), record.name).toBeLessThanOrEqual(NOW);
    expect(new Set(runs.map((run) => run.session.id)).size).toBe(runs.length);
  }
});

test.each(WORLD_NAMES)('%s: is the world that its page in fixtures/worlds shows', (name) => {
  const page = new URL(`../../fixtures/worlds/${name}.txt`, import.meta.url);
  const summary = summarizeWorld(createWorld({ ...small, name, seed: 1 }));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(page, summary);
  expect(summary).toBe(readFileSync(page, 'utf8'));
});

test.each(['healthy', 'troubled', 'large', 'hostile', 'new'] as const)('%s: another instant moves the whole history with it', (name) => {
  const later = 10 * DAY;
  const starts = (now: number): number[] =>
    createWorld({ ...small, name, seed: 1, now }).jobs.flatMap((job) => job.runs.map((run) => Date.parse(run.session.creationTime)));
  expect(starts(NOW + later)).toEqual(starts(NOW).map((start) => start + later));
});

test('healthy: each job agrees with its own sessions, and its history reaches back 95 days', () => {
  const world = createWorld({ name: 'healthy', seed: 3, now: NOW });
  expect(world.jobs).toHaveLength(6);
  for (const { record, runs } of world.jobs) {
    const newest = runs.find((run) => run.session.endTime !== null)!.session;
    expect(record).toMatchObject({ lastRun: newest.endTime, lastStatus: newest.status });
    expect(Date.parse(record.nextRun!)).toBeGreaterThan(NOW);
    expect(Date.parse(record.nextRun!)).toBeLessThanOrEqual(NOW + DAY);
    const oldest = Date.parse(runs.at(-1)!.session.creationTime);
    expect(NOW - oldest).toBeGreaterThan(94 * DAY);
    expect(NOW - oldest).toBeLessThan(96 * DAY);
  }
});

/** How long, at its longest, a job went from the start of a recovery point to the end of the next. */
const worstExposure = (runs: readonly { session: { creationTime: string; endTime: string | null; status: string } }[]): number => {
  const points = runs.filter(({ session }) => ['Success', 'Warning'].includes(session.status)).map(({ session }) => session);
  const exposures = points.slice(1).map((older, index) => Date.parse(points[index]!.endTime!) - Date.parse(older.creationTime));
  return Math.max(...exposures);
};

test.each([1, 2, 3, 4, 5])('healthy, seed %i: no job is ever exposed for longer than 26 hours, and retries are among the runs', (seed) => {
  const { jobs } = createWorld({ name: 'healthy', seed, now: NOW });
  for (const job of jobs) expect(worstExposure(job.runs), job.record.name).toBeLessThan(26 * 3_600_000);
  expect(jobs.flatMap((job) => job.runs).filter((run) => run.session.status === 'Failed')).toHaveLength(3);
});

test('days are as asked for', () => {
  const { jobs } = createWorld({ name: 'healthy', seed: 3, now: NOW, days: 10 });
  expect(Math.max(...jobs.map((job) => job.runs.length))).toBeLessThanOrEqual(12);
});

const statuses = (job: SimulatedJob): string[] => job.runs.map((run) => run.session.status);
const spans = (job: SimulatedJob): number[] =>
  job.runs.slice(1).map((older, index) => Date.parse(job.runs[index]!.session.creationTime) - Date.parse(older.session.creationTime));
const titles = (world: ReturnType<typeof createWorld>, job: SimulatedJob, at: number): string[] =>
  (logOf(world, job, job.runs[at]!.session.id) ?? []).map((line) => line.title);

describe.each([1, 2, 3])('troubled, seed %i', (seed) => {
  const world = createWorld({ name: 'troubled', seed, now: NOW });
  const named = (name: string): SimulatedJob => world.jobs.find((job) => job.record.name === name)!;

  test('one job lost three nights for a reason that its log names, and missed one', () => {
    const legal = named('SharePoint – Legal');
    expect(Math.max(...spans(legal))).toBeGreaterThan(47.9 * HOUR);
    const failed = legal.runs.findIndex(
      (run, at) =>
        statuses(legal)
          .slice(at, at + 3)
          .every((status) => status === 'Failed') && run.session.status === 'Failed',
    );
    expect(legal.runs[failed]!.session.creationTime).toMatch(/^2026-10-11T02:49/);
    expect(titles(world, legal, failed).filter((title) => title.includes('(403) Forbidden'))).toHaveLength(9);
  });

  test('the source goes on to name runs of one job that it does not list', () => {
    const stale = named('Teams – Projects');
    expect(stale.runs[0]!.session.creationTime).toMatch(/^2026-10-19T/);
    expect(stale.record.lastRun).toMatch(/^2026-11-02T/);
  });

  test('fourteen mailboxes without a licence warn in every run since they are there', () => {
    const sales = named('Exchange – Sales EMEA');
    expect(statuses(sales).slice(0, 35)).toEqual(Array.from({ length: 35 }, () => 'Warning'));
    expect(new Set(statuses(sales).slice(35))).toEqual(new Set(['Success']));
    expect(titles(world, sales, 3).filter((title) => title.endsWith('no valid Microsoft 365 license'))).toHaveLength(14);
    const [before, after] = [36, 3].map((at) => sales.runs[at]!.session.progress);
    expect(after! - before!).toBe(14);
  });

  test('one run took more than twice as long as usual', () => {
    const lengths = named('SharePoint – Intranet')
      .runs.map(({ session }) => Date.parse(session.endTime!) - Date.parse(session.creationTime))
      .sort((a, b) => a - b);
    expect(lengths.at(-1)!).toBeGreaterThan(2 * lengths[Math.floor(lengths.length / 2)]!);
  });

  test('one run is open, one job is disabled, one copies, one has no rhythm', () => {
    const running = world.jobs.filter((job) => job.runs.some((run) => run.session.endTime === null));
    expect(running.map((job) => job.record.name)).toEqual(['Teams – Support']);
    expect(running[0]!.runs[0]!.session).toMatchObject({ status: 'Running', endTime: null });
    expect(running[0]!.record.lastRun).toBe(running[0]!.runs[1]!.session.endTime);
    expect(world.jobs.filter((job) => !job.record.isEnabled).map((job) => job.record.nextRun)).toEqual([null]);
    expect(world.jobs.filter((job) => job.record.jobType === 'Copy')).toHaveLength(1);
    const irregular = spans(named('All other objects'));
    const usual = [...irregular].sort((a, b) => a - b)[Math.floor(irregular.length / 2)]!;
    expect(irregular.filter((span) => Math.abs(span - usual) <= usual / 10).length / irregular.length).toBeLessThan(0.8);
  });
});

test('large: as many jobs and days as asked for, a quarter of them hourly', () => {
  const { jobs } = createWorld({ name: 'large', seed: 1, now: NOW, jobs: 12, days: 20 });
  expect(jobs).toHaveLength(12);
  expect(jobs.filter((job) => job.runs.length >= 480)).toHaveLength(3);
  expect(jobs.filter((job) => job.runs.length >= 20 && job.runs.length < 23)).toHaveLength(9);
});

test('hostile: every job, session and log is reached through percent-encoded paths, and every text arrives unharmed', async () => {
  const world = createWorld({ name: 'hostile', seed: 1, now: NOW });
  const simulator = await openSimulator({ world });
  expect(await getJson(simulator, JOBS)).toEqual(world.jobs.map((job) => job.record));
  for (const job of world.jobs) {
    expect(await getJson(simulator, sessionsPath(job.record.id)), job.record.id).toEqual(job.runs.map((run) => run.session));
  }
  const [first] = world.jobs;
  for (const { session } of first!.runs.slice(0, 30)) {
    expect(await getJson(simulator, logPath(first!.record.id, session.id)), session.id).toEqual(logOf(world, first!, session.id));
    const unslashed = `${sessionsPath(first!.record.id)}${encodeURIComponent(session.id)}/logs`;
    expect((await get(simulator, unslashed)).status, session.id).toBe(200);
  }
});

test('hostile: ids are unique, names are not', () => {
  const { jobs } = createWorld({ name: 'hostile', seed: 1, now: NOW });
  const sessions = jobs.flatMap((job) => job.runs.map((run) => run.session.id));
  expect(new Set(jobs.map((job) => job.record.id)).size).toBe(jobs.length);
  expect(new Set(sessions).size).toBe(sessions.length);
  expect(jobs.filter((job) => job.record.name === 'Twice')).toHaveLength(2);
  expect(jobs.some((job) => job.record.name === '')).toBe(true);
});

test('new: never run, five nights old, and in its first run', () => {
  const [never, young, open] = createWorld({ name: 'new', seed: 1, now: NOW }).jobs;
  expect(never!.runs).toEqual([]);
  expect(never!.record).toMatchObject({ lastRun: '0001-01-01T00:00:00', lastStatus: null });
  expect(statuses(young!)).toEqual(Array.from({ length: 6 }, () => 'Success'));
  expect(statuses(open!)).toEqual(['Running']);
  expect(open!.record).toMatchObject({ lastRun: null, lastStatus: null, avgJobProcessTimeInSeconds: null });
});
