import { all, attribute, boxes, marks, named, sectionOf, spaced, words, type Element } from '../read-page.ts';
import { isChart, jobCharts, unsaid, type Shown, type Silent } from './shown.ts';

/** Every percentage of a text as a ratio. */
const ratiosIn = (text: string): readonly number[] =>
  [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*%/g)].map(([, number = '']) => Number(number.replace(',', '.')) / 100);

/** A tenth of a unit of the drawing, and a hundredth of a percent cut off. */
const RULER = 0.0012;

const startOf = (path: Element | undefined): number => Number(/^M(-?[\d.]+)/.exec(path === undefined ? '' : attribute(path, 'd'))?.[1]);

/** A bar and a mark on a scale, measured against the words of the picture and the figure beside it. */
export const gaugesSilent = ({ page }: Shown): Silent =>
  all(page, named('div', 'kpi')).flatMap((kpi) =>
    all(kpi, ({ name }) => name === 'svg').flatMap((svg) => {
      const label = attribute(svg, 'aria-label');
      const [value = -1, target = -1, from = -1] = ratiosIn(label);
      const at = (place: number) => from + (place / Number(attribute(svg, 'width'))) * (1 - from);
      const [bar] = [...boxes(svg, 'v-ok'), ...boxes(svg, 'v-bad')];
      const figure = ratiosIn(words(all(kpi, named('dd', 'figure'))[0] ?? kpi))[0];
      return [
        ...unsaid(`the bar of “${label}”`, Math.abs(at(bar?.width ?? -1) - value) < RULER && figure === value),
        ...unsaid(`the mark of “${label}”`, Math.abs(at(startOf(all(svg, named('path', 'mark'))[0])) - target) < RULER),
      ];
    }),
  );

/** Bars of transferred data: known days only, each with its amount. */
export const volumeSilent = (shown: Shown): Silent => {
  const { page, f } = shown;
  const rows = all(page, named('table', 'volume')).flatMap((table) => all(table, named('tbody')).flatMap((body) => all(body, named('tr'))));
  return jobCharts(shown, rows).flatMap(({ svg, label, job: { name, transfer } }) => {
    const days = transfer?.days ?? [];
    const drawn = boxes(svg, 'volume-bar').length;
    const said = days.filter(({ date, bytes }) => label.includes(`${f.dayRange(date, date)} ${f.bytes(bytes)}`)).length;
    return unsaid(`${name}: ${drawn} bars, ${said} told`, drawn === days.length && said === drawn);
  });
};

/** Both panels: each figure in the table and, beside its target, in the words of the panel. */
export const trendSilent = ({ report, page, f }: Shown): Silent => {
  const trend = report.trend ?? null;
  if (trend === null) return [];
  const section = sectionOf(page, 'trend');
  const rows = new Map(all(section, named('tr')).map((row) => [words(all(row, named('th'))[0] ?? row), words(row)]));
  return all(section, isChart).flatMap((svg, panel) => {
    const label = attribute(svg, 'aria-label');
    const figures = trend.periods.flatMap((period) => {
      const ratio = (panel === 0 ? period.rpo : period.success)?.ratio ?? null;
      const target = panel === 0 ? period.targets?.rpoCompliance : period.targets?.successRate;
      return ratio === null || target === undefined ? [] : [{ name: period.label, ratio: f.percent(ratio), target: f.target(target) }];
    });
    const drawn = marks(svg, 't-met') + marks(svg, 't-missed');
    const told = (name: string) => label.split('. ').find((part) => part.startsWith(`${name}: `)) ?? '';
    return [
      ...unsaid(`${drawn} marks, ${figures.length} figures`, drawn === figures.length),
      ...figures.flatMap(({ name, ratio, target }) => [
        ...unsaid(`${name}: ${ratio} in the table`, rows.get(name)?.includes(spaced(ratio)) === true),
        ...unsaid(`${name}: ${ratio} against ${target}`, told(name).startsWith(`${name}: ${ratio}`) && told(name).includes(target)),
      ]),
    ];
  });
};
