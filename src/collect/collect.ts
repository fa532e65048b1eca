import { readEvidence } from '../vdc/read/index.ts';
import { disagrees, wantedLogs, type CollectPlan } from './plan.ts';
import { EMPTY_HAUL, inOrder, resourceOrder, withAnswers, withSecondAnswers, type Answer, type Fetched, type Haul } from './record.ts';
import type { Collection, JobCollection } from '../model/collection.ts';
import type { Evidence, Resource } from '../model/evidence.ts';
import type { Instant } from '../model/instant.ts';
import type { Job } from '../model/job.ts';
import type { CollectEvent } from './event.ts';

/** Where the data comes from. It limits what is in flight, so that everything may be asked for at once. */
export type CollectSource = {
  readonly fetch: (resource: Resource, round?: number) => Promise<Fetched>;
  readonly traffic: () => Pick<Evidence, 'statuses' | 'retries'>;
};

type Errand = { readonly source: CollectSource; readonly plan: CollectPlan; readonly onEvent: (event: CollectEvent) => void };

const JOBS: Resource = { kind: 'jobs' };

const jobOf = ({ job }: JobCollection): Job => job;

const sessionsOf = (job: Job): Resource => ({ kind: 'sessions', jobId: job.id });

/** Reads what there is so far, as it will be read again by everyone who has the evidence. */
const readSoFar = (haul: Haul): Collection =>
  readEvidence({ baseUrl: '', startedAt: 0, finishedAt: 0, statuses: {}, retries: 0, exchanges: haul.exchanges, missing: haul.missing });

/** Asks for everything at once; the answers are in the order of the questions. */
const fetchAll = (
  source: CollectSource,
  resources: readonly Resource[],
  round: number,
  onAnswer: (answer: Answer, done: number) => void,
): Promise<readonly Answer[]> => {
  let done = 0;
  const ask = async (resource: Resource): Promise<Answer> => {
    const answer = { resource, fetched: await source.fetch(resource, round) };
    done += 1;
    onAnswer(answer, done);
    return answer;
  };
  return Promise.all(resources.map(ask));
};

const readSessions = async ({ source, onEvent }: Errand, haul: Haul, jobs: readonly Job[], round: number): Promise<Haul> => {
  const names = new Map(jobs.map((job) => [job.id, job.name]));
  const answers = await fetchAll(source, jobs.map(sessionsOf), round, ({ resource, fetched: { failure } }, done) => {
    if (resource.kind !== 'sessions') return;
    const { jobId } = resource;
    onEvent({ kind: 'job-read', done, total: jobs.length, jobId, name: names.get(jobId) ?? jobId, failure });
  });
  return withAnswers(haul, answers);
};

/** Reads the job list, and these jobs' sessions, once more; jobs that are new in the list are read like all others. */
const readAgain = async (errand: Errand, haul: Haul, known: readonly JobCollection[], doubtful: readonly JobCollection[]): Promise<Haul> => {
  const { source, onEvent } = errand;
  onEvent({ kind: 'read-again', jobs: doubtful.length });
  const list = await fetchAll(source, [JOBS], 1, () => undefined);
  const sessions = await fetchAll(
    source,
    doubtful.map(({ job }) => sessionsOf(job)),
    1,
    () => undefined,
  );
  const again = withSecondAnswers(haul, [...list, ...sessions]);
  const ids = new Set(known.map(({ job }) => job.id));
  const added = readSoFar(again).jobs.filter(({ job }) => !ids.has(job.id));
  return added.length === 0 ? again : readSessions(errand, again, added.map(jobOf), 1);
};

const readLogs = async ({ source, onEvent }: Errand, haul: Haul, wanted: readonly Resource[]): Promise<Haul> => {
  const answers = await fetchAll(source, wanted, 0, ({ resource, fetched: { failure } }, done) => {
    if (resource.kind !== 'log') return;
    const { jobId, sessionId } = resource;
    onEvent({ kind: 'log-read', done, total: wanted.length, jobId, sessionId, failure });
  });
  return withAnswers(haul, answers);
};

/** All jobs' sessions, once more where they disagree with the job list, and then the logs. */
const readJobs = async (errand: Errand, listed: Haul): Promise<Haul> => {
  const jobs = readSoFar(listed).jobs.map(jobOf);
  errand.onEvent({ kind: 'jobs-listed', jobs: jobs.length });
  const first = await readSessions(errand, listed, jobs, 0);
  const known = readSoFar(first).jobs;
  const doubtful = known.filter(disagrees);
  const second = doubtful.length === 0 ? first : await readAgain(errand, first, known, doubtful);
  const final = doubtful.length === 0 ? known : readSoFar(second).jobs;
  const logs = final.flatMap((job) => wantedLogs(errand.plan, job));
  const order = resourceOrder([...[...final.map(jobOf), ...jobs].map(sessionsOf), ...logs]);
  return inOrder(await readLogs(errand, second, logs), order);
};

const readEverything = async (errand: Errand): Promise<Haul> => {
  const [answer] = await fetchAll(errand.source, [JOBS], 0, () => undefined);
  const listed = withAnswers(EMPTY_HAUL, answer === undefined ? [] : [answer]);
  const failure = answer?.fetched.failure ?? null;
  if (failure === null) return readJobs(errand, listed);
  errand.onEvent({ kind: 'jobs-failed', failure });
  return listed;
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
  const { exchanges, missing } = await readEverything({ source, plan, onEvent });
  const { statuses, retries } = source.traffic();
  return { baseUrl: plan.baseUrl, startedAt, finishedAt: world.now(), exchanges, missing, statuses, retries };
};
