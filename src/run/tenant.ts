import type { ReadyTenant } from '../config/config.ts';
import type { UserError } from '../errors.ts';
import type { TenantOutcome } from './contract.ts';
import { draftFor } from './draft.ts';
import type { ReportTask } from './report-task.ts';
import { reportTenant } from './report-tenant.ts';

/** One tenant, from the first request to the last reply of the mail server. */
export const runTenant = async (task: ReportTask): Promise<TenantOutcome> => reportTenant(task, await draftFor(task));

/** What is left when nothing could be made for a tenant. */
export const failedTenant = ({ id, name }: Pick<ReadyTenant, 'id' | 'name'>, error: UserError): TenantOutcome => ({
  tenant: { id, name },
  verdict: null,
  state: null,
  report: null,
  folder: null,
  files: [],
  missing: [],
  error,
  delivery: 'none',
});
