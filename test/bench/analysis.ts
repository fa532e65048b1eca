import { analyze } from '../../src/analyze/index.ts';
import type { Analysis } from '../../src/model/analysis.ts';
import { bodyOf } from '../../src/model/body.ts';
import type { Evidence, Exchange, Resource } from '../../src/model/evidence.ts';
import { DAY, HOUR, MINUTE, SECOND, toIso } from '../../src/model/instant.ts';
import type { Policy } from '../../src/model/policy.ts';
import { readEvidence } from '../../src/vdc/read/index.ts';

const JOBS = 1000;
const SESSIONS = 1000;
const FROM = Date.parse('2026-10-01T00:00:00Z');
const TO = Date.parse('2026-11-01T00:00:00Z');

/** Hourly runs, newest first, as the source sends them: 744 in the window, the rest before it. */
const sessionRecord = (job: number, index: number): unknown => {
  const start = TO - (index + 1) * HOUR + (job % 40) * MINUTE;
  const length = 60 * SECOND + ((index * 7919 + job) % 90_000);
  const fate = (index * 31 + job * 17) % 211;
  return {
    id: `${String(job).padStart(8, '0')}-7c3e-4b2a-9d11-${String(index).padStart(12, '0')}`,
    creationTime: `${toIso(start).slice(0, -1)}0898Z`,
    endTime: `${toIso(start + length).slice(0, -1)}2669Z`,
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

const exchange = (resource: Resource, records: readonly unknown[]): Exchange => ({
  resource,
  page: 0,
  round: 0,
  path: '/v1/reports/backup-jobs',
  sentAt: TO + DAY,
  receivedAt: TO + DAY,
  status: 200,
  headers: {},
  attempts: 1,
  body: bodyOf(new TextEncoder().encode(JSON.stringify(records))),
});

const sessionsOf = (job: number): Exchange =>
  exchange(
    { kind: 'sessions', jobId: `job-${job}` },
    Array.from({ length: SESSIONS }, (_, index) => sessionRecord(job, index)),
  );

const makeEvidence = (jobs: number): Evidence => {
  const numbers = Array.from({ length: jobs }, (_, job) => job);
  const exchanges = [exchange({ kind: 'jobs' }, numbers.map(jobRecord)), ...numbers.map(sessionsOf)];
  return { baseUrl: 'http://127.0.0.1', startedAt: TO + DAY, finishedAt: TO + DAY, exchanges, missing: [], statuses: {}, retries: 0 };
};

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

const PERIOD = { key: '2026-10', unit: 'month', from: FROM, to: TO, timezone: 'Europe/Berlin' } as const;

const sessionList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What nobody can do without: the text parsed, and both instants of every session. Decoding the bytes is not counted. */
const floorOf = (evidence: Evidence): number => {
  let spent = 0;
  let check = 0;
  for (const { resource, body } of evidence.exchanges) {
    const text = new TextDecoder().decode(body.read());
    const before = performance.now();
    const records = sessionList(JSON.parse(text));
    if (resource.kind === 'sessions') for (const record of records) check += spanOf(record);
    spent += performance.now() - before;
  }
  if (!(check > 0)) throw new Error('The floor read no instants.');
  return spent;
};

const spanOf = (record: unknown): number => {
  const session: { readonly creationTime?: unknown; readonly endTime?: unknown } = typeof record === 'object' && record !== null ? record : {};
  return Date.parse(String(session.endTime)) - Date.parse(String(session.creationTime));
};

/** From the bytes of the responses to the finished analysis. */
const oursOf = (evidence: Evidence): number => {
  const before = performance.now();
  const analysis: Analysis = analyze(readEvidence(evidence), { period: PERIOD, asOf: evidence.finishedAt, policy: POLICY });
  const spent = performance.now() - before;
  const { measured } = analysis.totals.rpo;
  if (measured !== evidence.exchanges.length * (TO - FROM) - (TO - FROM)) throw new Error('The analysis did not measure every job.');
  return spent;
};

/** 1,000,000 sessions (1000 jobs of 1000), `runs` times each, in turn; milliseconds. The text is made once, outside the timed part. */
export const measureAnalysis = (runs: number): { readonly floorMs: number[]; readonly oursMs: number[] } => {
  const warmUp = makeEvidence(20);
  floorOf(warmUp);
  oursOf(warmUp);
  const evidence = makeEvidence(JOBS);
  const floorMs: number[] = [];
  const oursMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    floorMs.push(floorOf(evidence));
    oursMs.push(oursOf(evidence));
  }
  return { floorMs, oursMs };
};
