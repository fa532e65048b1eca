import { HOUR, MINUTE } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { buildJob } from '../build-job.ts';
import { directory } from '../directory.ts';
import { nextDaily, nightly } from '../nightly.ts';
import type { Night } from '../nightly.ts';
import { randomFor } from '../random.ts';
import { cancelled, usualWarning } from '../trouble.ts';
import type { SimulatedJob, SimulatedWorld, Workload } from '../wire.ts';

/** `at` in UTC; `warned` and `retried` list nights by how many days ago they were. */
type HealthyJob = {
  readonly name: string;
  readonly workload: Workload;
  readonly objects: number;
  readonly at: number;
  readonly minutes: number;
  readonly warned?: readonly number[];
  readonly retried?: readonly number[];
};

const JOBS: readonly HealthyJob[] = [
  { name: 'Exchange – Finance', workload: 'mailbox', objects: 38, at: 2 * HOUR + 49 * MINUTE, minutes: 6, warned: [12, 47] },
  { name: 'Exchange – All staff', workload: 'mailbox', objects: 214, at: 1 * HOUR + 30 * MINUTE, minutes: 24, retried: [19] },
  { name: 'OneDrive – All staff', workload: 'onedrive', objects: 186, at: 3 * HOUR + 15 * MINUTE, minutes: 41, warned: [5, 26] },
  { name: 'SharePoint – Intranet', workload: 'site', objects: 24, at: 20 * HOUR, minutes: 52, retried: [8, 71] },
  { name: 'SharePoint – Projects', workload: 'site', objects: 17, at: 21 * HOUR + 10 * MINUTE, minutes: 18 },
  { name: 'Teams – Projects', workload: 'team', objects: 12, at: 4 * HOUR + 5 * MINUTE, minutes: 9, warned: [30] },
];

const nightOf = (job: HealthyJob, objects: readonly string[], daysAgo: number): Night | null => {
  if (job.retried?.includes(daysAgo)) return { kind: 'retried', trouble: [cancelled] };
  const object = objects[daysAgo % objects.length];
  return job.warned?.includes(daysAgo) && object !== undefined ? { kind: 'warning', trouble: [usualWarning(job.workload, object, daysAgo)] } : null;
};

const build = (job: HealthyJob, seed: number, now: Instant, days: number): SimulatedJob => {
  const random = randomFor(seed, job.name);
  const objects = directory(job.workload, job.objects, random);
  const night = (daysAgo: number): Night | null => nightOf(job, objects, daysAgo);
  const runs = nightly({ now, days, at: job.at, minutes: job.minutes, objects: () => objects.length, night }, random);
  return buildJob({ name: job.name, workload: job.workload, objects, runs, nextRun: nextDaily(now, job.at) }, now, random);
};

/** Six daily jobs without an RPO gap: a few warnings, and failed first attempts that a retry made good within the hour. */
export const healthyWorld = (seed: number, now: Instant, days: number): SimulatedWorld => ({
  name: 'healthy',
  seed,
  now,
  indent: 0,
  jobs: JOBS.map((job) => build(job, seed, now, days)),
});
