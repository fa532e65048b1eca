import type { Archive, Recorded } from '../archive/archive.ts';
import type { Config, ReadyTenant } from '../config/config.ts';
import { UserError } from '../errors.ts';
import { DAY } from '../model/instant.ts';
import { readEvidence } from '../vdc/read/index.ts';
import type { World } from '../world.ts';
import { collectTenant } from './collect-tenant.ts';
import type { RunEvent } from './contract.ts';
import { wantedOf } from './known-logs.ts';
import { noArchive } from './no-archive.ts';
import { notCollected } from './not-collected.ts';
import { openArchive } from './open-archive.ts';
import { watchFor } from './progress.ts';
import { unlistedRuns } from './unlisted-runs.ts';

/**
 * How far back logs are asked for: the longest month, and some days in which the collection may have failed or its host
 * stood still. Sessions are read as far as the source goes.
 */
const LOG_WINDOW = 40 * DAY;

export type CollectRequest = { readonly config: Config; readonly tenants: readonly ReadyTenant[]; readonly signal: AbortSignal };

export type TenantCollection = {
  readonly tenant: { readonly id: string; readonly name: string };
  /** How many jobs the source lists; null where it could not be asked. */
  readonly listed: number | null;
  /** Null: nothing was stored. */
  readonly recorded: Recorded | null;
  /** Sentences: what could not be collected. Any one means exit code 3. */
  readonly missing: readonly string[];
  /** Set: nothing was stored, and why. */
  readonly error: UserError | null;
};

export type CollectOutcome = { readonly tenants: readonly TenantCollection[] };

type Task = {
  readonly tenant: ReadyTenant;
  readonly archive: Archive;
  readonly world: World;
  readonly onEvent: (event: RunEvent) => void;
  readonly signal: AbortSignal;
};

const collectOne = async (task: Task): Promise<TenantCollection> => {
  const { tenant, archive, world, signal } = task;
  const watch = watchFor(tenant.id, task.onEvent);
  watch.stage('collect');
  const now = world.now();
  const wanted = await wantedOf(tenant, { from: now - LOG_WINDOW, to: now }, archive);
  const evidence = await collectTenant(tenant, wanted, world, watch, signal);
  const recorded = await archive.record({ tenantId: tenant.id, evidence, tool: `vdc-report ${world.version}` });
  // What logs say is for the report; here only those count that could not be had.
  const collection = readEvidence({ ...evidence, exchanges: evidence.exchanges.filter(({ resource }) => resource.kind !== 'log') });
  return {
    tenant: { id: tenant.id, name: tenant.name },
    listed: collection.failure === null ? collection.jobs.length : null,
    recorded,
    missing: notCollected(collection, tenant, await unlistedRuns(collection, archive, tenant.id)),
    error: null,
  };
};

const outcomeOf = async (task: Task): Promise<TenantCollection> => {
  try {
    return await collectOne(task);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { id, name } = task.tenant;
    return { tenant: { id, name }, listed: null, recorded: null, missing: [], error };
  }
};

/**
 * Brings home what each tenant's source knows and keeps it. One tenant's failure never stops another; what was stored stays
 * stored when the run is interrupted. Throws UsageError where the configuration wants no archive.
 */
export const collectTenants = async (request: CollectRequest, world: World, onEvent: (event: RunEvent) => void): Promise<CollectOutcome> => {
  const { config, signal } = request;
  const archive = await openArchive(config);
  if (archive === null) throw noArchive('collect');
  try {
    const tenants: TenantCollection[] = [];
    for (const tenant of request.tenants) {
      signal.throwIfAborted();
      tenants.push(await outcomeOf({ tenant, archive, world, onEvent, signal }));
    }
    return { tenants };
  } finally {
    await archive.close();
  }
};
