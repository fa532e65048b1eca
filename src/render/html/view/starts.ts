import { startsChart, type StartsChart } from '../../../report/charts/starts.ts';
import { hintsOf, type ViewContext } from './context.ts';

export type StartsView = {
  readonly reading: string;
  /** Null: nothing started. */
  readonly chart:
    | (Omit<StartsChart, 'yTicks' | 'xTicks'> & {
        readonly yTicks: readonly { readonly y: number; readonly text: string }[];
        readonly xTicks: readonly { readonly x: number; readonly text: string }[];
        readonly hints: string;
      })
    | null;
  readonly key: readonly { readonly kind: string; readonly word: string }[];
  /** The chart in words: every hour with a start. */
  readonly hours: readonly string[];
};

type HourCount = ViewContext['report']['startsByHour'][number];

const totalOf = ({ success, warning, other }: HourCount): number => success + warning + other;

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

const keyOf = ({ m }: ViewContext, hours: readonly HourCount[]): StartsView['key'] =>
  [
    { kind: 'failed', word: m.charts.startsOther, used: hours.some(({ other }) => other > 0) },
    { kind: 'warning', word: m.outcomes.warning, used: hours.some(({ warning }) => warning > 0) },
    { kind: 'success', word: m.outcomes.success, used: hours.some(({ success }) => success > 0) },
  ].filter(({ used }) => used);

/** At which hours of the day runs start: where they crowd, and whether an hour fails more than others. */
export const startsView = (context: ViewContext): StartsView => {
  const { report, m, f } = context;
  const hours = report.startsByHour;
  const runs = hours.reduce((sum, hour) => sum + totalOf(hour), 0);
  if (runs === 0) return { reading: m.charts.startsNone, chart: null, key: [], hours: [] };
  const busiest = hours.reduce((best, hour, index) => (totalOf(hour) > totalOf(hours[best] ?? hour) ? index : best), 0);
  const most = hours[busiest];
  const chart = startsChart(hours);
  return {
    reading: m.charts.startsReading(f, runs, clock(busiest), most === undefined ? 0 : totalOf(most)),
    chart: {
      ...chart,
      yTicks: chart.yTicks.map(({ y, value }) => ({ y: y + 3, text: f.integer(value) })),
      xTicks: chart.xTicks.map(({ x, hour }) => ({ x, text: clock(hour) })),
      hints: hintsOf(hours.map((hour, index) => [chart.middles[index] ?? 0, m.charts.startsHour(f, clock(index), totalOf(hour), hour.other)])),
    },
    key: keyOf(context, hours),
    hours: hours.flatMap((hour, index) => (totalOf(hour) === 0 ? [] : [m.charts.startsHour(f, clock(index), totalOf(hour), hour.other)])),
  };
};
