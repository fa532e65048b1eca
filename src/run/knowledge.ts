import type { Archive } from '../archive/archive.ts';
import { UserError } from '../errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Instant } from '../model/instant.ts';
import type { Period } from '../model/period.ts';
import { wantedOf } from './known-logs.ts';
import type { ReportTask } from './report-task.ts';
import { windowOf } from './series.ts';

const nothingKnown = (tenantId: string): UserError =>
  new UserError('nothing-archived', `Tenant ${tenantId}: the archive holds nothing of this tenant.`, {
    hint: 'Run "vdc-report collect" first, or "vdc-report run".',
  });

/**
 * What was known at the instant that the user names. An archive that begins later cannot tell: then all that it holds counts,
 * without what started later.
 */
const recall = async (archive: Archive, tenantId: string, period: Period, asOf: Instant | null): Promise<Evidence> => {
  const window = windowOf(period);
  const then = asOf === null ? null : await archive.evidence(tenantId, window, { asOf });
  const known = then ?? (await archive.evidence(tenantId, window));
  if (known === null) throw nothingKnown(tenantId);
  return known;
};

/**
 * What a report is made from. `run`: what is collected now, and all that the archive remembers besides. `report`: the
 * archive alone, without network. A collection is stored before anything is made of it.
 */
export const gatherEvidence = async (task: ReportTask, period: Period): Promise<Evidence> => {
  const { tenant, request, world, tools, watch } = task;
  const { archive } = tools;
  if (request.mode === 'report') {
    if (archive === null) throw nothingKnown(tenant.id);
    return recall(archive, tenant.id, period, request.asOf);
  }
  watch.stage('collect');
  // The network's library is loaded by the commands that ask the source.
  const { collectTenant } = await import('./collect-tenant.ts');
  const collected = await collectTenant(tenant, await wantedOf(tenant, period, archive), world, watch, request.signal);
  if (archive === null) return collected;
  await archive.record({ tenantId: tenant.id, evidence: collected, tool: `vdc-report ${world.version}` });
  return recall(archive, tenant.id, period, null);
};
