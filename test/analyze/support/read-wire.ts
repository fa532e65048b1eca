import type { Vector, WireJob, WireSession } from './vector.ts';
import type { JobCollection } from '../../../src/model/collection.ts';
import type { Job } from '../../../src/model/job.ts';
import type { Policy } from '../../../src/model/policy.ts';
import type { Session, StatusClass } from '../../../src/model/session.ts';

/** A second, simpler reader than the product's, so that the vectors test the analysis alone. */
const WORDS: readonly (readonly [StatusClass, string])[] = [
  ['success', 'success succeeded'],
  ['warning', 'warning partialsuccess'],
  ['failed', 'failed error disconnected notconfigured'],
  ['stopped', 'stopped aborted cancelled canceled'],
  ['running', 'running queued started pending updating'],
];

export const classOf = (word: string): StatusClass => {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  return WORDS.find(([, words]) => words.split(' ').includes(plain))?.[0] ?? 'unknown';
};

export const instantOf = (text: string): number => Date.parse(text.endsWith('Z') ? text : `${text}Z`);

const endOf = (text: string | null): number | null => (text === null || text.startsWith('0001') ? null : instantOf(text));

const readSession = ({ id, creationTime, endTime, status }: WireSession): Session => ({
  id,
  start: instantOf(creationTime),
  end: endOf(endTime),
  status,
  statusClass: classOf(status),
  progress: null,
  processedObjects: null,
});

const readJob = (wire: WireJob): Job => ({
  id: wire.id,
  name: wire.name,
  enabled: wire.isEnabled,
  jobType: 'Backup',
  backupType: null,
  lastRun: wire.lastRun === null ? null : instantOf(wire.lastRun),
  lastStatus: wire.lastStatus,
  lastStatusClass: wire.lastStatus === null ? null : classOf(wire.lastStatus),
  nextRun: null,
  vendorAverageSeconds: wire.avgJobProcessTimeInSeconds,
  organizationVboInstanceId: null,
});

/** Each id once, ascending by start, then id. */
export const inOrder = (sessions: readonly Session[]): readonly Session[] => {
  const byId = new Map<string, Session>();
  for (const session of sessions) {
    const earlier = byId.get(session.id);
    if (earlier === undefined || (earlier.statusClass === 'running' && session.statusClass !== 'running')) byId.set(session.id, session);
  }
  return [...byId.values()].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
};

export const readJobCollection = ({ job, sessions }: Pick<Vector, 'job' | 'sessions'>): JobCollection => ({
  job: readJob(job),
  sessions: inOrder(sessions.map(readSession)),
  listed: sessions.length,
  logs: [],
  logFailures: [],
  issues: [],
  failure: null,
  stale: null,
  lastSeen: null,
});

export const readPolicy = ({ policy }: Vector): Policy => ({
  name: null,
  rpo: policy.rpoSeconds * 1000,
  grace: policy.graceSeconds * 1000,
  recoveryPoints: policy.recoveryPoints,
  targets: policy.targets,
  persistentAfter: 3,
  cadence: policy.everySeconds === undefined ? null : { kind: 'every', interval: policy.everySeconds * 1000 },
  jobs: [],
  waivers: [],
});
