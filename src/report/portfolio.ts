import { toIso, type Instant } from '../model/instant.ts';
import type { Portfolio, PortfolioTenant } from '../model/portfolio.ts';
import type { Report } from '../model/report.ts';

/** What a run has to say of one tenant. */
export type PortfolioEntry = {
  readonly tenant: { readonly id: string; readonly name: string };
  /** As whoever gets the tenant's report may see it. */
  readonly report: Report | null;
  readonly files: PortfolioTenant['files'];
  readonly problem: PortfolioTenant['problem'];
  readonly missing: readonly string[];
};

export type PortfolioContext = Pick<Portfolio, 'tool' | 'locale' | 'period'> & { readonly madeAt: Instant };

const NOTHING = { state: null, reportId: null, asOf: null, jobs: null, rpo: null, success: null, gaps: null, trend: null } as const;

const trendOf = ({ trend }: Report): PortfolioTenant['trend'] =>
  trend === undefined || trend === null
    ? null
    : { periods: trend.periods.map(({ label, verdict, rpo }) => ({ label, verdict, ratio: rpo?.ratio ?? null })), counts: { ...trend.counts } };

const figuresOf = ({ totals, verdict }: Report): Pick<PortfolioTenant, 'rpo' | 'success' | 'gaps'> => {
  if (verdict !== 'pass' && verdict !== 'fail') return { rpo: null, success: null, gaps: null };
  const { measuredSeconds, compliantSeconds, ratio, gaps } = totals.rpo;
  return { rpo: { measuredSeconds, compliantSeconds, ratio }, success: { ...totals.success }, gaps };
};

const rowOf = ({ tenant, report, files, problem, missing }: PortfolioEntry): PortfolioTenant => {
  const rest = { files: { ...files }, problem: problem && { ...problem }, missing: [...missing] };
  if (report === null) return { ...tenant, verdict: null, ...NOTHING, ...rest };
  const { verdict, state, reportId, asOf, totals } = report;
  const { enabled, pass, fail, notEvaluable } = totals.jobs;
  const about = { verdict, state, reportId, asOf, jobs: { enabled, pass, fail, notEvaluable } };
  return { ...tenant, ...about, ...figuresOf(report), trend: trendOf(report), ...rest };
};

/** Worst first; of what is unknown nothing good may be thought. */
const RANKS = { fail: 0, none: 1, 'not-evaluable': 2, pass: 3, 'not-applicable': 4 } as const;

const rankOf = ({ verdict }: PortfolioTenant): number => RANKS[verdict ?? 'none'];

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byWorst = (a: PortfolioTenant, b: PortfolioTenant): number =>
  rankOf(a) - rankOf(b) || (a.rpo?.ratio ?? 1) - (b.rpo?.ratio ?? 1) || compareTexts(a.name, b.name) || compareTexts(a.id, b.id);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ratioOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const jobTotals = (rows: readonly PortfolioTenant[]): Portfolio['totals']['jobs'] => {
  const jobs = rows.flatMap((row) => row.jobs ?? []);
  const of = (key: keyof Portfolio['totals']['jobs']) => sum(jobs.map((each) => each[key]));
  return { enabled: of('enabled'), pass: of('pass'), fail: of('fail'), notEvaluable: of('notEvaluable') };
};

const successTotal = (rows: readonly PortfolioTenant[]): Portfolio['totals']['success'] => {
  const all = rows.flatMap(({ success }) => success ?? []);
  const [succeeded, due] = [sum(all.map((each) => each.succeeded)), sum(all.map((each) => each.due))];
  const [basis = 'runs', ...others] = new Set(all.filter((each) => each.due > 0).map((each) => each.basis));
  return { succeeded, due, ratio: ratioOf(succeeded, due), basis: others.length > 0 ? 'mixed' : basis };
};

/** Sums by sums, over what could be evaluated: averages of percentages are wrong. */
const totalsOf = (rows: readonly PortfolioTenant[]): Portfolio['totals'] => {
  const of = (verdict: PortfolioTenant['verdict']) => rows.filter((row) => row.verdict === verdict).length;
  const pooled = rows.filter(({ rpo }) => rpo !== null);
  const measuredSeconds = sum(pooled.map(({ rpo }) => rpo?.measuredSeconds ?? 0));
  const compliantSeconds = sum(pooled.map(({ rpo }) => rpo?.compliantSeconds ?? 0));
  return {
    tenants: {
      total: rows.length,
      pass: of('pass'),
      fail: of('fail'),
      notEvaluable: of('not-evaluable'),
      notApplicable: of('not-applicable'),
      notMade: of(null),
    },
    jobs: jobTotals(rows),
    pooled: pooled.length,
    rpo: { measuredSeconds, compliantSeconds, ratio: ratioOf(compliantSeconds, measuredSeconds) },
    success: successTotal(pooled),
    gaps: sum(pooled.map(({ gaps }) => gaps ?? 0)),
  };
};

const verdictOf = ({ tenants: { fail, notEvaluable, notMade, pass } }: Portfolio['totals']): Portfolio['verdict'] => {
  if (fail > 0) return 'fail';
  if (notEvaluable + notMade > 0) return 'not-evaluable';
  return pass > 0 ? 'pass' : 'not-applicable';
};

/** Several tenants' reports of one period on one page: ranks, counts and sums, and nothing about single jobs. */
export const composePortfolio = (entries: readonly PortfolioEntry[], { madeAt, tool, locale, period }: PortfolioContext): Portfolio => {
  const tenants = entries.map(rowOf).toSorted(byWorst);
  const totals = totalsOf(tenants);
  return { schemaVersion: '1.0', tool, locale, madeAt: toIso(madeAt), period, verdict: verdictOf(totals), totals, tenants };
};
