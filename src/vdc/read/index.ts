import { answersOf, askedLogs, indexEvidence, type EvidenceIndex, type EvidencePart } from './answers.ts';
import { readJobs } from './jobs.ts';
import { readLog } from './log.ts';
import { knownJobs, uniteSessions, type KnownJob } from './rounds.ts';
import { readSessions } from './sessions.ts';
import type { Collection, CollectionStream, DataIssue, JobCollection } from '../../model/collection.ts';
import type { SessionLog } from '../../model/session.ts';

type Logs = Pick<JobCollection, 'logs' | 'logFailures' | 'issues'>;

const readLogs = (index: EvidenceIndex, jobId: string, sessionIds: readonly string[]): Logs => {
  const logs: SessionLog[] = [];
  const logFailures: JobCollection['logFailures'][number][] = [];
  const issues: DataIssue[] = [];
  for (const sessionId of sessionIds) {
    const { readings, failure } = answersOf(index, { kind: 'log', jobId, sessionId }, readLog);
    if (failure !== null) {
      logFailures.push({ sessionId, failure });
      continue;
    }
    const log = readings.at(-1)?.list;
    logs.push({ sessionId, lines: log?.lines ?? [] });
    for (const issue of log?.issues ?? []) issues.push(issue);
  }
  return { logs, logFailures, issues };
};

const readJobCollection = (index: EvidenceIndex, { job, issues, lastSeen }: KnownJob, sessionIds: readonly string[]): JobCollection => {
  const { readings, failure, stale } = answersOf(index, { kind: 'sessions', jobId: job.id }, readSessions);
  const list = uniteSessions(readings);
  const { logs, logFailures, issues: logIssues } = readLogs(index, job.id, sessionIds);
  const found = [...issues, ...list.issues, ...logIssues];
  return { job, sessions: list.sessions, listed: list.listed, logs, logFailures, issues: found, failure, stale, lastSeen };
};

/**
 * Reads what was brought home: the vendor's words stop here. Depends on the evidence alone, so that
 * anyone can do it again. What could not be had or read is in the result; nothing is thrown.
 */
export const streamEvidence = (evidence: EvidencePart): CollectionStream => {
  const index = indexEvidence(evidence);
  const { readings, failure, stale } = answersOf(index, { kind: 'jobs' }, readJobs);
  const list = knownJobs(readings);
  const asked = askedLogs(evidence);
  const jobs = function* () {
    for (const record of list.jobs) yield readJobCollection(index, record, asked.get(record.job.id) ?? []);
  };
  return { jobs: { [Symbol.iterator]: jobs }, issues: list.issues, failure, stale };
};

/** The same, with all jobs at hand at once. */
export const readEvidence = (evidence: EvidencePart): Collection => {
  const { jobs, ...list } = streamEvidence(evidence);
  return { ...list, jobs: [...jobs] };
};
