import type { LooseRecord } from './alter-records.ts';
import type { Route } from './route.ts';
import { sessionLog } from './session-log.ts';
import type { SimulatedJob, SimulatedWorld, WireLogLine } from './wire.ts';

export const jobOf = (world: SimulatedWorld, route: Route): SimulatedJob | null => world.jobs.find((job) => job.record.id === route.jobId) ?? null;

/** Null: the job has no such session. */
export const logOf = (world: SimulatedWorld, job: SimulatedJob, sessionId: string): readonly WireLogLine[] | null => {
  if (job.anyLog !== undefined) return job.anyLog;
  const run = job.runs.find(({ session }) => session.id === sessionId);
  return run === undefined ? null : sessionLog(job, run, world.seed);
};

/** What a route holds; null: no such job or session. */
export const recordsAt = (world: SimulatedWorld, route: Route): readonly LooseRecord[] | null => {
  if (route.endpoint === 'jobs') return world.jobs.map((job) => job.record);
  const job = jobOf(world, route);
  if (job === null) return null;
  return route.endpoint === 'sessions' ? job.runs.map((run) => run.session) : logOf(world, job, route.sessionId);
};
