import type { ReadyTenant } from './config/config.ts';
import { UserError } from './errors.ts';
import type { RunEvent, RunOutcome, RunRequest, TenantOutcome } from './run/contract.ts';
import { deliverEarlier, tellOperators } from './run/outbox/deliver.ts';
import { watchFor } from './run/progress.ts';
import type { ReportTask } from './run/report-task.ts';
import { failedTenant, runTenant } from './run/tenant.ts';
import { createTools } from './run/tools.ts';
import type { World } from './world.ts';

const wantsPdf = ({ formats, tenants }: RunRequest) => tenants.some(({ report }) => (formats ?? report.formats).includes('pdf'));

/** A tenant for which nothing can be made is an outcome; anything unforeseen is a bug and ends the run. */
const outcomeOf = async (tenant: ReadyTenant, work: Promise<TenantOutcome>): Promise<TenantOutcome> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UserError) return failedTenant(tenant, error);
    throw error;
  }
};

/** One tenant: first the mails of earlier reports that are due, so that they go whatever becomes of the new one. */
const runOne = async (task: ReportTask): Promise<TenantOutcome> => {
  const earlier: string[] = [];
  const work = async (): Promise<TenantOutcome> => {
    earlier.push(...(await deliverEarlier(task)));
    return runTenant(task);
  };
  const outcome = await outcomeOf(task.tenant, work());
  const told = await tellOperators(task, outcome);
  return { ...outcome, missing: [...new Set([...earlier, ...outcome.missing, ...told])] };
};

/** The whole product: collect → analyze → compose → render → deliver, for each tenant. One tenant's failure never stops another. */
export const run = async (request: RunRequest, world: World, onEvent: (event: RunEvent) => void): Promise<RunOutcome> => {
  const note = (text: string): void => onEvent({ kind: 'note', tenantId: null, text });
  const { config, browser, signing } = request;
  const tools = await createTools({
    config,
    browser,
    signing,
    world,
    pdf: wantsPdf(request),
    mail: request.smtp !== null,
    templates: request.tenants.map(({ report }) => report.templates),
    note,
  });
  try {
    const tenants: TenantOutcome[] = [];
    for (const tenant of request.tenants) {
      request.signal.throwIfAborted();
      tenants.push(await runOne({ tenant, request, world, tools, watch: watchFor(tenant.id, onEvent) }));
    }
    if (tenants.length === 1) return { tenants, portfolio: null };
    const { writeProviderPages } = await import('./run/provider-pages.ts');
    return { tenants, portfolio: await writeProviderPages(tenants, request, world, tools) };
  } finally {
    await tools.close();
  }
};
