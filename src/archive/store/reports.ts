import type { Selectable } from 'kysely';
import { z } from 'zod';
import { damaged } from './damage.ts';
import { findTenant, tenantNumber } from './resources.ts';
import type { NotedReport, ReportQuery } from '../archive.ts';
import type { ArchiveDatabase, ArchiveTables } from './tables.ts';

const factsSchema = z.record(z.string(), z.unknown());

const readFacts = (text: string): NotedReport['facts'] => {
  try {
    return factsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged('what was noted of a report cannot be read', cause);
  }
};

const readReport = (tenant: string, row: Selectable<ArchiveTables['report']>): NotedReport => ({
  reportId: row.report_id,
  tenantId: tenant,
  madeAt: row.made_at,
  period: { key: row.period_key, from: row.period_from, to: row.period_to },
  window: { from: row.window_from, to: row.window_to },
  lookback: row.lookback,
  asOf: row.as_of,
  manifestSha256: row.manifest_sha256,
  facts: readFacts(row.facts),
});

export const noteReport = async (db: ArchiveDatabase, report: NotedReport): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    const row = {
      tenant_id: await tenantNumber(trx, report.tenantId),
      report_id: report.reportId,
      made_at: report.madeAt,
      period_key: report.period.key,
      period_from: report.period.from,
      period_to: report.period.to,
      window_from: report.window.from,
      window_to: report.window.to,
      lookback: report.lookback,
      as_of: report.asOf,
      manifest_sha256: report.manifestSha256,
      facts: JSON.stringify(report.facts),
    };
    await trx.insertInto('report').values(row).execute();
  });
};

export const latestReport = async (
  db: ArchiveDatabase,
  tenant: string,
  { before, periodKey, endedBy, except }: ReportQuery,
): Promise<NotedReport | null> => {
  const tenantId = await findTenant(db, tenant);
  if (tenantId === null) return null;
  const all = db.selectFrom('report').selectAll().where('tenant_id', '=', tenantId);
  const earlier = before === undefined ? all : all.where('made_at', '<', before);
  const ofPeriod = periodKey === undefined ? earlier : earlier.where('period_key', '=', periodKey);
  const ended = endedBy === undefined ? ofPeriod : ofPeriod.where('period_to', '<=', endedBy);
  const others = except === undefined ? ended : ended.where('report_id', '!=', except);
  const row = await others.orderBy('made_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : readReport(tenant, row);
};

export const countingReports = async (
  db: ArchiveDatabase,
  tenant: string,
  periodKeys: readonly string[],
  { before }: Pick<ReportQuery, 'before'>,
): Promise<readonly NotedReport[]> => {
  const tenantId = await findTenant(db, tenant);
  if (tenantId === null || periodKeys.length === 0) return [];
  // What is known of each report is long: it is read of those alone that count.
  const all = db.selectFrom('report').select(['id', 'period_key']).where('tenant_id', '=', tenantId).where('period_key', 'in', periodKeys);
  const earlier = before === undefined ? all : all.where('made_at', '<', before);
  const rising = await earlier.orderBy('as_of').orderBy('made_at').orderBy('id').execute();
  const ids = [...new Map(rising.map(({ id, period_key }) => [period_key, id])).values()];
  const rows = ids.length === 0 ? [] : await db.selectFrom('report').selectAll().where('id', 'in', ids).execute();
  return rows.map((row) => readReport(tenant, row));
};
