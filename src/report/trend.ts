import type { PastFigures } from '../model/history.ts';
import type { History, ReportInputs } from '../model/inputs.ts';
import { toIso, type Instant } from '../model/instant.ts';
import type { Period } from '../model/period.ts';
import type { Policy } from '../model/policy.ts';
import { policyDigest } from '../model/policy-digest.ts';
import type { Report } from '../model/report.ts';
import type { Trend, TrendPeriod } from '../model/report-trend.ts';

type PastReport = NonNullable<History[number]['report']>;

/** What later reports will show of this one. */
export const figuresOf = ({ state, verdict, totals }: Pick<Report, 'state' | 'verdict' | 'totals'>, policy: Policy): PastFigures => {
  const { enabled, pass, fail, notEvaluable } = totals.jobs;
  const { measuredSeconds, compliantSeconds, ratio, gaps } = totals.rpo;
  return {
    state,
    verdict,
    jobs: { enabled, pass, fail, notEvaluable },
    rpo: { measuredSeconds, compliantSeconds, ratio },
    gaps,
    success: { ...totals.success },
    targets: { ...policy.targets },
    policySha256: policyDigest(policy),
  };
};

const metOf = (ratio: number | null, target: number): boolean | null => (ratio === null ? null : ratio >= target);

const UNKNOWN = {
  reportId: null,
  asOf: null,
  state: null,
  verdict: null,
  jobs: null,
  rpo: null,
  success: null,
  gaps: null,
  targets: null,
  policyChanged: null,
} as const;

type Row = Omit<TrendPeriod, 'key' | 'label' | 'from' | 'to'>;

/** A period that is not evaluable has no figures: what was measured of it may not be all there was. */
const rowOf = (past: PastReport, before: PastReport | null): Row => {
  const { rpo, success, targets, jobs } = past;
  const evaluable = past.verdict === 'pass' || past.verdict === 'fail';
  return {
    reportId: past.reportId,
    asOf: toIso(past.asOf),
    state: past.state,
    verdict: past.verdict,
    jobs: { enabled: jobs.enabled, pass: jobs.pass, evaluated: jobs.pass + jobs.fail, notEvaluable: jobs.notEvaluable },
    rpo: evaluable ? { ...rpo, met: metOf(rpo.ratio, targets.rpoCompliance) } : null,
    success: evaluable ? { ...success, met: metOf(success.ratio, targets.successRate) } : null,
    gaps: evaluable ? past.gaps : null,
    targets: { ...targets },
    policyChanged: before === null ? null : before.policySha256 !== past.policySha256,
  };
};

const rowsOf = (history: History, labelOf: (period: Period) => string): TrendPeriod[] => {
  let before: PastReport | null = null;
  return history.map(({ period, report }) => {
    const row = report === null ? UNKNOWN : rowOf(report, before);
    before = report ?? before;
    return { key: period.key, label: labelOf(period), from: toIso(period.from), to: toIso(period.to), ...row };
  });
};

const countsOf = (periods: readonly TrendPeriod[]): Trend['counts'] => {
  const of = (verdict: TrendPeriod['verdict']) => periods.filter((period) => period.verdict === verdict).length;
  return { pass: of('pass'), fail: of('fail'), notEvaluable: of('not-evaluable'), notApplicable: of('not-applicable'), missing: of(null) };
};

/** How this report's figures stand among those of the periods before; null where none of them is known. */
export const trendOf = (
  report: Report,
  { period, policy, asOf }: ReportInputs,
  history: History,
  labelOf: (period: Period) => string,
): Trend | null => {
  if (!history.some((past) => past.report !== null)) return null;
  const now: { readonly reportId: string; readonly asOf: Instant } = { reportId: report.reportId, asOf };
  const periods = rowsOf([...history, { period, report: { ...now, ...figuresOf(report, policy) } }], labelOf);
  return { unit: period.unit, periods, counts: countsOf(periods) };
};
