import { z } from 'zod';
import { brandingHash } from '../../model/branding.ts';
import { check, type Check } from '../../model/check.ts';
import { toIso } from '../../model/instant.ts';
import type { ReportInputs } from '../../model/inputs.ts';
import type { EvidenceIndex } from '../index-file.ts';
import type { Manifest } from '../manifest-schema.ts';
import { policyHash } from '../manifest.ts';

/** Facts by name, as texts, so that different documents can be held against each other. */
type Facts = Readonly<Record<string, string>>;

const periodText = ({ from, to, timezone }: { readonly from: number; readonly to: number; readonly timezone: string }): string =>
  `${toIso(from)} to ${toIso(to)} in ${timezone}`;

const factsOfManifest = ({
  tenant,
  period,
  asOf,
  locale,
  policy,
  tool,
  branding,
  reportId,
  state,
  evidence,
  counts,
  redaction,
  previous,
  supersedes,
  scope,
}: Manifest): Facts => ({
  tenant: tenant.id,
  'tenant name': tenant.name,
  period: period.key,
  window: periodText(period),
  'as of': toIso(asOf),
  locale,
  policy: policy.sha256,
  'policy name': policy.name ?? '',
  tool: `${tool.name} ${tool.version}`,
  templates: tool.templates ?? '',
  branding: branding ?? '',
  'report id': reportId,
  state,
  redaction,
  ...(evidence.sha256 === null ? {} : { evidence: evidence.sha256 }),
  answers: evidence.responses,
  responses: String(counts.responses),
  'bytes of responses': String(counts.bytes),
  jobs: String(counts.jobs),
  sessions: String(counts.sessions),
  'earlier report': previous === null ? 'none' : 'known',
  // The same report, made again, replaces its own earlier bundle; the report itself still names another one, or none.
  ...(scope === 'content' || supersedes?.reportId === reportId ? {} : { 'replaced report': supersedes?.reportId ?? 'none' }),
});

const factsOfInputs = (inputs: ReportInputs): Facts => ({
  tenant: inputs.tenant.id,
  'tenant name': inputs.tenant.name,
  period: inputs.period.key,
  window: periodText(inputs.period),
  'as of': toIso(inputs.asOf),
  locale: inputs.locale,
  policy: policyHash(inputs),
  'policy name': inputs.policy.name ?? '',
  tool: `${inputs.tool.name} ${inputs.tool.version}`,
  templates: inputs.templates ?? '',
  branding: inputs.branding === undefined ? '' : brandingHash(inputs.branding),
  // A report compared with an earlier one is no beginning of a chain; one that is not compared may still follow another.
  ...(inputs.previous === null ? {} : { 'earlier report': 'known' }),
});

const factsOfIndex = ({ tenantId, exchanges }: EvidenceIndex, digest: string): Facts => ({
  tenant: tenantId,
  evidence: digest,
  responses: String(exchanges.length),
  'bytes of responses': String(exchanges.reduce((sum, { body }) => sum + body.size, 0)),
});

/** As much of report.json as says what it is about; the rest is compared value by value. */
const statedSchema = z.object({
  reportId: z.string(),
  state: z.string(),
  redaction: z.string(),
  tenant: z.object({ id: z.string(), name: z.string() }),
  period: z.object({ key: z.string(), from: z.string(), to: z.string(), timezone: z.string() }),
  asOf: z.string(),
  locale: z.string(),
  tool: z.object({ name: z.string(), version: z.string() }),
  provenance: z.object({ evidence: z.object({ sha256: z.string() }) }),
  supersedes: z.object({ reportId: z.string() }).nullable(),
  jobs: z.array(z.object({ sessions: z.array(z.unknown()) })),
});

const factsOfReport = (report: z.output<typeof statedSchema>): Facts => ({
  tenant: report.tenant.id,
  'tenant name': report.tenant.name,
  period: report.period.key,
  window: `${report.period.from} to ${report.period.to} in ${report.period.timezone}`,
  'as of': report.asOf,
  locale: report.locale,
  tool: `${report.tool.name} ${report.tool.version}`,
  'report id': report.reportId,
  'replaced report': report.supersedes?.reportId ?? 'none',
  answers: report.provenance.evidence.sha256,
  state: report.state,
  redaction: report.redaction,
  jobs: String(report.jobs.length),
  sessions: String(report.jobs.reduce((sum, { sessions }) => sum + sessions.length, 0)),
});

const LONGEST = 120;

const compare = (here: Facts, subject: string, there: Facts, other: string): readonly Check[] => {
  const differing = Object.entries(here).filter(([what, value]) => there[what] !== undefined && there[what] !== value);
  if (differing.length === 0) return [check('identity-agrees', subject, { with: other })];
  return differing.map(([what, value]) =>
    check('identity-differs', subject, { what, here: value.slice(0, LONGEST), with: other, there: (there[what] ?? '').slice(0, LONGEST) }),
  );
};

export const checkInputsIdentity = (manifest: Manifest, inputs: ReportInputs): readonly Check[] =>
  compare(factsOfInputs(inputs), 'evidence/inputs.json', factsOfManifest(manifest), 'manifest.json');

export const checkIndexIdentity = (manifest: Manifest, index: EvidenceIndex, digest: string): readonly Check[] =>
  compare(factsOfIndex(index, digest), 'evidence/index.json', factsOfManifest(manifest), 'manifest.json');

/** `stated` is report.json as it was parsed. */
export const checkReportIdentity = (manifest: Manifest, stated: unknown): readonly Check[] => {
  const read = statedSchema.safeParse(stated);
  if (!read.success) return [check('report-unreadable', 'report.json', { detail: read.error.issues[0]?.path.map(String).join('.') ?? '' })];
  return compare(factsOfReport(read.data), 'report.json', factsOfManifest(manifest), 'manifest.json');
};
