import { DAY, HOUR, MINUTE } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { buildJob } from '../build-job.ts';
import type { PlannedRun } from '../build-job.ts';
import { directory } from '../directory.ts';
import { between, randomFor, wholeBetween } from '../random.ts';
import type { Random } from '../random.ts';
import { unavailable, usualWarning } from '../trouble.ts';
import type { SimulatedJob, SimulatedWorld, Workload } from '../wire.ts';

const KINDS: readonly { readonly word: string; readonly workload: Workload }[] = [
  { word: 'Exchange', workload: 'mailbox' },
  { word: 'OneDrive', workload: 'onedrive' },
  { word: 'SharePoint', workload: 'site' },
  { word: 'Teams', workload: 'team' },
];

/** Of a hundred runs one warns, and of five hundred one fails and is tried again. */
const runsAt = (start: Instant, length: number, objects: readonly string[], workload: Workload, random: Random): readonly PlannedRun[] => {
  const run = { start, length, status: 'Success', objects: objects.length, trouble: [] };
  const luck = random();
  if (luck < 0.002)
    return [
      { ...run, status: 'Failed', trouble: [unavailable] },
      { ...run, start: start + length + 5 * MINUTE },
    ];
  return luck < 0.012 ? [{ ...run, status: 'Warning', trouble: objects.slice(0, 1).map((one) => usualWarning(workload, one, 0)) }] : [run];
};

/** Every fourth job runs every hour, the others once a day. */
const build = (index: number, seed: number, now: Instant, days: number): SimulatedJob => {
  const { word, workload } = KINDS[Math.floor(index / 4) % KINDS.length] ?? { word: 'Exchange', workload: 'mailbox' };
  const name = `${word} – Branch ${String(index + 1).padStart(3, '0')}`;
  const random = randomFor(seed, name);
  const interval = index % 4 === 0 ? HOUR : DAY;
  const objects = directory(workload, wholeBetween(random, 5, 60), random);
  const newest = now - Math.round(between(random, MINUTE, interval));
  const minutes = between(random, 1, interval === HOUR ? 8 : 40);
  const starts = Array.from({ length: Math.floor((days * DAY) / interval) }, (_, back) => newest - back * interval).reverse();
  const runs = starts.flatMap((start) => runsAt(start, Math.round(minutes * MINUTE * between(random, 0.9, 1.2)), objects, workload, random));
  return buildJob({ name, workload, objects, runs, nextRun: newest + interval }, now, random);
};

/** `jobs` jobs over `days` days, with about 660 sessions a job in 95 days. */
export const largeWorld = (seed: number, now: Instant, days: number, jobs: number): SimulatedWorld => ({
  name: 'large',
  seed,
  now,
  indent: 0,
  jobs: Array.from({ length: jobs }, (_, index) => build(index, seed, now, days)),
});
