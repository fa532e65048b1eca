import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { analyze } from '../../src/analyze/index.ts';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { LOOKBACK } from '../../src/archive/archive.ts';
import type { Archive } from '../../src/archive/archive.ts';
import { bodyOf } from '../../src/model/body.ts';
import type { Evidence, Exchange, Resource } from '../../src/model/evidence.ts';
import { DAY, HOUR, MINUTE, SECOND, toIso } from '../../src/model/instant.ts';
import type { Policy } from '../../src/model/policy.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { streamEvidence } from '../../src/vdc/read/index.ts';
import { MAIN, measure, type Measured } from './cold-run.ts';

/** Of what an archive of 1,000,000 sessions is made. The source lists the newest `listed` sessions of a job. */
export type ArchiveScale = { readonly tenants: number; readonly sessions: number; readonly every: number; readonly listed: number };

const JOBS = 100;
/** Ten tenants with a hundred nightly jobs each, for nearly three years. */
export const NIGHTLY: ArchiveScale = { tenants: 10, sessions: 1000, every: DAY, listed: 90 };
/** One tenant with a hundred hourly jobs, for 417 days: a month of it alone has 74,400 sessions. */
export const HOURLY: ArchiveScale = { tenants: 1, sessions: 10_000, every: HOUR, listed: 720 };

const END = Date.parse('2026-11-05T16:00:00Z');
const beginOf = ({ sessions, every }: ArchiveScale): number => END - sessions * every;

const PERIOD = {
  key: '2026-10',
  unit: 'month',
  from: Date.parse('2026-10-01T00:00:00Z'),
  to: Date.parse('2026-11-01T00:00:00Z'),
  timezone: 'UTC',
} as const;
const POLICY: Policy = {
  name: null,
  rpo: 2 * HOUR,
  grace: HOUR,
  recoveryPoints: ['success', 'warning'],
  targets: { rpoCompliance: 0.99, successRate: 0.95 },
  persistentAfter: 3,
  cadence: null,
  jobs: [],
  waivers: [],
};

/** As hard to pack as real ids and instants: no two are alike. */
const scramble = (a: number, b: number): string => {
  const hash = (seed: number): string =>
    (Math.imul(Math.imul(a * 7919 + b, 2_654_435_761) ^ seed, 1_597_334_677) >>> 0).toString(16).padStart(8, '0');
  const text = [1, 2, 3, 4].map((seed) => hash(seed * 40_503)).join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
};

const sessionRecord = (scale: ArchiveScale, job: number, index: number): unknown => {
  const start = beginOf(scale) + index * scale.every + ((job * 37 + index * 11) % 40) * SECOND;
  const fate = (index * 31 + job * 17) % 211;
  return {
    id: scramble(job, index),
    creationTime: `${toIso(start).slice(0, -1)}${1000 + ((index * 7919) % 9000)}Z`,
    endTime: `${toIso(start + 60 * SECOND + ((index * 7919 + job) % 90_000)).slice(0, -1)}${1000 + ((index * 104_729) % 9000)}Z`,
    progress: 66,
    status: fate === 0 ? 'Failed' : fate === 1 ? 'Warning' : 'Success',
    processedObjects: 2,
    jobId: null,
    copyJobId: null,
    jobType: 'Backup',
  };
};

const jobRecord = (job: number): unknown => ({
  id: `job-${job}`,
  name: `Exchange ${job}`,
  isEnabled: true,
  jobType: 'Backup',
  backupType: 'SelectedItems',
  lastRun: null,
  lastStatus: null,
  nextRun: null,
  avgJobProcessTimeInSeconds: 103,
  organizationVboInstanceId: 1,
});

const exchange = (resource: Resource, records: readonly unknown[], at: number): Exchange => ({
  resource,
  page: 0,
  round: 0,
  path: resource.kind === 'sessions' ? `/v1/Reports/backup-jobs/${resource.jobId}/job-sessions` : '/v1/reports/backup-jobs',
  sentAt: at,
  receivedAt: at + 43,
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', date: new Date(at).toUTCString(), 'x-request-id': scramble(at, 1) },
  attempts: 1,
  body: bodyOf(new TextEncoder().encode(JSON.stringify(records))),
});

/** What a collection at `now` brings home of `jobs` jobs, newest session first. Tenants differ in their ids. */
const collectionAt = (scale: ArchiveScale, now: number, jobs = JOBS, tenant = 0): Evidence => {
  const last = Math.min(scale.sessions, Math.floor((now - beginOf(scale)) / scale.every));
  const listed = Math.min(last, scale.listed);
  const numbers = Array.from({ length: jobs }, (_, job) => job);
  const exchanges = [
    exchange({ kind: 'jobs' }, numbers.map(jobRecord), now),
    ...numbers.map((job) =>
      exchange(
        { kind: 'sessions', jobId: `job-${job}` },
        Array.from({ length: listed }, (_, index) => sessionRecord(scale, tenant * JOBS + job, last - 1 - index)),
        now + job * 10,
      ),
    ),
  ];
  return { baseUrl: 'http://127.0.0.1', startedAt: now, finishedAt: now + MINUTE, exchanges, missing: [], statuses: { '200': jobs + 1 }, retries: 0 };
};

const record = async (archive: Archive, evidence: Evidence, tenant = 0): Promise<void> => {
  await archive.record({ tenantId: `tenant-${tenant}`, evidence, tool: 'bench' });
};

