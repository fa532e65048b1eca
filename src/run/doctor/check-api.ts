import { whereWords } from '../../config/secrets.ts';
import type { ReadyTenant, TenantConfig } from '../../config/config.ts';
import { toIso, type Instant } from '../../model/instant.ts';
import type { Exchange } from '../../model/evidence.ts';
import type { Job } from '../../model/job.ts';
import type { Fetched } from '../../vdc/fetch-pages.ts';
import type { SourceOptions } from '../../vdc/options.ts';
import { proxyFor } from '../../vdc/proxy.ts';
import { readJobs } from '../../vdc/read/jobs.ts';
import { createSource, type Source } from '../../vdc/source.ts';
import type { World } from '../../world.ts';
import { sourceOptions } from '../source-options.ts';
import { apiWords, sessionWords, type Asked } from './api-words.ts';
import { failed, failureFrom, good, notChecked, warning, type CheckId, type CheckResult, type CheckRow } from './check.ts';
import { clockResult } from './clock.ts';
import { perform } from './perform.ts';

const LIMIT = 60_000;
/** One attempt, and one more after what may pass. */
const ATTEMPTS = 2;
const ANSWER = 15_000;
const ALL = 40_000;

const askedOf = (tenant: TenantConfig, { baseUrl, proxy }: SourceOptions, now: Instant): Asked => {
  const { host, origin } = new URL(baseUrl);
  return { host, baseUrl, proxy: proxyFor(origin, proxy)?.host ?? null, keyPlace: whereWords(tenant.apiKey), now: toIso(now) };
};

const failedToAsk = ({ failure }: Fetched, asked: Asked): CheckResult | null => {
  if (failure === null) return null;
  const { found, next } = apiWords(failure, asked);
  return failed(found, next);
};

const NO_JOBS = 'Check that the key belongs to the right tenant, and that the tenant has backup jobs.';

const listResult = (fetched: Fetched, asked: Asked): CheckResult => {
  const lack = failedToAsk(fetched, asked);
  if (lack !== null) return lack;
  const { length } = fetched.records;
  return length === 0
    ? warning(`${asked.host} took the key and answered, but lists no job.`, NO_JOBS)
    : good(
        `${asked.host} took the key and lists ${String(length)} ${length === 1 ? 'job' : 'jobs'}${asked.proxy === null ? '' : `, through the proxy ${asked.proxy}`}.`,
      );
};

/** The first job of the list that can be read. */
const firstJob = ({ records }: Fetched): Pick<Job, 'id' | 'name'> | null => readJobs(records).jobs[0]?.job ?? null;

const LENGTH_OF_NAME = 60;

const sessionsResult = async (source: Source, list: Fetched, asked: Asked): Promise<CheckResult> => {
  const job = firstJob(list);
  if (job === null) return notChecked('There is no job whose sessions could be asked for.');
  const { records, failure } = await source.fetch({ kind: 'sessions', jobId: job.id });
  const name = JSON.stringify(job.name.slice(0, LENGTH_OF_NAME).toWellFormed());
  if (failure === null) return good(`The first job, ${name}, has ${String(records.length)} ${records.length === 1 ? 'session' : 'sessions'} there.`);
  const { found, next } = sessionWords(failure, name, asked);
  return failed(found, next);
};

type Place = { readonly world: World; readonly signal: AbortSignal };

const rowOf = (tenant: TenantConfig, id: CheckId, work: (signal: AbortSignal) => Promise<CheckResult>, { signal }: Place): Promise<CheckRow> =>
  perform({ id, tenantId: tenant.id, limit: LIMIT, work }, signal);

/** A web page in its place may come from anywhere. */
const newest = ({ exchanges, failure }: Fetched): Exchange | null => (failure === null ? (exchanges.at(-1) ?? null) : null);

/** Asks the source as a collection does, and keeps nothing of what it says. */
const ask = async (source: Source, tenant: TenantConfig, asked: Asked, place: Place): Promise<readonly CheckRow[]> => {
  let list: Fetched = { exchanges: [], records: [], failure: null };
  const api = await rowOf(tenant, 'api', async () => listResult((list = await source.fetch({ kind: 'jobs' })), asked), place);
  const isListed = api.state === 'ok' || api.state === 'warning';
  const sessions = (): Promise<CheckResult> =>
    isListed ? sessionsResult(source, list, asked) : Promise.resolve(notChecked('Without the list of jobs there is none to ask about.'));
  return [
    api,
    await rowOf(tenant, 'sessions', sessions, place),
    await rowOf(tenant, 'clock', async () => clockResult(newest(list), asked.host, tenant.timezone), place),
  ];
};

export const notAsked = (tenantId: string, why: string): readonly CheckRow[] =>
  (['api', 'sessions', 'clock'] as const).map((id) => ({ id, tenantId, ...notChecked(why) }));

/** What a tenant's API says to the key. */
export const checkApi = async (tenant: TenantConfig, ready: ReadyTenant, place: Place): Promise<readonly CheckRow[]> => {
  let source: Source | null = null;
  try {
    const { attempt, total } = tenant.timeouts;
    const written = await sourceOptions(ready, place.world.env);
    const options = { ...written, attempts: ATTEMPTS, timeouts: { attemptMs: Math.min(attempt, ANSWER), totalMs: Math.min(total, ALL) } };
    source = createSource(options, place.world);
    return await ask(source, tenant, askedOf(tenant, options, place.world.now()), place);
  } catch (error) {
    place.signal.throwIfAborted();
    return [{ id: 'api', tenantId: tenant.id, ...failureFrom(error) }, ...notAsked(tenant.id, 'The API could not be asked.').slice(1)];
  } finally {
    await source?.close();
  }
};
