import { HOUR, MINUTE } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { buildJob } from '../build-job.ts';
import { directory } from '../directory.ts';
import { nextDaily, nightly } from '../nightly.ts';
import { randomFor } from '../random.ts';
import type { SimulatedJob, SimulatedWorld } from '../wire.ts';

/** How the service writes that there is no date. */
const NO_DATE = '0001-01-01T00:00:00';

/** Created, scheduled for tonight, and never run. */
const neverRun = (seed: number, now: Instant): SimulatedJob => {
  const random = randomFor(seed, 'never run');
  const objects = directory('mailbox', 18, random);
  const job = buildJob({ name: 'Exchange – Head office', workload: 'mailbox', objects, runs: [], nextRun: nextDaily(now, 22 * HOUR) }, now, random);
  return { ...job, record: { ...job.record, lastRun: NO_DATE, avgJobProcessTimeInSeconds: 0 } };
};

/** Five nights old, none of them in trouble. */
const fiveDaysOld = (seed: number, now: Instant): SimulatedJob => {
  const random = randomFor(seed, 'five days old');
  const objects = directory('onedrive', 25, random);
  const at = 2 * HOUR + 30 * MINUTE;
  const runs = nightly({ now, days: 5, at, minutes: 14, objects: () => objects.length, night: () => null }, random);
  return buildJob({ name: 'OneDrive – Head office', workload: 'onedrive', objects, runs, nextRun: nextDaily(now, at) }, now, random);
};

/** Its first run began twelve minutes ago. */
const firstRunOpen = (seed: number, now: Instant): SimulatedJob => {
  const random = randomFor(seed, 'first run open');
  const objects = directory('site', 15, random);
  const start = now - 12 * MINUTE;
  const runs = [{ start, length: HOUR, status: 'Success', objects: objects.length, trouble: [] }];
  return buildJob({ name: 'SharePoint – Head office', workload: 'site', objects, runs, nextRun: start + 24 * HOUR }, now, random);
};

/** A tenant of a week: one job never ran, one has five nights, one is in its first run. `days` has nothing to say here. */
export const newWorld = (seed: number, now: Instant): SimulatedWorld => ({
  name: 'new',
  seed,
  now,
  indent: 0,
  jobs: [neverRun(seed, now), fiveDaysOld(seed, now), firstRunOpen(seed, now)],
});
