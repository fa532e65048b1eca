import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadyTenant } from '../../config/config.ts';
import { earlierBundle } from '../../deliver/folder.ts';
import { UserError } from '../../errors.ts';
import type { TenantOutcome } from '../contract.ts';
import { missingFrom } from '../missing.ts';
import { loadFinished } from '../send/load-bundle.ts';
import { failedTenant } from '../tenant.ts';

const notMade = (id: string, periodKey: string): UserError =>
  new UserError('report-not-made', `Tenant ${id}: no report of ${periodKey} could be made so far.`, {
    hint: 'It is tried again; the operators were told why.',
  });

type Named = Pick<ReadyTenant, 'id' | 'name'>;

const read = async (tenant: Named, periodKey: string, root: string): Promise<TenantOutcome> => {
  const found = await earlierBundle({ root, tenantId: tenant.id, periodKey });
  if (found === null) return failedTenant(tenant, notMade(tenant.id, periodKey));
  const { folder } = found;
  const { report } = await loadFinished(folder);
  const files = (await readdir(folder)).toSorted().map((name) => ({ name, path: join(folder, name) }));
  const { verdict, state } = report;
  return { tenant: report.tenant, verdict, state, report, folder, files, missing: missingFrom(report), error: null, delivery: 'none' };
};

/** The report of a tenant that lies in the output folder, whoever made it; or why there is none. */
export const shelvedOutcome = async (tenant: Named, periodKey: string, root: string): Promise<TenantOutcome> => {
  try {
    return await read(tenant, periodKey, root);
  } catch (error) {
    if (error instanceof UserError) return failedTenant(tenant, error);
    throw error;
  }
};
