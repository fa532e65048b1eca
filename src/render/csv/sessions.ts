import type { Report, ReportJob } from '../../model/report.ts';
import { csvTable } from './table.ts';

type Session = ReportJob['sessions'][number];
type Problem = ReportJob['problems'][number];

const COLUMNS = [
  'tenant_id',
  'job_id',
  'job_name',
  'session_id',
  'start',
  'end',
  'duration_seconds',
  'class',
  'status',
  'recovery_point',
  'processed_objects',
  'progress',
  'log_read',
  'reasons',
] as const;

const reasons = (problem: Problem | undefined): string =>
  (problem?.reasons ?? []).map(({ level, text, count }) => `${level}: ${text}${count > 1 ? ` (${String(count)})` : ''}`).join(' | ');

const row = (tenantId: string, job: ReportJob, session: Session, problem: Problem | undefined) => ({
  tenant_id: tenantId,
  job_id: job.id,
  job_name: job.name,
  session_id: session.id,
  start: session.start,
  end: session.end,
  duration_seconds: session.durationSeconds,
  class: session.class,
  status: session.status,
  recovery_point: session.recoveryPoint,
  processed_objects: session.processedObjects,
  progress: session.progress,
  log_read: problem?.log ?? null,
  reasons: reasons(problem),
});

const rowsOf = (tenantId: string, job: ReportJob) => {
  const problems = new Map(job.problems.map((problem) => [problem.sessionId, problem]));
  return job.sessions.map((session) => row(tenantId, job, session, problems.get(session.id)));
};

/**
 * sessions.csv: every session of the period, in the report's order of jobs. `log_read` is `read`, `not-read` or `failed`,
 * and empty for sessions without a problem. Instants are ISO texts in UTC.
 */
export const sessionsCsv = (report: Report): Iterable<string> =>
  csvTable(
    COLUMNS,
    report.jobs.map((job) => () => rowsOf(report.tenant.id, job)),
  );
