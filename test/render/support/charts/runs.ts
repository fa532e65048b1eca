import type { ReportJob } from '../../../../src/model/report.ts';
import { gapsCsv } from '../../../../src/render/csv/gaps.ts';
import { sessionsCsv } from '../../../../src/render/csv/sessions.ts';
import { all, boxes, heard, marks, named, sectionOf, words, type Element } from '../read-page.ts';
import { jobCharts, unsaid, type JobChart, type Shown, type Silent } from './shown.ts';

/** Marks of runs by their shapes, of which there may be none. */
const runsSilent = ({ m, f }: Shown, { svg, label, job }: JobChart): Silent => {
  const kinds = [
    ['success', m.outcomes.success],
    ['warning', m.outcomes.warning],
    ['failed', m.charts.withoutPoint],
    ['unknown', m.statuses.unknown],
    ['running', m.statuses.running],
    ['missed', m.outcomes.missed],
  ] as const;
  return kinds.flatMap(([kind, word]) => {
    const drawn = marks(svg, `r-${kind}`);
    const text = kind === 'success' ? m.labels.outcomeCount(f, kind, drawn) : `${f.integer(drawn)} ${word}`;
    return drawn === 0 ? [] : unsaid(`${job.name}: ${drawn} runs ${kind}`, label.includes(text));
  });
};

const gapWords = ({ m, f }: Shown, job: ReportJob, gap: ReportJob['rpo']['gaps'][number]): string => {
  const to = gap.open ? (job.recoveredAfter === null ? m.labels.stillOpen : m.labels.openAtEnd) : f.moment(gap.to);
  const peak = gap.peakSeconds === null ? m.labels.unbounded : f.longDuration(gap.peakSeconds);
  return [f.moment(gap.from), to, f.longDuration(gap.seconds), peak].join(' | ').replaceAll(/\s+/g, ' ');
};

/** Rows of a table, cell by cell. */
const rowsIn = (section: Element): string[][] =>
  all(section, named('tr')).map((row) => all(row, ({ name }) => name === 'th' || name === 'td').map(words));

/** Each in the table of gaps; or, where that says so, in gaps.csv. */
const gapsSilent = (shown: Shown, jobs: readonly ReportJob[]): Silent => {
  const section = sectionOf(shown.page, 'gaps');
  const rows = new Set(rowsIn(section).map((cells) => cells.slice(0, 5).join(' | ')));
  const file = heard(section).includes('gaps.csv') ? [...gapsCsv(shown.report)].join('') : '';
  return jobs.flatMap((job) =>
    job.rpo.gaps.flatMap((gap) => {
      const isShown = rows.has(`${shown.nameOf(job)} | ${gapWords(shown, job, gap)}`);
      return unsaid(`${job.name}: gap from ${gap.from}`, isShown || file.includes(`,${gap.from},${gap.to},${String(gap.seconds)},`));
    }),
  );
};

/** Runs are too many for the page: they stand in a file, which the part that draws them names. */
const fileSilent = ({ report }: Shown, section: Element, jobs: readonly ReportJob[]): Silent => {
  const file = [...sessionsCsv(report)].join('');
  const isNamed = words(section).includes('sessions.csv') && words(section).includes('report.json');
  return jobs.flatMap((job) =>
    job.sessions.flatMap(({ start, end, durationSeconds }) => {
      const text = `,${[start, end ?? '', durationSeconds === null ? '' : String(durationSeconds)].join()},`;
      return unsaid(`${job.name}: run at ${start}`, isNamed && file.includes(text));
    }),
  );
};

const objectiveOf = ({ m, f }: Shown, { rpo: { targetSeconds, graceSeconds } }: ReportJob): string =>
  graceSeconds > 0 ? m.labels.rpoLine(f.objective(targetSeconds), f.objective(graceSeconds)) : m.labels.rpoLineAlone(f.objective(targetSeconds));

/** Large and small saw-teeth: gaps, objective, highest tooth, marks of runs. */
export const exposureSilent = (shown: Shown): Silent => {
  const { page, m, f } = shown;
  const section = sectionOf(page, 'timeline');
  const charts = jobCharts(shown, [...all(section, named('section', 'strip')), ...all(section, named('li'))]);
  const jobs = charts.map(({ job }) => job);
  const told = charts.flatMap((chart) => {
    const { label, job, svg } = chart;
    const worst = job.rpo.worstSeconds === null ? m.labels.unbounded : f.duration(job.rpo.worstSeconds);
    return [
      ...unsaid(`${job.name}: ${boxes(svg, 'gap').length} gaps`, label.includes(m.labels.gapCount(f, boxes(svg, 'gap').length))),
      ...unsaid(`${job.name}: its objective`, label.includes(objectiveOf(shown, job))),
      ...unsaid(`${job.name}: its highest tooth`, job.verdict === 'not-evaluable' || label.includes(worst)),
      ...runsSilent(shown, chart),
    ];
  });
  return [...told, ...gapsSilent(shown, jobs), ...fileSilent(shown, section, jobs)];
};

/** A dozen outliers are told; of more the longest, and where the others are. */
const MOST_OUTLIERS = 12;

/** Stems, rings and the line of the median. */
export const durationsSilent = (shown: Shown): Silent => {
  const { page, f } = shown;
  const section = sectionOf(page, 'durations');
  const charts = jobCharts(shown, all(section, named('li')));
  const told = charts.flatMap(({ svg, label, job: { name, sessions, durations } }) => {
    const rings = marks(svg, 'd-outlier') + marks(svg, 'd-serious');
    const said = durations.outliers.filter(({ start, seconds }) => label.includes(`${f.moment(start)} ${f.duration(Math.floor(seconds))}`)).length;
    const timed = sessions.filter(({ durationSeconds, recoveryPoint }) => durationSeconds !== null && recoveryPoint).length;
    const figures = [durations.medianSeconds, durations.maxSeconds].map((seconds) => f.duration(Math.floor(seconds ?? 0)));
    return [
      ...unsaid(`${name}: ${marks(svg, 'd-run')} runs`, marks(svg, 'd-run') === timed),
      ...unsaid(`${name}: ${rings} rings, ${said} told`, said === rings || (said >= MOST_OUTLIERS && label.includes('report.json'))),
      ...unsaid(
        `${name}: median and longest`,
        figures.every((figure) => label.includes(figure)),
      ),
    ];
  });
  return [
    ...told,
    ...fileSilent(
      shown,
      section,
      charts.map(({ job }) => job),
    ),
  ];
};
