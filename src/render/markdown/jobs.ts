import type { ReportJob } from '../../model/report.ts';
import { SIGNS } from '../email/signs.ts';
import type { ViewContext } from '../html/view/context.ts';
import { jobRowView, totalsRowView, type JobRowView } from '../html/view/jobs.ts';
import { isolated } from '../right-to-left.ts';
import { inline, strong } from './inline.ts';
import { tableHead, tableRow } from './table.ts';

const VERDICT_COLUMN = 1;

export const jobsHead = ({ m }: ViewContext): string =>
  tableHead(
    [m.labels.job, m.labels.verdict, m.labels.rpoCompliance, m.labels.succeeded, m.labels.longestExposure, m.labels.gaps, m.labels.missed].map(
      inline,
    ),
    VERDICT_COLUMN + 1,
  );

const verdictWords = ({ verdict, verdictWord, adjusted }: JobRowView): string =>
  `${SIGNS[verdict].mark} ${verdictWord}${adjusted === '' ? '' : ` (${adjusted})`}`;

const cellsOf = (row: JobRowView): string[] => [verdictWords(row), row.rpo, row.succeeded, row.worst, row.gaps, row.missed];

export const jobLine = (context: ViewContext, job: ReportJob): string => {
  const row = jobRowView(context, job);
  return tableRow([isolated(row.name), ...cellsOf(row)].map(inline));
};

/** The last line of the table: all enabled jobs together. */
export const totalsLine = (context: ViewContext): string => {
  const row = totalsRowView(context);
  return tableRow([row.name, ...cellsOf(row)].map(strong));
};
