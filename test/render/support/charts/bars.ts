import { DAILY_KINDS, dailyChart, type DailyChart } from '../../../../src/report/charts/daily.ts';
import { startsChart } from '../../../../src/report/charts/starts.ts';
import { all, boxes, named, sectionOf, tableCells, type Element } from '../read-page.ts';
import { isChart, unsaid, type Shown, type Silent } from './shown.ts';

type Axes = Pick<DailyChart, 'middles' | 'yTicks'>;
type Kind = readonly [kind: string, word: string];
type Place = (index: number) => readonly [table: number, column: string];

/** A number read back with a ruler, and how far off the ruler can be: drawings keep tenths. */
type Measured = { readonly count: number; readonly error: number };

/** Stacked bars by their place at the axis. */
const measured = (svg: Element, kind: string, { middles, yTicks }: Axes): ReadonlyMap<number, Measured> => {
  const [low, high] = [yTicks[0], yTicks.at(-1)];
  if (low === undefined || high === undefined || low === high) throw new Error('The axis has no two numbers.');
  const unit = (low.y - high.y) / (high.value - low.value);
  const place = (middle: number, width: number) => middles.findIndex((each) => Math.abs(each - middle) < width / 2);
  return new Map(
    boxes(svg, kind).map(({ x, width, height }) => [place(x + width / 2, width), { count: height / unit, error: 0.06 / unit }] as const),
  );
};

const isSaid = (cell: string | undefined, { count, error }: Measured): boolean =>
  cell !== undefined && /^[\d.,]+$/.test(cell) && Math.abs(Number(cell.replaceAll(/[.,]/g, '')) - count) <= error;

/** Each bar has its number in a table, and each number of a table its bar. */
const barsSilent = ({ page }: Shown, name: string, kinds: readonly Kind[], axes: Axes, place: Place): Silent => {
  const section = sectionOf(page, name);
  const tables = all(section, named('table')).map(tableCells);
  return all(section, isChart).flatMap((svg) =>
    kinds.flatMap(([kind, word]) => {
      const drawn = measured(svg, kind, axes);
      if (drawn.size === 0) return [];
      return axes.middles.flatMap((_, index) => {
        const [table, column] = place(index);
        const found = drawn.get(index) ?? { count: 0, error: 0 };
        return unsaid(`${kind} at ${index}: ${found.count}`, isSaid(tables[table]?.get(word)?.get(column), found));
      });
    }),
  );
};

export const dailySilent = (shown: Shown): Silent => {
  const { report, m, f } = shown;
  const months = [...new Set(report.days.map(({ date }) => f.month(date)))];
  const place: Place = (index) => {
    const date = report.days[index]?.date ?? '';
    return [months.indexOf(f.month(date)), f.dayOfMonth(date)];
  };
  const kinds = DAILY_KINDS.map((kind): Kind => [`b-${kind}`, m.outcomes[kind]]);
  return barsSilent(shown, 'daily', kinds, dailyChart(report.days, report.totals.jobs.enabled), place);
};

export const startsSilent = (shown: Shown): Silent => {
  const { report, m } = shown;
  const kinds: readonly Kind[] = [
    ['b-failed', m.charts.startsOther],
    ['b-warning', m.outcomes.warning],
    ['b-success', m.outcomes.success],
  ];
  return barsSilent(shown, 'starts', kinds, startsChart(report.startsByHour), (index) => [0, String(index).padStart(2, '0')]);
};
