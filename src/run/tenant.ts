import type { ReadyTenant } from '../config/config.ts';
import { readPeriod } from '../config/period.ts';
import type { UserError } from '../errors.ts';
import type { Instant } from '../model/instant.ts';
import type { TenantOutcome } from './contract.ts';
import { inputsOf } from './inputs.ts';
import { gatherEvidence } from './knowledge.ts';
import { previousReport } from './series.ts';
import { reportTenant, type ReportTask } from './report-tenant.ts';

/** Of what happened after the collection nothing is known: an instant that is no earlier states no more than the collection does. */
const earlierThan = (collectedAt: Instant, named: Instant | null): Instant | null => (named !== null && named < collectedAt ? named : null);

/** One tenant, from the first request to the last reply of the mail server. */
export const runTenant = async (task: ReportTask): Promise<TenantOutcome> => {
  const { tenant, request, world, tools } = task;
  const period = readPeriod(request.periodText, { timezone: tenant.timezone, now: request.asOf ?? world.now() });
  const evidence = await gatherEvidence(task, period);
  const { version } = world;
  const about = {
    period,
    namedAsOf: earlierThan(evidence.startedAt, request.asOf),
    collectedAt: evidence.startedAt,
    version,
    templates: tools.templates,
    responses: request.responses.get(tenant.id) ?? [],
    previous: await previousReport(tools.archive, tenant.id, period),
  };
  return reportTenant(task, evidence, inputsOf(tenant, about));
};

/** What is left when nothing could be made for a tenant. */
export const failedTenant = ({ id, name }: ReadyTenant, error: UserError): TenantOutcome => ({
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
