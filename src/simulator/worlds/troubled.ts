import { DAY, HOUR, MINUTE } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { buildJob } from '../build-job.ts';
import type { PlannedRun } from '../build-job.ts';
import { directory } from '../directory.ts';
import { nextDaily, nightly } from '../nightly.ts';
import { between, randomFor } from '../random.ts';
import type { Random } from '../random.ts';
import { usualWarning } from '../trouble.ts';
import type { SimulatedJob, SimulatedWorld } from '../wire.ts';
import { HIRED_DAYS_AGO, nightOf } from './troubled-nights.ts';
import { STALE_SINCE, TROUBLED_JOBS } from './troubled-jobs.ts';
import type { TroubledJob } from './troubled-jobs.ts';

const UNLICENSED = 14;

/** Whole years of staff stay; the unlicensed ones are the last in the list and joined together. */
const objectsOf = ({ special, objects, shrunk }: TroubledJob, daysAgo: number): number => {
  if (shrunk !== undefined && daysAgo <= shrunk.night) return shrunk.objects;
  return special === 'unlicensed' && daysAgo > HIRED_DAYS_AGO ? objects - UNLICENSED : objects;
};

/** A run every 7 to 21 hours, so that no cadence can be read from it; every 19th with a warning. */
const irregular = (job: TroubledJob, objects: readonly string[], now: Instant, days: number, random: Random): readonly PlannedRun[] => {
  const runs: PlannedRun[] = [];
  let start = now - days * DAY + Math.round(between(random, 0, DAY));
  while (start <= now) {
    const warned = runs.length % 19 === 7 ? objects.slice(0, 1) : [];
    const trouble = warned.map((object) => usualWarning(job.workload, object, runs.length));
    const length = Math.round(job.minutes * MINUTE * between(random, 0.86, 1.16));
    runs.push({ start, length, status: trouble.length > 0 ? 'Warning' : 'Success', objects: objects.length, trouble });
    start += Math.round(between(random, 7 * HOUR, 21 * HOUR));
  }
  return runs;
};

/** Of the job that is running now: it began 20 minutes ago. */
const timeOfDay = (job: TroubledJob, now: Instant): number => (job.special === 'running' ? (now - 20 * MINUTE) % DAY : job.at);

const plannedRuns = (job: TroubledJob, objects: readonly string[], now: Instant, days: number, random: Random): readonly PlannedRun[] => {
  if (job.special === 'irregular') return irregular(job, objects, now, days, random);
  const at = timeOfDay(job, now);
  const unlicensed = job.special === 'unlicensed' ? objects.slice(-UNLICENSED) : [];
  const night = (daysAgo: number) => nightOf(job, objects, unlicensed, daysAgo);
  const runs = nightly({ now, days, at, minutes: job.minutes, objects: (daysAgo) => objectsOf(job, daysAgo), night }, random);
  return job.special === 'disabled' ? runs.filter((run) => run.start < now - 70 * DAY) : runs;
};

/** The source goes on to report runs of the stale job, but lists none of them. */
const hideRecent = (job: SimulatedJob, now: Instant): SimulatedJob => ({
  ...job,
  runs: job.runs.filter(({ session }) => Date.parse(session.creationTime) < (Math.floor(now / DAY) - STALE_SINCE) * DAY),
});

const build = (job: TroubledJob, seed: number, now: Instant, days: number): SimulatedJob => {
  const random = randomFor(seed, job.name);
  const objects = directory(job.workload, job.objects, random);
  const runs = plannedRuns(job, objects, now, days, random);
  const enabled = job.special !== 'disabled';
  const nextRun = enabled ? nextDaily(now, timeOfDay(job, now)) : null;
  const { name, workload, jobType = 'Backup' } = job;
  const built = buildJob({ name, workload, jobType, objects, enabled, runs, nextRun }, now, random);
  return job.special === 'stale' ? hideRecent(built, now) : built;
};

/** Fourteen jobs with most of what goes wrong in practice in the last five weeks, and a month before that was better. */
export const troubledWorld = (seed: number, now: Instant, days: number): SimulatedWorld => ({
  name: 'troubled',
  seed,
  now,
  indent: 0,
  jobs: TROUBLED_JOBS.map((job) => build(job, seed, now, days)),
});
