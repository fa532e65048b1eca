import type { Report, ReportJob } from '../../model/report.ts';
import { csvTable } from './table.ts';

const COLUMNS = [
  'tenant_id',
  'job_id',
  'job_name',
  'kind',
  'object',
  'never_successful',
  'last_success',
  'failing_since',
  'newest_run',
  'runs_in_a_row',
  'runs_named',
  'reason',
] as const;

const rowsOf = (tenantId: string, job: ReportJob) =>
  (job.objects?.persistentlyFailing ?? []).map((failing) => ({
    tenant_id: tenantId,
    job_id: job.id,
    job_name: job.name,
    kind: failing.kind,
    object: failing.name,
    never_successful: failing.neverSuccessful,
    last_success: failing.lastSuccess,
    failing_since: failing.since,
    newest_run: failing.newest,
    runs_in_a_row: failing.consecutive,
    runs_named: failing.sessions,
    reason: failing.reason,
  }));

/** objects.csv: every object that fails again and again, worst first in each job. An empty `last_success`: none is known. */
export const objectsCsv = (report: Report): Iterable<string> =>
  csvTable(
    COLUMNS,
    report.jobs.map((job) => () => rowsOf(report.tenant.id, job)),
  );
