import type { AppointmentEntry } from '../../archive/agenda.ts';
import type { TenantConfig } from '../../config/config.ts';
import type { World } from '../../world.ts';
import type { RunEvent, RunRequest } from '../contract.ts';
import { noArchive } from '../no-archive.ts';
import { openArchive } from '../open-archive.ts';
import type { Kept } from './keep.ts';
import { plansOf } from './plans.ts';
import { createService, type ServiceEvent } from './service.ts';
import { createWorkshop } from './workshop.ts';

export type DueOutcome = {
  readonly kept: readonly Kept[];
  /** Those that wait for another attempt, of these tenants. */
  readonly waiting: readonly AppointmentEntry[];
  /** What must not be overlooked of mails that were put off before, and of the pages over all tenants, as sentences. */
  readonly missing: readonly string[];
};

export type DueRequest = { readonly request: RunRequest; readonly tenants: readonly TenantConfig[]; readonly atOnce: number };

const EVER = 0;

/** Does all that is due by now, and ends. A bug is thrown when everything else has been done. */
export const runDue = async ({ request, tenants, atOnce }: DueRequest, world: World, onEvent: (event: RunEvent) => void): Promise<DueOutcome> => {
  const { config, signal, smtp } = request;
  const archive = await openArchive(config);
  if (archive === null) throw noArchive('run --due');
  const kept: Kept[] = [];
  const mails: string[] = [];
  const pages: string[] = [];
  const bugs: unknown[] = [];
  const listen = (event: ServiceEvent): void => {
    if (event.kind === 'run') onEvent(event.event);
    if (event.kind === 'mail') mails.push(event.sentence);
    if (event.kind === 'rounded-up') pages.push(...event.missing);
    if (event.kind === 'broken') bugs.push(event.error);
    if (event.kind !== 'kept') return;
    kept.push(event.kept);
    if (event.kept.bug !== null) bugs.push(event.kept.bug);
  };
  const workshop = createWorkshop(async () => request, world, onEvent);
  try {
    const plans = await plansOf(config, tenants, archive.agenda, world.now());
    const service = createService({ archive, config, tenants, plans, workshop, smtp: () => smtp, atOnce, signal, world, onEvent: listen });
    await service.tick();
    await service.idle();
    if (bugs.length > 0) throw bugs[0];
    const ids = new Set(tenants.map(({ id }) => id));
    const entries = await archive.agenda.list(EVER);
    return { kept, missing: [...mails, ...pages], waiting: entries.filter(({ state, tenantId }) => state === 'waiting' && ids.has(tenantId)) };
  } finally {
    await workshop.close();
    await archive.close();
  }
};
