import type { RunEvent, RunOutcome, RunRequest, TenantOutcome } from './run/contract.ts';
import { runOne } from './run/one-tenant.ts';
import { watchFor } from './run/progress.ts';
import { toolsFor } from './run/tools-for.ts';
import type { World } from './world.ts';

/** The whole product: collect → analyze → compose → render → deliver, for each tenant. One tenant's failure never stops another. */
export const run = async (request: RunRequest, world: World, onEvent: (event: RunEvent) => void): Promise<RunOutcome> => {
  const tools = await toolsFor(request, world, onEvent);
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
