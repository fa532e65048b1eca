import { bodyOf } from '../../../src/model/body.ts';
import type { Evidence, Exchange, Missing, Resource } from '../../../src/model/evidence.ts';
import { DAY, MINUTE, toIso, type Instant } from '../../../src/model/instant.ts';

/** One run of a job in a world that is written down: what became of it and how long it took (milliseconds). */
export type Run = { readonly id: string; readonly start: Instant; readonly length: number; readonly status: string };

export type WorldJob = {
  readonly id: string;
  readonly name: string;
  readonly enabled?: boolean;
  readonly runs: readonly Run[];
  /** From when to when the source lists the job. */
  readonly from?: Instant;
  readonly deletedAt?: Instant;
};

export type SourceOptions = {
  /** Milliseconds after its start for which the source lists a run. */
  readonly retention: number;
  /** Deleted jobs stay in the list: a source that forgets nothing. */
  readonly keepsDeleted?: boolean;
  /** Sessions whose log is read, by the run's id. */
  readonly logs?: (run: Run) => boolean;
  readonly fails?: (resource: Resource) => boolean;
};

const runRecord = ({ id, start, length, status }: Run, now: Instant): unknown => {
  const over = start + length <= now;
  return {
    id,
    creationTime: toIso(start),
    endTime: over ? toIso(start + length) : null,
    progress: 66,
    status: over ? status : 'Running',
    processedObjects: 2,
  };
};

const jobRecord = ({ id, name, enabled = true, runs }: WorldJob, now: Instant): unknown => {
  const last = runs.filter(({ start, length }) => start + length <= now).toSorted((a, b) => b.start + b.length - a.start - a.length)[0];
  return {
    id,
    name,
    isEnabled: enabled,
    jobType: 'Backup',
    backupType: 'SelectedItems',
    lastRun: last === undefined ? null : toIso(last.start + last.length),
    lastStatus: last?.status ?? null,
    nextRun: null,
    avgJobProcessTimeInSeconds: 100,
    organizationVboInstanceId: 1,
  };
};

export const pathOf = (resource: Resource): string => {
  if (resource.kind === 'jobs') return '/v1/reports/backup-jobs';
  const sessions = `/v1/Reports/backup-jobs/${encodeURIComponent(resource.jobId)}/job-sessions`;
  return resource.kind === 'sessions' ? sessions : `${sessions}/${encodeURIComponent(resource.sessionId)}/logs`;
};

/** One answered request. `at`: when it was sent. */
export const exchange = (resource: Resource, records: unknown, at: Instant, over: Partial<Exchange> = {}): Exchange => ({
  resource,
  page: 0,
  round: 0,
  path: pathOf(resource),
  sentAt: at,
  receivedAt: at + 40,
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', date: new Date(at).toUTCString() },
  attempts: 1,
  body: bodyOf(new TextEncoder().encode(JSON.stringify(records))),
  ...over,
});

export const evidenceOf = (startedAt: Instant, exchanges: readonly Exchange[], missing: readonly Missing[] = []): Evidence => ({
  baseUrl: 'https://vdc.example/v1',
  startedAt,
  finishedAt: startedAt + MINUTE,
  exchanges,
  missing,
  statuses: { '200': exchanges.length },
  retries: 0,
});

export const failed = (resource: Resource, round = 0): Missing => ({
  resource,
  round,
  failure: { code: 'server-error', request: `GET ${pathOf(resource)}`, status: 500, attempts: 5, detail: null },
});

/** What a collection at `now` brings home from a source that keeps to `options`. */
export const collectAt = (jobs: readonly WorldJob[], now: Instant, { retention, keepsDeleted = false, logs, fails }: SourceOptions): Evidence => {
  const listed = jobs.filter(({ from = 0, deletedAt = Infinity }) => from <= now && (keepsDeleted || deletedAt > now));
  const shown = ({ runs, deletedAt = Infinity }: WorldJob): readonly Run[] =>
    runs.filter(({ start }) => start <= Math.min(now, deletedAt) && start > now - retention).toSorted((a, b) => b.start - a.start);
  const answers: [Resource, unknown][] = [
    [{ kind: 'jobs' }, listed.map((job) => jobRecord(job, now))],
    ...listed.map((job): [Resource, unknown] => [{ kind: 'sessions', jobId: job.id }, shown(job).map((run) => runRecord(run, now))]),
    ...listed.flatMap((job) =>
      shown(job)
        .filter((run) => logs?.(run) === true)
        .map((run): [Resource, unknown] => [{ kind: 'log', jobId: job.id, sessionId: run.id }, [{ title: `[Warning] Log of ${run.id}` }]]),
    ),
  ];
  const answered = answers.filter(([resource]) => fails?.(resource) !== true);
  return evidenceOf(
    now,
    answered.map(([resource, records], index) => exchange(resource, records, now + index)),
    answers.filter(([resource]) => fails?.(resource) === true).map(([resource]) => failed(resource)),
  );
};

/** A run every `every` milliseconds from `from` until `to`, all of them well. */
export const regularRuns = (jobId: string, from: Instant, to: Instant, every: number = DAY, length: number = 10 * MINUTE): readonly Run[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / every)) }, (_, index) => ({
    id: `${jobId}-${String(index).padStart(5, '0')}`,
    start: from + index * every,
    length: length + index,
    status: 'Success',
  }));
