import { startsChart, type StartsChart } from '../../../report/charts/starts.ts';
import { hintsOf, type ViewContext } from './context.ts';
import { numbersTable, type NumbersTable } from './numbers.ts';

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
  /** All numbers of the chart, in one table. */
  readonly numbers: readonly NumbersTable[];
};

type HourCount = ViewContext['report']['startsByHour'][number];

const totalOf = ({ success, warning, other }: HourCount): number => success + warning + other;

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');

const clock = (hour: number): string => `${twoDigits(hour)}:00`;

const KINDS = [
  { kind: 'failed', count: 'other' },
  { kind: 'warning', count: 'warning' },
  { kind: 'success', count: 'success' },
] as const;

const kindsOf = ({ m }: ViewContext, hours: readonly HourCount[]) =>
  KINDS.filter(({ count }) => hours.some((hour) => hour[count] > 0)).map((each) => ({
    ...each,
    word: each.kind === 'failed' ? m.charts.startsOther : m.outcomes[each.kind],
  }));

/** At which hours of the day runs start: where they crowd, and whether an hour fails more than others. */
export const startsView = (context: ViewContext): StartsView => {
  const { report, m, f } = context;
  const hours = report.startsByHour;
  const runs = hours.reduce((sum, hour) => sum + totalOf(hour), 0);
  if (runs === 0) return { reading: m.charts.startsNone, chart: null, key: [], numbers: [] };
  const busiest = hours.reduce((best, hour, index) => (totalOf(hour) > totalOf(hours[best] ?? hour) ? index : best), 0);
  const most = hours[busiest];
  const chart = startsChart(hours);
  const kinds = kindsOf(context, hours);
  return {
    reading: m.charts.startsReading(f, runs, clock(busiest), most === undefined ? 0 : totalOf(most)),
    chart: {
      ...chart,
      yTicks: chart.yTicks.map(({ y, value }) => ({ y: y + 3, text: f.integer(value) })),
      xTicks: chart.xTicks.map(({ x, hour }) => ({ x, text: clock(hour) })),
      hints: hintsOf(hours.map((hour, index) => [chart.middles[index] ?? 0, m.charts.startsHour(f, clock(index), totalOf(hour), hour.other)])),
    },
    key: kinds.map(({ kind, word }) => ({ kind, word })),
    numbers: [
      numbersTable(
        context,
        m.charts.hour,
        hours.map((_, index) => [index, twoDigits(index)] as const),
        kinds.map(({ count, word }) => ({ head: word, valueAt: (index) => hours[index]?.[count] ?? 0 })),
      ),
    ],
  };
};
