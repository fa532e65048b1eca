import { expect, test } from 'vitest';
import { logOf } from '../../src/simulator/lookup.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { NOW } from './open-simulator.ts';

const DAY = 86_400_000;
const NAMES = ['healthy', 'sample'] as const;

test.each(NAMES)('%s: the same name, seed and instant give the same bytes, logs included', (name) => {
  const text = (seed: number): string => {
    const world = createWorld({ name, seed, now: NOW });
    return JSON.stringify([world, world.jobs.map((job) => job.runs.slice(0, 5).map((run) => logOf(world, job, run.session.id)))]);
  };
  expect(text(7)).toBe(text(7));
  if (name !== 'sample') expect(text(8)).not.toBe(text(7));
});

test.each(NAMES)('%s: sessions are newest first, never start after now, and have ids of their own', (name) => {
  for (const { record, runs } of createWorld({ name, seed: 3, now: NOW }).jobs) {
    const starts = runs.map((run) => Date.parse(run.session.creationTime));
    expect(starts, record.name).toEqual([...starts].sort((a, b) => b - a));
    expect(Math.max(...starts, 0), record.name).toBeLessThanOrEqual(NOW);
    expect(new Set(runs.map((run) => run.session.id)).size).toBe(runs.length);
  }
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
