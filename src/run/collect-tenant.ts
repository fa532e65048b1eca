import { collect } from '../collect/collect.ts';
import type { CollectPlan } from '../collect/plan.ts';
import type { ReadyTenant } from '../config/config.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Instant } from '../model/instant.ts';
import { createSource } from '../vdc/source.ts';
import type { World } from '../world.ts';
import { watchCollection, type Watch } from './progress.ts';
import { sourceOptions } from './source-options.ts';

export type Window = { readonly from: Instant; readonly to: Instant };

/** What is wanted, and which logs of it are held already. */
export type Wanted = Window & Pick<CollectPlan, 'isKnown'>;

/** Asks the source for everything that a window needs. What cannot be had is in the evidence; an abort ends what is in flight. */
export const collectTenant = async (tenant: ReadyTenant, wanted: Wanted, world: World, watch: Watch, signal: AbortSignal): Promise<Evidence> => {
  const source = createSource(await sourceOptions(tenant, world.env), world);
  const stop = () => void source.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    const { from, to, isKnown } = wanted;
    const known = isKnown === undefined ? {} : { isKnown };
    const plan = { window: { from, to }, logs: tenant.report.logs, baseUrl: tenant.baseUrl, ...known };
    const evidence = await collect(source, plan, world, watchCollection(watch));
    signal.throwIfAborted();
    return evidence;
  } finally {
    signal.removeEventListener('abort', stop);
    await source.close();
  }
};
