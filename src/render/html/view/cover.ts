import type { Report } from '../../../model/report.ts';
import { findingView, type FindingView, type ViewContext } from './context.ts';

export type Kpi = { readonly label: string; readonly value: string; readonly note: string; readonly change: string; readonly bad: boolean };

export type CoverView = {
  readonly eyebrow: string;
  readonly title: string;
  readonly line: string;
  readonly headline: string;
  readonly verdict: Report['verdict'];
  readonly verdictWord: string;
  readonly provisional: boolean;
  readonly stateWord: string;
  readonly kpis: readonly Kpi[];
  readonly comparison: string;
  readonly decisionsHeading: string;
  readonly decisions: readonly (FindingView & { readonly unknown: boolean })[];
  readonly noDecisions: string;
  readonly moreDecisions: string;
};

const changed = ({ report, m, f }: ViewContext, points: number | null | undefined): string =>
  points === null || points === undefined || report.comparison === null ? '' : m.labels.points(f.points(points));

const rpoKpi = (context: ViewContext): Kpi => {
  const { report, m, f } = context;
  const { ratio } = report.totals.rpo;
  const target = report.policy.targets.rpoCompliance;
  return {
    label: m.labels.rpoCompliance,
    value: ratio === null ? m.labels.unknown : f.percent(ratio),
    note: ratio === null ? m.labels.nothingMeasured : m.labels.target(f, target),
    change: changed(context, report.comparison?.rpoRatio),
    bad: ratio !== null && ratio < target,
  };
};

const successKpi = (context: ViewContext): Kpi => {
  const { report, m, f } = context;
  const { slots, successRate } = report.totals;
  const known = slots.due > 0;
  const ratio = known ? slots.ratio : successRate.lenient.ratio;
  const base = known
    ? m.labels.ofDue(f, slots.succeeded, slots.due)
    : m.labels.ofRuns(f, successRate.lenient.numerator, successRate.lenient.denominator);
  return {
    label: m.labels.successfulBackups,
    value: f.percent(ratio),
    note: ratio === null ? m.labels.noTarget : base,
    change: changed(context, report.comparison?.successRatio),
    bad: ratio !== null && ratio < report.policy.targets.successRate,
  };
};

const exposureKpi = ({ report, m, f, names }: ViewContext): Kpi => {
  const { worstSeconds, worstJobId, ratio } = report.totals.rpo;
  const limit = report.policy.rpoSeconds + report.policy.graceSeconds;
  const unbounded = worstSeconds === null && worstJobId !== null;
  return {
    label: m.labels.longestExposure,
    value: unbounded ? m.labels.unbounded : f.duration(worstSeconds),
    note: worstJobId === null ? (ratio === null ? m.labels.nothingMeasured : '') : names.of(worstJobId),
    change: '',
    bad: unbounded || (worstSeconds !== null && worstSeconds > limit),
  };
};

const durationKpi = ({ report, m, f }: ViewContext): Kpi => {
  const { meanSeconds, count } = report.totals.durations;
  const change = report.comparison?.meanDuration ?? null;
  return {
    label: m.labels.averageDuration,
    value: f.duration(meanSeconds === null ? null : Math.floor(meanSeconds)),
    note: m.labels.runsMeasured(f, count),
    change: change === null || report.comparison === null ? '' : f.change(change),
    bad: false,
  };
};

const UNKNOWN_CODES = new Set([
  'last-run-not-in-sessions',
  'last-status-mismatch',
  'history-may-be-truncated',
  'job-not-collected',
  'unknown-status',
]);

/** Page one: who and when, the verdict as a sentence, four figures, what needs a decision. */
export const coverView = (context: ViewContext): CoverView => {
  const { report, m, f, names } = context;
  return {
    eyebrow: m.labels.eyebrow,
    title: `${names.tenant}, ${report.period.label}`,
    line: m.coverLine(report, f),
    headline: m.headline(report, f),
    verdict: report.verdict,
    verdictWord: m.verdicts[report.verdict],
    provisional: report.state === 'provisional',
    stateWord: m.states[report.state],
    kpis: [rpoKpi, successKpi, exposureKpi, durationKpi].map((kpi) => kpi(context)),
    comparison: report.comparison === null ? m.labels.notCompared : m.labels.comparedWith(report.comparison.period.label),
    decisionsHeading: m.labels.decisions,
    decisions: report.decisions.map((finding) => ({ ...findingView(context, finding), unknown: UNKNOWN_CODES.has(finding.code) })),
    noDecisions: m.labels.noDecisions,
    moreDecisions: report.decisionsOmitted > 0 ? m.labels.moreDecisions(f, report.decisionsOmitted) : '',
  };
};
