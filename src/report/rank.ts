import { SEVERITIES, type Finding, type FindingCode } from '../model/finding.ts';
import type { Verdict } from '../model/analysis.ts';
import type { ReportJob } from '../model/report.ts';

const VERDICT_ORDER: readonly Verdict[] = ['fail', 'not-evaluable', 'pass', 'not-applicable'];

/** Code point order: the same in every locale and on every machine. */
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Fail, not evaluable, pass, not applicable; then name, then id. */
export const rankJobs = (jobs: readonly ReportJob[]): ReportJob[] =>
  [...jobs].sort((a, b) => VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) || byText(a.name, b.name) || byText(a.id, b.id));

export const bySeverity = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));

const MAX_DECISIONS = 4;

/** Codes whose story a gap of the same job already tells. */
const TOLD_BY_A_GAP: ReadonlySet<FindingCode> = new Set(['runs-failed', 'runs-missed', 'success-target-missed']);
const GAPS: ReadonlySet<FindingCode> = new Set(['rpo-gap', 'never-protected', 'rpo-not-achievable']);

const repeated = (finding: Finding, all: readonly Finding[]) =>
  TOLD_BY_A_GAP.has(finding.code) && all.some(({ code, jobId }) => GAPS.has(code) && jobId === finding.jobId);

/** How long nothing new could have been restored; findings without a length come after those with one. */
const weight = (finding: Finding): number =>
  finding.code === 'rpo-gap' ? finding.args.totalSeconds : finding.code === 'never-protected' ? Number.MAX_SAFE_INTEGER : 0;

/** The findings that somebody must act on, worst first: the few for the first page, and how many more there are. */
export const decisions = (findings: readonly Finding[]): { readonly shown: Finding[]; readonly omitted: number } => {
  const all = urgent(findings);
  return { shown: all.slice(0, MAX_DECISIONS), omitted: Math.max(0, all.length - MAX_DECISIONS) };
};

const urgent = (findings: readonly Finding[]): Finding[] =>
  findings
    .filter(({ severity }) => severity === 'critical' || severity === 'high')
    .filter((finding) => !repeated(finding, findings))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || weight(b) - weight(a));
