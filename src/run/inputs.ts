import type { ReadyTenant } from '../config/config.ts';
import { brandingHash, type Branding } from '../model/branding.ts';
import type { Instant } from '../model/instant.ts';
import type { History, PreviousReport, ReportInputs } from '../model/inputs.ts';
import type { Period } from '../model/period.ts';
import type { Report } from '../model/report.ts';

export type Circumstances = {
  readonly period: Period;
  /** Null: as of the collection. */
  readonly namedAsOf: Instant | null;
  readonly collectedAt: Instant;
  /** Since when the archive knows anything; null where that is no later than what the report states. */
  readonly knownSince: Instant | null;
  readonly version: string;
  readonly templates: string;
  readonly previous: PreviousReport | null;
  readonly history: History;
  readonly responses: ReportInputs['responses'];
  /** Null: the look of the program. */
  readonly branding: Branding | null;
};

/** Everything besides the source's answers that a report depends on. */
export const inputsOf = ({ id, name, locale, policy, report }: ReadyTenant, about: Circumstances): ReportInputs => ({
  schemaVersion: '1.0',
  tool: { name: 'vdc-report', version: about.version },
  templates: about.templates,
  tenant: { id, name },
  period: about.period,
  asOf: about.namedAsOf ?? about.collectedAt,
  asOfSource: about.namedAsOf === null ? 'collection' : 'named',
  ...(about.knownSince === null ? {} : { knownSince: about.knownSince }),
  policy,
  locale,
  logs: report.logs,
  paper: report.paper,
  responses: about.responses,
  frameworks: report.frameworks,
  signOff: report.signOff,
  ...(about.branding === null ? {} : { branding: about.branding }),
  previous: about.previous,
  history: about.history,
  supersedes: null,
});

/** What the next report will compare itself with. */
export const factsOf = ({ period, asOf, tool, templates, branding, policy }: ReportInputs, { reportId, jobs }: Report): PreviousReport => ({
  reportId,
  period,
  asOf,
  tool,
  templates,
  ...(branding === undefined ? {} : { branding: brandingHash(branding) }),
  policy,
  jobs: jobs
    .filter(({ lastSeen }) => lastSeen === null)
    .map(({ id, name, enabled, missedRuns }) => ({ id, name, enabled, cadenceSeconds: missedRuns?.cadenceSeconds ?? null })),
});
