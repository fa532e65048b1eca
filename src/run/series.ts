import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LOOKBACK, type Archive, type NotedReport, type Window } from '../archive/archive.ts';
import { previousPeriod } from '../config/period.ts';
import { earlierBundle } from '../deliver/folder.ts';
import type { Manifest } from '../evidence/manifest-schema.ts';
import { pastFigures } from '../model/history.ts';
import { sha256 } from '../model/sha256.ts';
import { inputsSchema, type PreviousReport, type ReportInputs } from '../model/inputs.ts';
import type { Instant } from '../model/instant.ts';
import type { Period } from '../model/period.ts';
import type { Report } from '../model/report.ts';
import { figuresOf } from '../report/trend.ts';
import { factsOf } from './inputs.ts';

/** Where a report stands among the others of its tenant. */

const previousSchema = inputsSchema.shape.previous.unwrap();

/** Notes of an older form cannot be compared with; that is no reason to make no report. */
const readFacts = ({ facts: { figures: _, ...facts } }: NotedReport): PreviousReport | null => previousSchema.safeParse(facts).data ?? null;

/** The period before is compared with, so its sessions are needed, too. */
export const windowOf = (period: Period): Window => ({ from: previousPeriod(period).from, to: period.to });

/** The last report of a period that ended before this one began, for the changes since then; of an instant, the last one made until then. */
export const previousReport = async (
  archive: Archive | null,
  tenantId: string,
  period: Period,
  asOf: Instant | null,
): Promise<PreviousReport | null> => {
  const noted = await archive?.latest(tenantId, { endedBy: period.from, ...(asOf === null ? {} : { before: asOf + 1 }) });
  return noted === undefined || noted === null ? null : readFacts(noted);
};

/** The manifest that the new one follows in the chain: of the report made last, whatever its period. */
export const chainLink = async (archive: Archive | null, tenantId: string, reportId: string): Promise<Manifest['previous']> => {
  const noted = await archive?.latest(tenantId, { except: reportId });
  const facts = noted === undefined || noted === null ? null : readFacts(noted);
  if (noted === undefined || noted === null || facts === null) return null;
  const { key, from, to, timezone } = facts.period;
  return { manifestSha256: noted.manifestSha256, reportId: noted.reportId, period: { key, from, to, timezone } };
};

export const noteReport = async (
  archive: Archive | null,
  report: Report,
  inputs: ReportInputs,
  manifest: Uint8Array,
  madeAt: Instant,
): Promise<void> => {
  const { key, from, to } = inputs.period;
  await archive?.note({
    reportId: report.reportId,
    tenantId: report.tenant.id,
    madeAt,
    period: { key, from, to },
    asOf: inputs.asOf,
    window: windowOf(inputs.period),
    lookback: LOOKBACK,
    manifestSha256: sha256(manifest),
    facts: { ...z.encode(previousSchema, factsOf(inputs, report)), figures: z.encode(pastFigures, figuresOf(report, inputs.policy)) },
  });
};

const supersedesSchema = z.object({ reportId: z.string(), reason: z.string() }).nullable();
const earlierSchema = z.object({
  reportId: z.string(),
  state: z.string(),
  redaction: z.string().catch('none'),
  supersedes: supersedesSchema.catch(null),
  provenance: z.object({ evidence: z.object({ sha256: z.string() }) }),
});

const reasonFor = (earlier: z.infer<typeof earlierSchema>, now: Report): string => {
  if (earlier.state === 'provisional' && now.state === 'final') return 'final after provisional';
  if (earlier.redaction !== now.redaction) return 'other redaction of names';
  return earlier.provenance.evidence.sha256 === now.provenance.evidence.sha256 ? 'other policy, responses or instant' : 'newer evidence';
};

const readIfThere = (path: string): Promise<Uint8Array | null> => readFile(path).catch(() => null);

/** The other report in the same place that this one replaces. The same report, made again, replaces what it replaced the first time. */
export const successionOf = async (report: Report, out: string): Promise<ReportInputs['supersedes']> => {
  const place = await earlierBundle({ root: out, tenantId: report.tenant.id, periodKey: report.period.key });
  if (place === null) return null;
  const text = await readIfThere(join(place.folder, 'report.json'));
  const read = earlierSchema.safeParse(text === null ? null : JSON.parse(Buffer.from(text).toString('utf8')));
  if (!read.success) return null;
  const earlier = read.data;
  return earlier.reportId === report.reportId ? earlier.supersedes : { reportId: earlier.reportId, reason: reasonFor(earlier, report) };
};
