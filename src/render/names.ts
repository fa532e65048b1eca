import { createHash } from 'node:crypto';
import type { Report, ReportJob } from '../model/report.ts';
import { visibleText } from './escape.ts';

export const MAX_NAME = 90;
const ID_DIGITS = 8;

export type Names = {
  readonly tenant: string;
  /** By job id; for a finding without a job the tenant's. */
  readonly of: (jobId: string | null) => string;
  /** Where a job stands on the page: the same in every report, and safe whatever its id is. */
  readonly anchor: (jobId: string) => string;
};

/** Whoever has names: a report, or what was collected. */
export type Named = Pick<Report, 'tenant'> & { readonly jobs: readonly Pick<ReportJob, 'id' | 'name'>[] };

const ANCHOR_DIGITS = 12;
const anchorOf = (jobId: string): string => `job-${createHash('sha256').update(jobId).digest('hex').slice(0, ANCHOR_DIGITS)}`;

/** Names as shown: visible, short, never empty, and told apart where two jobs share one. */
export const namesOf = (report: Named): Names => {
  const plain = new Map(report.jobs.map(({ id, name }) => [id, visibleText(name, MAX_NAME) || visibleText(id, MAX_NAME) || '?']));
  const counts = new Map<string, number>();
  for (const name of plain.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const shown = new Map([...plain].map(([id, name]) => [id, (counts.get(name) ?? 0) > 1 ? `${name} (${visibleText(id, ID_DIGITS)})` : name]));
  const tenant = visibleText(report.tenant.name, MAX_NAME) || report.tenant.id;
  return { tenant, anchor: anchorOf, of: (jobId) => (jobId === null ? tenant : (shown.get(jobId) ?? visibleText(jobId, MAX_NAME))) };
};
