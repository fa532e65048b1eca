import type { ReadyTenant } from '../config/config.ts';
import type { World } from '../world.ts';
import type { RunRequest } from './contract.ts';
import type { Watch } from './progress.ts';
import type { Tools } from './tools.ts';

/** A report that is to be made of one tenant, and with what. */
export type ReportTask = {
  readonly tenant: ReadyTenant;
  readonly request: RunRequest;
  readonly world: World;
  readonly tools: Tools;
  readonly watch: Watch;
};
