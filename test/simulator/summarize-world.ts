import { createHash } from 'node:crypto';
import { logOf } from '../../src/simulator/lookup.ts';
import type { SimulatedJob, SimulatedWorld } from '../../src/simulator/wire.ts';

const DAY = 86_400_000;
const NIGHTS = 64;
const LETTERS: Readonly<Record<string, string>> = { Success: '.', Warning: 'w', Failed: 'F', Running: '>' };

/** The job's days up to today, oldest first: a letter for its last run's status, `r` for a success after a failure, blank for none. */
const strip = (job: SimulatedJob, now: number): string =>
  Array.from({ length: NIGHTS }, (_, index) => Math.floor(now / DAY) - NIGHTS + 1 + index)
    .map((day) => {
      const runs = job.runs.filter(({ session }) => Math.floor(Date.parse(session.creationTime) / DAY) === day).map(({ session }) => session.status);
      const letter = LETTERS[runs[0] ?? ''] ?? ' ';
      return letter === '.' && runs.includes('Failed') ? 'r' : letter;
    })
    .join('');

const fingerprint = (world: SimulatedWorld): string => {
  const hash = createHash('sha256').update(JSON.stringify(world));
  for (const job of world.jobs) {
    for (const { session } of job.runs.slice(0, 40)) hash.update(JSON.stringify(logOf(world, job, session.id)));
  }
  return hash.digest('hex');
};

/** Other characters as escapes: a page of hostile names must not attack whoever reads it. */
const printable = (name: string): string =>
  JSON.stringify(name).replaceAll(/[^\x20-\x7e–]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A page that shows a world at a glance, and changes when a byte of it does. */
export const summarizeWorld = (world: SimulatedWorld): string =>
  [
    `${world.name}, seed ${world.seed}, at ${new Date(world.now).toISOString()}: the last ${NIGHTS} days in UTC`,
    `sha256 ${fingerprint(world)}`,
    '',
    ...world.jobs.map((job) => {
      const { record, runs } = job;
      const name = printable(record.name).slice(0, 40).padEnd(40);
      return `${name} |${strip(job, world.now)}| ${runs.length} sessions, last ${record.lastRun ?? 'never'} ${record.lastStatus ?? ''}`.trimEnd();
    }),
    '',
  ].join('\n');
