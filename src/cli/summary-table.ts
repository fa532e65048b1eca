import type { Verdict } from '../model/analysis.ts';
import type { Report, ReportJob } from '../model/report.ts';
import type { Format } from '../messages/format.ts';
import { namesOf } from '../render/names.ts';
import { cleanLine, cut, padEnd, padStart, widthOf, type Colour, type Paint } from './terminal.ts';

export const SIGNS: Readonly<Record<Verdict, { readonly sign: string; readonly colour: Colour }>> = {
  pass: { sign: '✓', colour: 'green' },
  fail: { sign: '✗', colour: 'red' },
  'not-evaluable': { sign: '?', colour: 'yellow' },
  'not-applicable': { sign: '–', colour: 'dim' },
};

type Column = { readonly title: string; readonly cell: (job: ReportJob) => string };

const MOST_ROWS = 40;
/** So much of a name is shown at least, whatever figures that costs. */
const NARROWEST_NAME = 20;
const SHORTEST_TITLE = 3;
const INDENT = 2;
const GAP = 2;

const runsCell = ({ success }: ReportJob): string => (success.due === 0 ? '–' : `${success.succeeded}/${success.due}`);

/** No exposure is shown where none was measured, or nobody asked for protection. */
const unmeasured = ({ verdict, completeness, rpo }: ReportJob): boolean =>
  verdict === 'not-applicable' || completeness.status === 'failed' || rpo.measuredSeconds === 0;

const worstCell = ({ rpo }: ReportJob, f: Format): string => {
  if (rpo.neverProtected) return 'never protected';
  return rpo.worstSeconds === null ? 'unbounded' : f.duration(rpo.worstSeconds);
};

/** The last ones are left out first where the terminal is narrow. */
const columnsOf = (f: Format): readonly Column[] => {
  const measured =
    (cell: Column['cell']): Column['cell'] =>
    (job) =>
      unmeasured(job) ? '–' : cell(job);
  return [
    { title: 'RPO', cell: measured(({ rpo, verdict }) => (verdict === 'not-evaluable' ? 'unknown' : f.percent(rpo.ratio))) },
    { title: 'runs', cell: runsCell },
    { title: 'worst', cell: measured((job) => worstCell(job, f)) },
    { title: 'gaps', cell: measured(({ rpo }) => f.integer(rpo.gaps.length)) },
  ];
};

type Fitted = Column & { readonly width: number };

const fit = (jobs: readonly ReportJob[], columns: readonly Column[], room: number): readonly Fitted[] => {
  const fitted = columns.map((column) => ({ ...column, width: Math.max(widthOf(column.title), ...jobs.map((job) => widthOf(column.cell(job)))) }));
  while (fitted.length > 0 && fitted.reduce((sum, { width }) => sum + width + GAP, 0) > room) fitted.pop();
  return fitted;
};

const left = (count: number, jobs: readonly ReportJob[]): string => {
  const passing = jobs.slice(MOST_ROWS).every(({ verdict }) => verdict === 'pass' || verdict === 'not-applicable');
  return `… and ${count} more${passing ? ', none of them missed' : ''}`;
};

/** The jobs in the report's order (worst first), in at most `width` columns. */
export const jobTable = (report: Report, f: Format, width: number, paint: Paint): readonly string[] => {
  const jobs = report.jobs.slice(0, MOST_ROWS);
  if (jobs.length === 0) return [];
  const verdictWidth = Math.max(...jobs.map(({ verdict }) => verdict.length)) + 2;
  const room = width - INDENT - verdictWidth - GAP;
  const names = namesOf(report);
  const shown = (job: ReportJob): string => cleanLine(names.of(job.id));
  const widest = Math.max(SHORTEST_TITLE, ...jobs.map((job) => widthOf(shown(job))));
  const columns = fit(jobs, columnsOf(f), room - Math.min(widest, NARROWEST_NAME));
  const rest = columns.reduce((sum, column) => sum + column.width + GAP, 0);
  const nameWidth = Math.max(SHORTEST_TITLE, Math.min(room - rest, widest));
  const line = (verdict: string, name: string, cells: readonly string[]): string =>
    `${' '.repeat(INDENT)}${verdict}${' '.repeat(GAP)}${[padEnd(cut(name, nameWidth), nameWidth), ...cells].join(' '.repeat(GAP))}`.trimEnd();
  const titles = columns.map(({ title, width: wide }) => padStart(title, wide));
  const row = (job: ReportJob): string => {
    const { sign, colour } = SIGNS[job.verdict];
    const cells = columns.map(({ cell, width: wide }) => padStart(cell(job), wide));
    return line(paint(colour, padEnd(`${sign} ${job.verdict}`, verdictWidth)), shown(job), cells);
  };
  const more = report.jobs.length - jobs.length;
  return [paint('dim', line(' '.repeat(verdictWidth), 'job', titles)), ...jobs.map(row), ...(more > 0 ? [`  ${left(more, report.jobs)}`] : [])];
};
