import type { Trend, TrendPeriod } from '../../../model/report-trend.ts';
import { trendChart, type TrendChart } from '../../../report/charts/trend.ts';
import type { Verdict } from '../../../model/analysis.ts';
import { hintsOf, type ViewContext } from './context.ts';

export type TrendRow = {
  readonly period: string;
  /** Empty: there is no report of the period, and nothing else is said of it. */
  readonly verdict: Verdict | '';
  readonly verdictWord: string;
  readonly note: string;
  readonly rpo: string;
  readonly success: string;
  readonly jobs: string;
  readonly gaps: string;
};

export type TrendPanel = Omit<TrendChart, 'yTicks' | 'words'> & {
  readonly heading: string;
  readonly reading: string;
  readonly yTicks: readonly { readonly y: number; readonly text: string }[];
  readonly xTicks: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  readonly words: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  readonly hints: string;
};

export type TrendView = {
  readonly reading: string;
  readonly panels: readonly TrendPanel[];
  readonly key: readonly { readonly kind: 'met' | 'missed' | 'target'; readonly word: string }[];
  readonly letters: string;
  /** The newest first. */
  readonly rows: readonly TrendRow[];
};

type Figure = { readonly ratio: number | null; readonly met: boolean | null };
type Kind = {
  readonly heading: string;
  readonly of: (period: TrendPeriod) => Figure | null;
  readonly target: (period: TrendPeriod) => number | null;
};

const kindsOf = ({ m }: ViewContext): readonly Kind[] => [
  { heading: m.labels.rpoCompliance, of: ({ rpo }) => rpo, target: ({ targets }) => targets?.rpoCompliance ?? null },
  { heading: m.labels.successfulBackups, of: ({ success }) => success, target: ({ targets }) => targets?.successRate ?? null },
];

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;

const said = ({ m, f }: ViewContext, period: TrendPeriod, figure: Figure | null): string => {
  if (period.reportId === null) return m.trend.noReport;
  return figure?.ratio === undefined || figure.ratio === null ? m.trend.noFigure(period.verdict) : f.percent(figure.ratio);
};

const held = (context: ViewContext, period: TrendPeriod, { of, target }: Kind): string => {
  const aim = target(period);
  const text = said(context, period, of(period));
  return aim === null || of(period) === null ? text : context.m.trend.against(text, context.f.target(aim), of(period)?.met ?? null);
};

/** The year stands under the first period, and where it changes. */
const xTicksOf = ({ report, m }: ViewContext, { unit, periods }: Trend, { middles, axisY }: TrendChart): TrendPanel['xTicks'] => {
  const ticks = periods.map(({ from }) => m.periodTick(unit, from, report.period.timezone));
  // Days are named by two words, which have no room side by side.
  const every = (unit === 'day' || unit === 'days') && periods.length > 7 ? 2 : 1;
  return ticks.flatMap(({ name, year }, index) => {
    const x = middles[index] ?? 0;
    const isShown = (periods.length - 1 - index) % every === 0;
    return [
      ...(isShown ? [{ x, y: axisY, text: name }] : []),
      ...(year === '' || (index > 0 && ticks[index - 1]?.year === year) ? [] : [{ x, y: axisY + 11, text: year }]),
    ];
  });
};

const panelOf = (context: ViewContext, trend: Trend, kind: Kind): TrendPanel => {
  const { m, f } = context;
  const { periods } = trend;
  const points = periods.map((period) => {
    const figure = kind.of(period);
    return { value: figure?.ratio ?? null, met: figure?.met ?? null, target: kind.target(period), known: period.reportId !== null };
  });
  const { yTicks, words, ...chart } = trendChart(points);
  const texts = periods.map((period) => `${period.label}: ${held(context, period, kind)}`);
  const digits = yTicks.every(({ value }) => isWhole(value * 100)) ? 0 : 1;
  return {
    ...chart,
    heading: kind.heading,
    reading: texts.join('. '),
    yTicks: yTicks.map(({ y, value }) => ({ y, text: f.percent(value, digits) })),
    xTicks: xTicksOf(context, trend, { yTicks, words, ...chart }),
    words: words.map(({ x, y, known }) => ({ x, y, text: known ? m.trend.unknownSign : m.trend.missingSign })),
    hints: hintsOf(texts.map((text, index) => [chart.middles[index] ?? 0, text])),
  };
};

const notesOf = ({ m }: ViewContext, { state, policyChanged }: TrendPeriod): string =>
  [...(state === 'provisional' ? [m.states.provisional] : []), ...(policyChanged === true ? [m.trend.policyChanged] : [])].join(', ');

const rowOf = (context: ViewContext, period: TrendPeriod): TrendRow => {
  const { m, f } = context;
  const { verdict, jobs, success, gaps, label } = period;
  if (verdict === null || jobs === null)
    return { period: label, verdict: '', verdictWord: m.trend.noReport, note: '', rpo: '', success: '', jobs: '', gaps: '' };
  const [rpo] = kindsOf(context);
  return {
    period: label,
    verdict,
    verdictWord: m.verdicts[verdict],
    note: notesOf(context, period),
    rpo: rpo === undefined ? '' : held(context, period, rpo),
    success: success === null ? m.trend.noFigure(verdict) : m.trend.ofDue(f, f.percent(success.ratio), success),
    jobs: m.trend.passedOf(f, jobs.pass, jobs.evaluated, jobs.notEvaluable),
    gaps: gaps === null ? f.none : f.integer(gaps),
  };
};

const lettersOf = ({ m }: ViewContext, periods: readonly TrendPeriod[]): string =>
  [
    ...(periods.some(({ verdict, rpo }) => verdict !== null && rpo === null) ? [`${m.trend.unknownSign} ${m.trend.noFigure('not-evaluable')}`] : []),
    ...(periods.some(({ reportId }) => reportId === null) ? [`${m.trend.missingSign} ${m.trend.noReport}`] : []),
  ].join(' · ');

const keyOf = ({ m }: ViewContext, periods: readonly TrendPeriod[]): TrendView['key'] => {
  const has = (met: boolean) => periods.some(({ rpo, success }) => rpo?.met === met || success?.met === met);
  return [
    ...(has(true) ? [{ kind: 'met' as const, word: m.trend.met }] : []),
    ...(has(false) ? [{ kind: 'missed' as const, word: m.trend.missed }] : []),
    { kind: 'target' as const, word: m.trend.target },
  ];
};

/** This period among the ones before; null where none of them is known. */
export const trendView = (context: ViewContext): TrendView | null => {
  const { report, m, f } = context;
  const trend = report.trend ?? null;
  if (trend === null) return null;
  return {
    reading: m.trend.reading(f, trend.counts, trend.periods.length),
    panels: kindsOf(context).map((kind) => panelOf(context, trend, kind)),
    key: keyOf(context, trend.periods),
    letters: lettersOf(context, trend.periods),
    rows: trend.periods.map((period) => rowOf(context, period)).toReversed(),
  };
};
