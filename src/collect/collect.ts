import { readJobs } from '../vdc/read/jobs.ts';
import { readSessions, sortSessions } from '../vdc/read/sessions.ts';
import { disagrees, wantedLogs, type CollectPlan, type LogResource } from './plan.ts';
import { EMPTY_HAUL, inOrder, joined, recordsOf, resourceOrder, withAnswer, type Fetched, type Haul } from './record.ts';
import type { CollectFailure, Evidence, Resource } from '../model/evidence.ts';
import type { Instant } from '../model/instant.ts';
import type { Job } from '../model/job.ts';
import type { Session } from '../model/session.ts';
import type { CollectEvent } from './event.ts';

/** Where the data comes from. It limits what is in flight, so that everything may be asked for at once. */
export type CollectSource = {
  readonly fetch: (resource: Resource, round?: number) => Promise<Fetched>;
  readonly traffic: () => Pick<Evidence, 'statuses' | 'retries'>;
};

type Errand = { readonly source: CollectSource; readonly plan: CollectPlan; readonly onEvent: (event: CollectEvent) => void };

/** What is known of one job so far. */
type JobReading = { readonly job: Job; readonly haul: Haul; readonly sessions: readonly Session[]; readonly failure: CollectFailure | null };

const JOBS: Resource = { kind: 'jobs' };

const sessionsOf = (job: Job): Resource => ({ kind: 'sessions', jobId: job.id });

const jobsIn = (list: Fetched): readonly Job[] => readJobs(recordsOf(list)).jobs.map(({ job }) => job);

const readJob = async ({ source }: Errand, job: Job, round: number): Promise<JobReading> => {
  const resource = sessionsOf(job);
  const fetched = await source.fetch(resource, round);
  const { sessions } = readSessions(recordsOf(fetched));
  return { job, haul: withAnswer(EMPTY_HAUL, resource, round, fetched), sessions, failure: fetched.failure };
};

/** Asks for everything at once: each answer is read while others are waited for. */
const readAll = (errand: Errand, jobs: readonly Job[], round: number): Promise<readonly JobReading[]> => {
  let done = 0;
  const read = async (job: Job): Promise<JobReading> => {
    const reading = await readJob(errand, job, round);
    done += 1;
    errand.onEvent({ kind: 'job-read', done, total: jobs.length, jobId: job.id, name: job.name, failure: reading.failure });
    return reading;
  };
  return Promise.all(jobs.map(read));
};

const readJobAgain = async ({ source }: Errand, reading: JobReading): Promise<JobReading> => {
  const fetched = await source.fetch(sessionsOf(reading.job), 1);
  const later = readSessions(recordsOf(fetched)).sessions;
  const known = new Set(later.map(({ id }) => id));
  const gone = reading.sessions.filter(({ id }) => !known.has(id));
  return { ...reading, haul: withAnswer(reading.haul, sessionsOf(reading.job), 1, fetched), sessions: sortSessions([...gone, ...later]) };
};

type Readings = { readonly list: Haul; readonly jobs: readonly Job[]; readonly readings: readonly JobReading[] };

/** Reads the job list, and the doubtful jobs' sessions, once more; jobs that are new in the list are read like all others. */
const readAgain = async (errand: Errand, { list, jobs, readings }: Readings): Promise<Readings> => {
  const fetched = await errand.source.fetch(JOBS, 1);
  const repeated = await Promise.all(readings.map(async (reading) => (disagrees(reading) ? readJobAgain(errand, reading) : reading)));
  const known = new Set(jobs.map(({ id }) => id));
  const newest = fetched.failure === null ? jobsIn(fetched) : jobs;
  const added = await readAll(
    errand,
    newest.filter(({ id }) => !known.has(id)),
    1,
  );
  return { list: withAnswer(list, JOBS, 1, fetched), jobs: newest, readings: [...repeated, ...added] };
};

const readTwice = async (errand: Errand, fetched: Fetched): Promise<Readings> => {
  const jobs = jobsIn(fetched);
  errand.onEvent({ kind: 'jobs-listed', jobs: jobs.length });
  const list = withAnswer(EMPTY_HAUL, JOBS, 0, fetched);
  const readings = await readAll(errand, jobs, 0);
  const doubtful = readings.filter(disagrees).length;
  if (doubtful === 0) return { list, jobs, readings };
  errand.onEvent({ kind: 'read-again', jobs: doubtful });
  return readAgain(errand, { list, jobs, readings });
};

const readLogs = ({ source, onEvent }: Errand, wanted: readonly LogResource[]): Promise<readonly Haul[]> => {
  let done = 0;
  const read = async (resource: LogResource): Promise<Haul> => {
    const { jobId, sessionId } = resource;
    const fetched = await source.fetch(resource, 0);
    done += 1;
    onEvent({ kind: 'log-read', done, total: wanted.length, jobId, sessionId, failure: fetched.failure });
    return withAnswer(EMPTY_HAUL, resource, 0, fetched);
  };
  return Promise.all(wanted.map(read));
};

/** A job that is no longer in the list needs no logs, but its sessions stay evidence, behind the others. */
const readEverything = async (errand: Errand, fetched: Fetched): Promise<Haul> => {
  const { list, jobs, readings } = await readTwice(errand, fetched);
  const byId = new Map(readings.map((reading) => [reading.job.id, reading]));
  const listed = jobs.flatMap(({ id }) => byId.get(id) ?? []);
  const logs = listed.flatMap((reading) => wantedLogs(errand.plan, reading));
  const order = resourceOrder([...[...listed, ...readings].map(({ job }) => sessionsOf(job)), ...logs]);
  return inOrder(joined([list, ...readings.map(({ haul }) => haul), ...(await readLogs(errand, logs))]), order);
};

const bringHome = async (errand: Errand): Promise<Haul> => {
  const fetched = await errand.source.fetch(JOBS, 0);
  if (fetched.failure === null) return readEverything(errand, fetched);
  errand.onEvent({ kind: 'jobs-failed', failure: fetched.failure });
  return withAnswer(EMPTY_HAUL, JOBS, 0, fetched);
};

/**
 * Brings home what a report needs: the job list, all sessions of every job, and the logs that the plan wants. What cannot
 * be had is in the evidence as missing, and never takes anything else with it. Nothing is thrown for it.
 */
export const collect = async (
  source: CollectSource,
  plan: CollectPlan,
  world: { readonly now: () => Instant },
  onEvent: (event: CollectEvent) => void,
): Promise<Evidence> => {
  const startedAt = world.now();
  const { exchanges, missing } = await bringHome({ source, plan, onEvent });
  const { statuses, retries } = source.traffic();
  return { baseUrl: plan.baseUrl, startedAt, finishedAt: world.now(), exchanges, missing, statuses, retries };
};
