import type { DayOutcome } from '../../../../src/model/analysis.ts';
import type { ReportJob } from '../../../../src/model/report.ts';
import { calendarScale } from '../../../../src/report/charts/calendar.ts';
import { calendarCells, daysOfCell } from '../../../../src/report/charts/calendar-cells.ts';
import { all, attribute, boxes, sectionOf } from '../read-page.ts';
import { unsaid, type Shown, type Silent } from './shown.ts';

const OUTCOMES: readonly DayOutcome[] = [
  'success',
  'warning',
  'recovered',
  'failed',
  'missed',
  'running',
  'idle',
  'unknown',
  'disabled',
  'gone',
  'future',
];

const YEAR = 366;

/** From what is said of a row alone, the outcome of each of its days. */
const outcomesSaid = ({ m, f }: Shown, dates: readonly string[], text: string): readonly (DayOutcome | undefined)[] => {
  const range = dates.length > YEAR ? f.dateRange : f.dayRange;
  const ranges = new Map(dates.flatMap((first, from) => dates.slice(from).map((last, more) => [range(first, last), [from, from + more]] as const)));
  const outcomeOf = (counted: string) => OUTCOMES.find((each) => dates.some((_, count) => m.labels.outcomeCount(f, each, count + 1) === counted));
  const said: (DayOutcome | undefined)[] = dates.map(() => undefined);
  for (const part of text.split('; ')) {
    const [, counted = part, inside = ''] = /^(.*?) \((.*)\)$/.exec(part) ?? [];
    const spans = inside.split(', ').flatMap((word) => [ranges.get(word) ?? []].filter((span) => span.length > 0));
    const isRest = part === counted || part === m.charts.outcomeElse(counted);
    for (const [day, before] of said.entries()) {
      const isNamed = spans.some(([from = 0, to = -1]) => from <= day && day <= to);
      if (isRest ? before === undefined : isNamed) said[day] = outcomeOf(counted);
    }
  }
  return said;
};

/** Each square of a row is what the words of the row say of its days. */
export const calendarSilent = (shown: Shown): Silent => {
  const { report, page } = shown;
  const svgs = all(sectionOf(page, 'every-day'), ({ attributes }) => attributes.has('data-days'));
  return report.jobs.flatMap(({ name, days }: ReportJob, row) => {
    const svg = svgs[row];
    if (svg === undefined) return [`${name}: no row`];
    const dates = days.map(({ date }) => date);
    const said = outcomesSaid(shown, dates, attribute(svg, 'aria-label')).map((outcome) => outcome ?? 'future');
    const cells = calendarCells(
      days.map((day, index) => ({ ...day, outcome: said[index] ?? 'future' })),
      daysOfCell(days.length),
    );
    const { pitch } = calendarScale(cells.length);
    const drawn = OUTCOMES.flatMap((outcome) => boxes(svg, `c-${outcome}`).map(({ x }) => [Math.floor(x / pitch + 0.1), outcome] as const));
    return [
      ...unsaid(`${name}: ${drawn.length} squares for ${cells.length}`, drawn.length === cells.length),
      ...drawn.flatMap(([cell, outcome]) => unsaid(`${name}: ${outcome} in square ${cell}`, cells[cell]?.outcome === outcome)),
    ];
  });
};
