import type { ReadyTenant } from '../config/config.ts';
import { UserError } from '../errors.ts';
import type { TenantOutcome } from './contract.ts';
import { deliverEarlier, tellOperators } from './outbox/deliver.ts';
import type { ReportTask } from './report-task.ts';
import { failedTenant, runTenant } from './tenant.ts';

/** A tenant for which nothing can be made is an outcome; anything unforeseen is a bug and is thrown. */
const outcomeOf = async (tenant: ReadyTenant, work: Promise<TenantOutcome>): Promise<TenantOutcome> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UserError) return failedTenant(tenant, error);
    throw error;
  }
};

/** One tenant: first the mails of earlier reports that are due, so that they go whatever becomes of the new one. */
export const runOne = async (task: ReportTask): Promise<TenantOutcome> => {
  const earlier: string[] = [];
  const work = async (): Promise<TenantOutcome> => {
    earlier.push(...(await deliverEarlier(task)));
    return runTenant(task);
  };
  const outcome = await outcomeOf(task.tenant, work());
  const told = await tellOperators(task, outcome);
  return { ...outcome, missing: [...new Set([...earlier, ...outcome.missing, ...told])] };
};
