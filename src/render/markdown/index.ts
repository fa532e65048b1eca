import type { Report } from '../../model/report.ts';
import { SIGNS } from '../email/signs.ts';
import { facts, figures } from '../email/view.ts';
import { noJobs, type ViewContext } from '../html/view/context.ts';
import { coverView } from '../html/view/cover.ts';
import { viewContext } from '../html/view/index.ts';
import { decisionList, findingLine, findingsHead, otherFindings } from './findings.ts';
import { fitBoth, sizeOfAll, type Fitted } from './fit.ts';
import { inline, strong } from './inline.ts';
import { jobLine, jobsHead, totalsLine } from './jobs.ts';
import { tableHead, tableRow } from './table.ts';

/** Below the 900 kB that are promised, with room for the two sentences about what is left out. A CI step summary ends at 1 MiB. */
const MOST_BYTES = 896_000;

type Part = string | readonly string[];

/** Parts with an empty line between them; those that are empty are left out. */
const joined = (parts: readonly Part[]): string =>
  `${parts
    .map((part) => (typeof part === 'string' ? part : part.join('\n')))
    .filter((part) => part !== '')
    .join('\n\n')}\n`;

const head = (context: ViewContext): readonly Part[] => {
  const { report, m } = context;
  const cover = coverView(context);
  const columns = m.markdown.columns;
  return [
    `# ${inline(`${SIGNS[report.verdict].mark} ${cover.verdictWord}: ${cover.title}`)}`,
    strong(cover.headline),
    cover.adjusted === '' ? '' : strong(cover.adjusted),
    cover.provisional ? inline(m.email.doubts.provisional) : '',
    inline(`${cover.eyebrow} · ${cover.line}`),
    `## ${inline(m.email.keyFigures)}`,
    [
      tableHead([columns.figure, columns.value, columns.note, columns.change].map(inline)),
      ...figures(context, cover.kpis).map(({ label, value, note, remark, change }) =>
        tableRow([inline(label), strong(value), inline([note, remark].filter((part) => part !== '').join(', ')), inline(change)]),
      ),
    ],
    inline(cover.comparison),
  ];
};

const decisions = (context: ViewContext): readonly Part[] => {
  const { report, m, f } = context;
  const list = decisionList(context);
  return [
    `## ${inline(m.labels.decisions)}`,
    list.length === 0 ? inline(m.labels.noDecisions) : list,
    report.decisionsOmitted > 0 ? inline(m.markdown.moreDecisions(f, report.decisionsOmitted)) : '',
  ];
};

const jobs = (context: ViewContext, { rows, omitted }: Fitted): readonly Part[] => {
  const { report, m, f } = context;
  const heading = `## ${inline(m.labels.jobs)}`;
  if (report.jobs.length === 0) return [heading, inline(noJobs(context))];
  return [
    heading,
    omitted > 0 ? inline(m.markdown.moreJobs(f, rows.length, omitted)) : '',
    [jobsHead(context), ...rows, totalsLine(context)],
    inline(m.labels.jobsNote),
  ];
};

const findings = (context: ViewContext, { rows, omitted }: Fitted): readonly Part[] => {
  const { m, f } = context;
  return [
    `## ${inline(m.markdown.otherFindings)}`,
    omitted > 0 ? inline(m.markdown.moreFindings(f, rows.length, omitted)) : '',
    rows.length + omitted === 0 ? inline(m.markdown.noOtherFindings) : [findingsHead(context), ...rows],
  ];
};

const linked = (names: readonly string[]): string => names.map((name) => `[${name}](${name})`).join(', ');

const about = (context: ViewContext): readonly Part[] => {
  const { files, unknown } = context.m.markdown;
  return [
    `## ${inline(context.m.email.about)}`,
    facts(context).map(({ label, value }) => `- ${inline(label)}: ${inline(value)}`),
    inline(files.lead),
    [
      `- ${linked(['report.html', 'report.pdf'])}: ${inline(files.report)}`,
      `- ${linked(['report.json'])}: ${inline(files.figures)}`,
      `- ${linked(['sessions.csv', 'gaps.csv', 'objects.csv'])}: ${inline(files.lists)}`,
    ],
    inline(unknown),
  ];
};

const NOTHING: Fitted = { rows: [], omitted: 0 };

const documentWith = (context: ViewContext, jobRows: Fitted, findingRows: Fitted): string =>
  joined([...head(context), ...decisions(context), ...jobs(context, jobRows), ...findings(context, findingRows), ...about(context)]);

/**
 * summary.md, for the summary of a CI step and for issues: verdict, decisions, jobs worst first, the other findings. Always
 * below 900 kB: where the rows are too many, the worst ones stay, and how many are left out is said.
 */
export const summaryMarkdown = (report: Report): string => {
  const context = viewContext(report);
  const room = MOST_BYTES - sizeOfAll([documentWith(context, NOTHING, NOTHING), findingsHead(context)]);
  const jobRows = report.jobs.map((job) => jobLine(context, job));
  const findingRows = otherFindings(context).map((finding) => findingLine(context, finding));
  return documentWith(context, ...fitBoth(jobRows, findingRows, room));
};