/** Makes an archive of 1,000,000 sessions in a folder; the path of its file. It is collected as rarely as the source allows, to save time. */
const makeArchive = async (folder: string, scale: ArchiveScale): Promise<string> => {
  const path = join(folder, 'archive.db');
  const archive = await openSqliteArchive(path, bodyReader);
  const apart = (scale.listed - Math.ceil(DAY / scale.every)) * scale.every;
  for (let tenant = 0; tenant < scale.tenants; tenant += 1) {
    for (let now = beginOf(scale) + apart; now < END; now += apart) await record(archive, collectionAt(scale, now, JOBS, tenant), tenant);
    await record(archive, collectionAt(scale, END, JOBS, tenant), tenant);
  }
  await archive.close();
  return path;
};

/** Reads the month from the archive and analyses it: all of `report` but composing and rendering. Milliseconds. */
const reportMonth = async (path: string): Promise<number> => {
  const before = performance.now();
  const archive = await openSqliteArchive(path, bodyReader);
  const evidence = await archive.evidence('tenant-0', PERIOD);
  await archive.close();
  if (evidence === null) throw new Error('The archive is empty.');
  const { jobs } = analyze(streamEvidence(evidence), { period: PERIOD, asOf: evidence.startedAt, policy: POLICY });
  const spent = performance.now() - before;
  if (jobs.length !== JOBS || !jobs.every(({ sessions }) => sessions.length >= 30)) throw new Error('A session of the month is not there.');
  return spent;
};

/** The sessions that such a report is made of, read by nobody but SQLite into plain objects. Milliseconds. */
const bareScan = (path: string): number => {
  const before = performance.now();
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare(
      `select session_state.* from tenant join resource on resource.tenant_id = tenant.id join session_state on session_state.resource_id = resource.id
       where tenant.name = 'tenant-0' and start_at >= ? and start_at < ?`,
    )
    .all(PERIOD.from - LOOKBACK, PERIOD.to);
  database.close();
  if (rows.length < JOBS * 30) throw new Error('The scan found too few rows.');
  return performance.now() - before;
};

export type ArchiveReading = {
  readonly oursMs: readonly number[];
  readonly floorMs: readonly number[];
  /** Of a process that does nothing else, as the system counts it. */
  readonly peakMiB: readonly number[];
  readonly fileMiB: number;
  /** The whole command `report`, from a cold start to the last file, without PDF. */
  readonly whole: readonly Measured[];
};

const CONFIGURATION = {
  timezone: 'UTC',
  archive: './archive.db',
  policy: { rpo: '2h', grace: '1h' },
  tenants: [{ id: 'tenant-0', name: 'Bench Ltd', baseUrl: 'http://127.0.0.1', apiKey: { env: 'BENCH_KEY' } }],
};

const wholeReport = async (folder: string): Promise<Measured> => {
  writeFileSync(join(folder, 'vdc-report.json'), JSON.stringify(CONFIGURATION));
  const measured = await measure([MAIN, 'report', '--period', PERIOD.key, '--format', 'html,csv,json', '--quiet'], folder);
  rmSync(join(folder, 'reports'), { recursive: true });
  return measured;
};

/** One month of 100 jobs from an archive of 1,000,000 sessions, each time in a process of its own. */
export const measureArchiveReading = async (scale: ArchiveScale, runs: number): Promise<ArchiveReading> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-archive-'));
  try {
    const path = await makeArchive(folder, scale);
    const floorMs = Array.from({ length: runs }, () => bareScan(path));
    const read = Array.from({ length: runs }, () => inOwnProcess(path));
    const whole: Measured[] = [];
    for (let run = 0; run < runs; run += 1) whole.push(await wholeReport(folder));
    const fileMiB = statSync(path).size / 2 ** 20;
    return { floorMs, oursMs: read.map(({ ms }) => ms), peakMiB: read.map(({ peakMiB }) => peakMiB), fileMiB, whole };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const measured = z.object({ ms: z.number(), peakMiB: z.number() });

const inOwnProcess = (path: string): z.infer<typeof measured> => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return measured.parse(JSON.parse(stdout));
};

export type ArchiveWriting = {
  /** What the first collection takes up in the file, and what a later one writes to the log, in bytes. */
  readonly first: number;
  readonly nothingNew: number;
  readonly oneMoreEach: number;
};

/** Bytes that go to disk while something is done; the log is emptied before, and grows by every page that is written. */
const bytesWritten = async (path: string, work: () => Promise<void>): Promise<number> => {
  const other = new DatabaseSync(path);
  other.exec('pragma wal_checkpoint(truncate)');
  await work();
  other.close();
  return statSync(`${path}-wal`).size;
};

/** A first collection of `jobs` jobs with `sessions` hourly sessions each, then one with nothing new, then one with a new session in every job. */
export const measureArchiveWriting = async (jobs: number, sessions: number): Promise<ArchiveWriting> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-archive-'));
  const path = join(folder, 'archive.db');
  const archive = await openSqliteArchive(path, bodyReader);
  try {
    const now = END - DAY;
    const scale = { ...HOURLY, listed: sessions };
    const first = collectionAt(scale, now, jobs);
    await record(archive, first);
    const later = first.exchanges.map(({ body, resource }, index) => ({ ...exchange(resource, [], now + DAY + index * 10), body }));
    const nothingNew = await bytesWritten(path, () =>
      record(archive, { ...first, startedAt: now + DAY, finishedAt: now + DAY + MINUTE, exchanges: later }),
    );
    const size = statSync(path).size;
    const oneMoreEach = await bytesWritten(path, () => record(archive, collectionAt(scale, now + HOUR, jobs)));
    return { first: size, nothingNew, oneMoreEach };
  } finally {
    await archive.close();
    rmSync(folder, { recursive: true });
  }
};

const [archivePath] = process.argv.slice(2);
if (import.meta.main && archivePath !== undefined) {
  const ms = await reportMonth(archivePath);
  process.stdout.write(JSON.stringify({ ms, peakMiB: process.resourceUsage().maxRSS / 1024 }));
}
