import type { Archive } from '../archive/archive.ts';
import { UserError } from '../errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Period } from '../model/period.ts';
import { collectTenant } from './collect-tenant.ts';
import type { ReportTask } from './report-tenant.ts';
import { windowOf } from './series.ts';

const fromArchive = async (archive: Archive, tenantId: string, period: Period): Promise<Evidence | null> =>
  archive.evidence(tenantId, windowOf(period));

const nothingKnown = (tenantId: string): UserError =>
  new UserError('nothing-archived', `Tenant ${tenantId}: the archive holds nothing of this tenant.`, {
    hint: 'Run "vdc-report collect" first, or "vdc-report run".',
  });

/**
 * What a report is made from. `run`: what is collected now, and all that the archive remembers besides. `report`: the
 * archive alone, without network. A collection is stored before anything is made of it.
 */
export const gatherEvidence = async (task: ReportTask, period: Period): Promise<Evidence> => {
  const { tenant, request, world, tools, watch } = task;
  const { archive } = tools;
  if (request.mode === 'report') {
    const known = archive === null ? null : await fromArchive(archive, tenant.id, period);
    if (known === null) throw nothingKnown(tenant.id);
    return known;
  }
  watch.stage('collect');
  const collected = await collectTenant(tenant, period, world, watch, request.signal);
  if (archive === null) return collected;
  await archive.record({ tenantId: tenant.id, evidence: collected, tool: `vdc-report ${world.version}` });
  return (await fromArchive(archive, tenant.id, period)) ?? collected;
};
