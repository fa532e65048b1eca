import { inOrder } from './read-wire.ts';
import { analyze } from '../../../src/analyze/index.ts';
import type { Analysis, JobAnalysis } from '../../../src/model/analysis.ts';
import type { JobCollection } from '../../../src/model/collection.ts';
import { DAY, HOUR } from '../../../src/model/instant.ts';
import type { Job } from '../../../src/model/job.ts';
import type { Period } from '../../../src/model/period.ts';
import type { Policy, Waiver } from '../../../src/model/policy.ts';
import type { Session, SessionLog, StatusClass } from '../../../src/model/session.ts';

/** Hand-made worlds: whatever a test does not name is ordinary. */
export const at = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);

export const makePeriod = (from: string, to: string, timezone = 'UTC'): Period => ({ key: from, unit: 'days', from: at(from), to: at(to), timezone });

export const makePolicy = (changes: Partial<Policy> = {}): Policy => ({
  name: null,
  rpo: DAY,
  grace: 2 * HOUR,
  recoveryPoints: ['success', 'warning'],
  targets: { rpoCompliance: 0.99, successRate: 0.95 },
  persistentAfter: 3,
  cadence: null,
  jobs: [],
  waivers: [],
  ...changes,
});

export const makeJob = (changes: Partial<Job> = {}): Job => ({
  id: 'job-1',
  name: 'All Exchange objects',
  enabled: true,
  jobType: 'Backup',
  backupType: null,
  lastRun: null,
  lastStatus: null,
  lastStatusClass: null,
  nextRun: null,
  vendorAverageSeconds: null,
  organizationVboInstanceId: null,
  ...changes,
});

/** `length` in milliseconds; null: no end that can be read. */
export const makeSession = (start: number, statusClass: StatusClass = 'success', length: number | null = 60_000): Session => ({
  id: `s-${start}-${statusClass}`,
  start,
  end: length === null ? null : start + length,
  status: statusClass,
  statusClass,
  progress: null,
  processedObjects: null,
});

/** A run at the same time of each day from `first` on; each letter is one day: s, w, f, u(nknown), r(unning), `.` none. */
export const daily = (first: string, days: string, length = 60_000): readonly Session[] => {
  const classes: Readonly<Record<string, StatusClass>> = { s: 'success', w: 'warning', f: 'failed', u: 'unknown', r: 'running', x: 'stopped' };
  return Array.from(days).flatMap((letter, day) => {
    const statusClass = classes[letter];
    if (statusClass === undefined) return [];
    return [makeSession(at(first) + day * DAY, statusClass, statusClass === 'running' ? null : length)];
  });
};

export const makeCollection = (sessions: readonly Session[], changes: Partial<JobCollection> = {}): JobCollection => ({
  job: makeJob(),
  sessions: inOrder(sessions),
  listed: sessions.length,
  logs: [],
  logFailures: [],
  issues: [],
  failure: null,
  stale: null,
  lastSeen: null,
  ...changes,
});

export const makeWaiver = (from: string, to: string, changes: Partial<Waiver> = {}): Waiver => ({
  id: 'W-1',
  job: 'All Exchange*',
  from: at(from),
  to: at(to),
  reason: 'Migration',
  approver: 'CISO',
  approvedAt: at(from),
  expires: null,
  ...changes,
});

export type Asked = { readonly period: Period; readonly asOf?: number; readonly policy?: Policy };

export const analyzeAll = (jobs: readonly JobCollection[], { period, asOf, policy }: Asked): Analysis =>
  analyze({ jobs, issues: [], failure: null, stale: null }, { period, asOf: asOf ?? period.to, policy: policy ?? makePolicy() });

export const analyzeOne = (job: JobCollection | readonly Session[], asked: Asked): JobAnalysis =>
  analyzeAll(['sessions' in job ? job : makeCollection(job)], asked).jobs[0]!;

/** A log whose lines are `level object: reason`, the object and the reason optional. */
export const makeLog = (session: Session, ...lines: readonly string[]): SessionLog => ({
  sessionId: session.id,
  lines: lines.map((line) => {
    const [, level = 'unknown', name, reason] = /^(\w+) ?([^:]*)(?:: (.*))?$/.exec(line) ?? [];
    return {
      level: level === 'success' || level === 'warning' || level === 'error' || level === 'running' ? level : 'unknown',
      text: line,
      object: name ? { kind: 'mailbox', name } : null,
      reason: reason ?? null,
      found: null,
      excluded: null,
      transferred: null,
    };
  }),
});
