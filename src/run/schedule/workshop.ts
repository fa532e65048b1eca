import { UserError } from '../../errors.ts';
import type { Due } from '../../schedule/due.ts';
import type { World } from '../../world.ts';
import type { RunEvent, RunRequest, TenantOutcome } from '../contract.ts';
import { runOne } from '../one-tenant.ts';
import { watchFor } from '../progress.ts';
import { toolsFor } from '../tools-for.ts';
import type { Tools } from '../tools.ts';
import type { Work } from './keep.ts';

/** Everything that a report needs, read and opened when there is one to be made. */
export type Prepare = () => Promise<RunRequest>;

type Open = { readonly request: RunRequest; readonly tools: Tools };

export type Workshop = {
  readonly work: Work;
  /** Writes the page over the reports of a period, of all these tenants, and the one over all that lies there. What it lacks, as sentences. */
  readonly roundUp: (due: Due, tenantIds: readonly string[]) => Promise<readonly string[]>;
  /** Ends the browser and whatever else is open; what is still being made fails. */
  readonly close: () => Promise<void>;
};

/** A period as it is written on a command line. */
const written = ({ period }: Due): string => period.key.replace('_', '/');

const noTenant = (id: string): UserError => new UserError('unknown-tenant', `Tenant ${id} is no longer in the configuration.`);

const writePages = async ({ request, tools }: Open, world: World, onEvent: (event: RunEvent) => void): Promise<void> => {
  if (request.config.tenants.length < 2 || request.signal.aborted) return;
  const { tryIndex } = await import('../provider-pages.ts');
  const { missing } = await tryIndex(request, world, tools);
  missing.forEach((text) => onEvent({ kind: 'note', tenantId: null, text }));
};

/** Tools that are opened with the first report and closed after the last one: between two schedules there may be a month. */
export const createWorkshop = (prepare: Prepare, world: World, onEvent: (event: RunEvent) => void): Workshop => {
  let opening: Promise<Open> | null = null;
  let users = 0;
  let made = false;
  const open = async (): Promise<Open> => {
    const request = await prepare();
    return { request, tools: await toolsFor(request, world, onEvent) };
  };
  const shut = async (): Promise<void> => {
    const mine = opening;
    const write = made;
    opening = null;
    made = false;
    const opened = await mine?.catch(() => null);
    if (opened === null || opened === undefined) return;
    try {
      if (write) await writePages(opened, world, onEvent);
    } finally {
      await opened.tools.close();
    }
  };
  const make = async (due: Due, { request, tools }: Open, signal: AbortSignal, alive: () => void): Promise<TenantOutcome> => {
    const tenant = request.tenants.find(({ id }) => id === due.tenantId);
    if (tenant === undefined) throw noTenant(due.tenantId);
    const watch = watchFor(tenant.id, (event) => {
      alive();
      onEvent(event);
    });
    const outcome = await runOne({ tenant, request: { ...request, periodText: written(due), asOf: null, signal }, world, tools, watch });
    made ||= outcome.folder !== null;
    return outcome;
  };
  const using = async <Result>(work: (opened: Open) => Promise<Result>): Promise<Result> => {
    users += 1;
    try {
      opening ??= open();
      return await work(await opening);
    } finally {
      users -= 1;
      if (users === 0) await shut();
    }
  };
  const roundUp = async (due: Due, tenantIds: readonly string[], { request, tools }: Open): Promise<readonly string[]> => {
    const tenants = request.tenants.filter(({ id }) => tenantIds.includes(id));
    const { shelvedOutcome } = await import('./shelved.ts');
    const { writeProviderPages } = await import('../provider-pages.ts');
    const outcomes = await Promise.all(tenants.map((tenant) => shelvedOutcome(tenant, due.period.key, request.out)));
    const about = { ...request, tenants, periodText: written(due), asOf: null };
    const { missing, folder } = await writeProviderPages(outcomes, about, world, tools);
    if (folder === null) return missing;
    const { portfolioOf } = await import('../portfolio.ts');
    const { mailPortfolio } = await import('./portfolio-mail.ts');
    return [...missing, ...(await mailPortfolio(portfolioOf(outcomes, about, world), { schedule: due.schedule, folder }, request, tools, world))];
  };
  return {
    work: (due, { signal, alive }) => using((opened) => make(due, opened, signal, alive)),
    roundUp: (due, tenantIds) => using((opened) => roundUp(due, tenantIds, opened)),
    close: shut,
  };
};
