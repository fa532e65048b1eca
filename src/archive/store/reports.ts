import { z } from 'zod';
import { damaged } from './damage.ts';
import { findTenant, tenantNumber } from './resources.ts';
import type { NotedReport, ReportQuery } from '../archive.ts';
import type { ArchiveDatabase } from './tables.ts';

const factsSchema = z.record(z.string(), z.unknown());

const readFacts = (text: string): NotedReport['facts'] => {
  try {
    return factsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged('what was noted of a report cannot be read', cause);
  }
};

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
  if (row === undefined) return null;
  return {
    reportId: row.report_id,
    tenantId: tenant,
    madeAt: row.made_at,
    period: { key: row.period_key, from: row.period_from, to: row.period_to },
    window: { from: row.window_from, to: row.window_to },
    lookback: row.lookback,
    asOf: row.as_of,
    manifestSha256: row.manifest_sha256,
    facts: readFacts(row.facts),
  };
};
