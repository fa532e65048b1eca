import { answersOf, askedLogs, indexEvidence, type EvidenceIndex } from './answers.ts';
import { readLog } from './log.ts';
import { latestJobs, uniteSessions } from './rounds.ts';
import type { JobRecord } from './jobs.ts';
import type { Collection, DataIssue, JobCollection } from '../../model/collection.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { SessionLog } from '../../model/session.ts';

type Logs = Pick<JobCollection, 'logs' | 'logFailures' | 'issues'>;

const readLogs = (index: EvidenceIndex, jobId: string, sessionIds: readonly string[]): Logs => {
  const logs: SessionLog[] = [];
  const logFailures: JobCollection['logFailures'][number][] = [];
  const issues: DataIssue[] = [];
  for (const sessionId of sessionIds) {
    const { rounds, failure } = answersOf(index, { kind: 'log', jobId, sessionId });
    if (failure !== null) {
      logFailures.push({ sessionId, failure });
      continue;
    }
    const log = readLog(rounds.at(-1) ?? []);
    logs.push({ sessionId, lines: log.lines });
    for (const issue of log.issues) issues.push(issue);
  }
  return { logs, logFailures, issues };
};

const readJobCollection = (index: EvidenceIndex, { job, issues }: JobRecord, sessionIds: readonly string[]): JobCollection => {
  const { rounds, failure } = answersOf(index, { kind: 'sessions', jobId: job.id });
  const list = uniteSessions(rounds);
  const { logs, logFailures, issues: logIssues } = readLogs(index, job.id, sessionIds);
  return { job, sessions: list.sessions, listed: list.listed, logs, logFailures, issues: [...issues, ...list.issues, ...logIssues], failure };
};

/**
 * Reads what one collection brought home: the vendor's words stop here. Depends on the evidence alone, so that
 * anyone can do it again. What could not be had or read is in the result; nothing is thrown.
 */
export const readEvidence = (evidence: Evidence): Collection => {
  const index = indexEvidence(evidence);
  const { rounds, failure } = answersOf(index, { kind: 'jobs' });
  const list = latestJobs(rounds);
  const asked = askedLogs(evidence);
  return { jobs: list.jobs.map((record) => readJobCollection(index, record, asked.get(record.job.id) ?? [])), issues: list.issues, failure };
};
