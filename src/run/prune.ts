import { LOOKBACK, type Pruned } from '../archive/archive.ts';
import type { Config } from '../config/config.ts';
import { checkKeep, readKeep } from '../config/keep.ts';
import type { Instant } from '../model/instant.ts';
import type { World } from '../world.ts';
import { noArchive } from './no-archive.ts';
import { openArchive, requireArchive } from './open-archive.ts';

export type PruneRequest = {
  readonly config: Config;
  /** As written: `7y`. */
  readonly keep: string;
  readonly dryRun: boolean;
};

export type PruneOutcome = { readonly before: Instant; readonly dryRun: boolean; readonly tenants: readonly Pruned[] };

/**
 * Forgets what is older than wanted, or only says what would go. Throws UsageError where none is wanted or too little
 * would be kept, UserError where there is none yet, or it cannot be read or written.
 */
export const pruneArchive = async ({ config, keep, dryRun }: PruneRequest, world: Pick<World, 'now'>): Promise<PruneOutcome> => {
  const now = world.now();
  const before = readKeep(keep, { timezone: config.timezone, now });
  checkKeep(keep, before, { now, least: LOOKBACK });
  if (config.archive === 'none') throw noArchive('archive prune');
  requireArchive(config);
  const archive = await openArchive(config);
  if (archive === null) throw noArchive('archive prune');
  try {
    return { before, dryRun, tenants: await archive.prune({ before, dryRun }) };
  } finally {
    await archive.close();
  }
};
