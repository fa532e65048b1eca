import { wordingFor, type Wording } from '../../../messages/catalogue.ts';
import type { Messages } from '../../../messages/messages.ts';
import type { Portfolio, PortfolioTenant } from '../../../model/portfolio.ts';
import { sparkline, type Spark } from '../../../report/charts/spark.ts';
import { visibleText } from '../../escape.ts';
import { MAX_NAME } from '../../names.ts';
import { isolated } from '../../right-to-left.ts';

export type PortfolioRow = {
  readonly name: string;
  readonly id: string;
  readonly verdict: Portfolio['verdict'];
  readonly verdictWord: string;
  readonly note: string;
  readonly rpo: string;
  readonly success: string;
  readonly jobs: string;
  /** How many jobs have no verdict; empty: none. */
  readonly unproven: string;
  readonly gaps: string;
  readonly spark: (Spark & { readonly reading: string }) | null;
  readonly trend: string;
  readonly files: readonly { readonly href: string; readonly word: string; readonly reading: string }[];
  /** Why there is no report. */
  readonly reason: string;
};

export type PortfolioGroup = {
  readonly heading: string;
  readonly made: boolean;
  /** A hundred rows each: longer tables take a browser too long to print. */
  readonly tables: readonly { readonly rows: readonly PortfolioRow[] }[];
};

type Kpi = { readonly label: string; readonly value: string; readonly note: string };

export type PortfolioView = {
  readonly lang: string;
  readonly title: string;
  readonly sentinel: string;
  readonly l: Messages['labels'];
  readonly p: Messages['portfolio'];
  readonly period: string;
  readonly line: string;
  readonly headline: string;
  readonly verdict: Portfolio['verdict'];
  readonly verdictWord: string;
  readonly kpis: readonly Kpi[];
  readonly groups: readonly PortfolioGroup[];
};

const MAX_REASON = 420;
const ROWS = 100;

const nameOf = ({ name, id }: PortfolioTenant): string => visibleText(name, MAX_NAME) || visibleText(id, MAX_NAME);

const filesOf = ({ m }: Wording, row: PortfolioTenant): PortfolioRow['files'] =>
  (['html', 'pdf', 'json'] as const).flatMap((kind) => {
    const href = row.files[kind];
    const word = kind.toUpperCase();
    return href === null ? [] : [{ href, word, reading: m.portfolio.fileOf(word, isolated(nameOf(row))) }];
  });

const sparkOf = ({ m, f }: Wording, { trend }: PortfolioTenant): PortfolioRow['spark'] => {
  if (trend === null) return null;
  const said = trend.periods.map(({ label, verdict, ratio }) => {
    const word = verdict === null ? m.trend.noReport : m.verdicts[verdict];
    return `${label}: ${ratio === null ? word : `${word}, ${f.percent(ratio)}`}`;
  });
  return { ...sparkline(trend.periods), reading: `${m.labels.rpoCompliance}. ${said.join('. ')}.` };
};

const rowOf = (wording: Wording, row: PortfolioTenant): PortfolioRow => {
  const { m, f } = wording;
  const { verdict, rpo, success, jobs, gaps, trend, problem, missing, state, id } = row;
  const notes = [
    ...(state === 'provisional' ? [m.portfolio.provisional] : []),
    ...(missing.length > 0 ? [m.portfolio.incomplete(f, missing.length)] : []),
  ];
  return {
    name: nameOf(row),
    id: visibleText(id, MAX_NAME),
    verdict: verdict ?? 'not-evaluable',
    verdictWord: verdict === null ? m.portfolio.noReport : m.verdicts[verdict],
    note: notes.join(', '),
    rpo: rpo === null ? f.none : f.percent(rpo.ratio),
    success: success === null ? f.none : m.trend.ofDue(f, f.percent(success.ratio), { ...success, met: null }),
    jobs: jobs === null || jobs.pass + jobs.fail === 0 ? f.none : m.portfolio.metOf(f, jobs.pass, jobs.pass + jobs.fail),
    unproven: jobs === null || jobs.notEvaluable === 0 ? '' : m.portfolio.unproven(f, jobs.notEvaluable),
    gaps: gaps === null ? f.none : f.integer(gaps),
    spark: sparkOf(wording, row),
    trend: trend === null ? m.portfolio.noTrend : m.portfolio.trendWords(f, trend.counts),
    files: filesOf(wording, row),
    reason: problem === null ? '' : visibleText([problem.message, problem.hint ?? ''].join(' '), MAX_REASON),
  };
};

const chunks = (rows: readonly PortfolioRow[]): PortfolioGroup['tables'] =>
  Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, index) => ({ rows: rows.slice(index * ROWS, (index + 1) * ROWS) }));

const GROUPS = ['fail', null, 'not-evaluable', 'pass', 'not-applicable'] as const;

const groupsOf = (wording: Wording, { tenants }: Portfolio): PortfolioView['groups'] =>
  GROUPS.flatMap((verdict) => {
    const rows = tenants.filter((row) => row.verdict === verdict).map((row) => rowOf(wording, row));
    return rows.length === 0
      ? []
      : [{ heading: wording.m.portfolio.group(wording.f, verdict, rows.length), made: verdict !== null, tables: chunks(rows) }];
  });

const kpisOf = ({ m, f }: Wording, { totals }: Portfolio): readonly Kpi[] => {
  const { tenants, jobs, rpo, success, pooled } = totals;
  const figure = (ratio: number | null) => (ratio === null ? m.labels.unknown : f.percent(ratio));
  const met = (pass: number, of: number) => (of === 0 ? m.labels.unknown : m.portfolio.metOf(f, pass, of));
  return [
    { label: m.portfolio.tenantsMet, value: met(tenants.pass, tenants.pass + tenants.fail), note: m.portfolio.withVerdict(f, tenants) },
    { label: m.labels.rpoCompliance, value: figure(rpo.ratio), note: m.portfolio.over(f, pooled) },
    { label: m.labels.successfulBackups, value: figure(success.ratio), note: m.portfolio.metOf(f, success.succeeded, success.due) },
    { label: m.portfolio.jobsMet, value: met(jobs.pass, jobs.pass + jobs.fail), note: m.portfolio.unproven(f, jobs.notEvaluable) },
  ];
};

/** What the page checks itself by before it is printed. */
export const portfolioSentinel = ({ period, madeAt }: Portfolio): string => `portfolio-${period.key}-${madeAt}`;

/** The provider's page: every tenant, worst first. */
export const portfolioView = (portfolio: Portfolio): PortfolioView => {
  const wording = wordingFor(portfolio.locale, portfolio.period.timezone);
  const { m, f } = wording;
  const { totals, verdict, period, madeAt, locale } = portfolio;
  return {
    lang: locale,
    title: `${m.portfolio.title}: ${period.label}`,
    sentinel: portfolioSentinel(portfolio),
    l: m.labels,
    p: m.portfolio,
    period: period.label,
    line: m.portfolio.line(f, totals.tenants.total, totals.jobs.enabled, f.instant(madeAt)),
    headline: m.portfolio.headline(f, totals.tenants),
    verdict,
    verdictWord: m.verdicts[verdict],
    kpis: kpisOf(wording, portfolio),
    groups: groupsOf(wording, portfolio),
  };
};
