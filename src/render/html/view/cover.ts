import { gauge, type Gauge } from '../../../report/charts/gauge.ts';
import type { Report } from '../../../model/report.ts';
import { isolated } from '../../right-to-left.ts';
import { findingView, type FindingView, type ViewContext } from './context.ts';
import { adjustedLine } from './exceptions.ts';
import { nothingProven } from './jobs.ts';

export type Kpi = {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly change: string;
  readonly bad: boolean;
  readonly gauge: GaugeView | null;
};

export type GaugeView = Gauge & { readonly reading: string };

export type CoverView = {
  readonly eyebrow: string;
  readonly title: string;
  readonly line: string;
  readonly headline: string;
  readonly verdict: Report['verdict'];
  readonly verdictWord: string;
  /** Empty where waivers change nothing. */
  readonly adjusted: string;
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

/** A figure over jobs of which some are not proven says so beside itself. */
const withUnproven = ({ report, m, f }: ViewContext, note: string): string => {
  const { enabled, notEvaluable } = report.totals.jobs;
  return notEvaluable === 0 ? note : `${note}, ${m.labels.notProven(f, notEvaluable, enabled)}`;
};

const gaugeOf = ({ m, f }: ViewContext, value: number, target: number): GaugeView => {
  const drawn = gauge(value, target);
  return { ...drawn, reading: m.charts.gauge(f.percent(value), f.target(target), f.percent(drawn.from, 0)) };
};

/** Where nothing is proven there is no figure: the unknown is never shown as a percentage. */
const unknownKpi = ({ report, m, f }: ViewContext, label: string): Kpi => {
  const { enabled, notEvaluable } = report.totals.jobs;
  return { label, value: m.labels.unknown, note: m.labels.notProven(f, notEvaluable, enabled), change: '', bad: false, gauge: null };
};

const rpoKpi = (context: ViewContext): Kpi => {
  const { report, m, f } = context;
  const { rpo, targetsMet } = report.totals;
  if (rpo.ratio === null)
    return { label: m.labels.rpoCompliance, value: m.labels.unknown, note: m.labels.nothingMeasured, change: '', bad: false, gauge: null };
  if (nothingProven(report)) return unknownKpi(context, m.labels.rpoCompliance);
  return {
    label: m.labels.rpoCompliance,
    value: f.percent(rpo.ratio),
    note: withUnproven(context, m.labels.target(f, report.policy.targets.rpoCompliance)),
    change: changed(context, report.comparison?.rpoRatio),
    bad: targetsMet.rpoCompliance === false,
    gauge: gaugeOf(context, rpo.ratio, report.policy.targets.rpoCompliance),
  };
};

const successKpi = (context: ViewContext): Kpi => {
  const { report, m, f } = context;
  const { success, targetsMet } = report.totals;
  const base = { slots: m.labels.ofDue, runs: m.labels.ofRuns, mixed: m.labels.ofDueAndRuns }[success.basis];
  if (success.ratio !== null && nothingProven(report)) return unknownKpi(context, m.labels.successfulBackups);
  return {
    label: m.labels.successfulBackups,
    value: f.percent(success.ratio),
    note: success.ratio === null ? m.labels.noTarget : withUnproven(context, base(f, success.succeeded, success.due)),
    change: changed(context, report.comparison?.successRatio),
    bad: targetsMet.successRate === false,
    gauge: success.ratio === null ? null : gaugeOf(context, success.ratio, report.policy.targets.successRate),
  };
};

const exposureKpi = ({ report, m, f, names }: ViewContext): Kpi => {
  const { worstSeconds, worstJobId, ratio } = report.totals.rpo;
  const unbounded = worstSeconds === null && worstJobId !== null;
  const worst = report.jobs.find(({ id }) => id === worstJobId);
  return {
    label: m.labels.longestExposure,
    value: unbounded ? m.labels.unbounded : f.duration(worstSeconds),
    note: worstJobId === null ? (ratio === null ? m.labels.nothingMeasured : '') : isolated(names.of(worstJobId)),
    change: '',
    // Beyond the objective of that very job, which may have one of its own.
    bad: worst !== undefined && worst.rpo.gaps.length > 0,
    gauge: null,
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
    gauge: null,
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
    title: `${isolated(names.tenant)}, ${report.period.label}`,
    line: m.coverLine(report, f),
    headline: m.headline(report, f),
    verdict: report.verdict,
    verdictWord: m.verdicts[report.verdict],
    adjusted: adjustedLine(context),
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
