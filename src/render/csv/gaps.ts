import type { Report, ReportJob } from '../../model/report.ts';
import { csvTable } from './table.ts';

const COLUMNS = ['tenant_id', 'job_id', 'job_name', 'from', 'to', 'seconds', 'open', 'peak_seconds', 'rpo_seconds', 'grace_seconds'] as const;

const rowsOf = (tenantId: string, job: ReportJob) =>
  job.rpo.gaps.map((gap) => ({
    tenant_id: tenantId,
    job_id: job.id,
    job_name: job.name,
    from: gap.from,
    to: gap.to,
    seconds: gap.seconds,
    open: gap.open,
    peak_seconds: gap.peakSeconds,
    rpo_seconds: job.rpo.targetSeconds,
    grace_seconds: job.rpo.graceSeconds,
  }));

/** gaps.csv: every RPO gap of every job, in the report's order. An empty `peak_seconds`: the exposure had no bound. */
export const gapsCsv = (report: Report): Iterable<string> =>
  csvTable(
    COLUMNS,
    report.jobs.map((job) => () => rowsOf(report.tenant.id, job)),
  );
