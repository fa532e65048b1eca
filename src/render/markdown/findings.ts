import type { Finding } from '../../model/finding.ts';
import { bySeverity } from '../../report/rank.ts';
import { findingView, type ViewContext } from '../html/view/context.ts';
import { isolated } from '../right-to-left.ts';
import { inline, strong } from './inline.ts';
import { tableHead, tableRow } from './table.ts';

/** Ends a line of a paragraph. */
const LINE_END = '\\\n';

/** Into the page beside this file: the meaning of a code, and the row of a job. */
const places = ({ names }: ViewContext, { code, jobId }: Finding): string =>
  [
    `[${inline(code)}](report.html#finding-${code})`,
    ...(jobId === null ? [] : [`[${inline(isolated(names.of(jobId)))}](report.html#${names.anchor(jobId)})`]),
  ].join(' · ');

const decision = (context: ViewContext, finding: Finding, index: number): string => {
  const { title, text, advice, when, severityWord } = findingView(context, finding);
  const lead = `${String(index + 1)}. `;
  const remark = [severityWord, when].filter((part) => part !== '').join(', ');
  return [
    `${strong(title)} (${inline(remark)})`,
    inline(text),
    ...(advice === '' ? [] : [`*${inline(context.m.labels.advice)}:* ${inline(advice)}`]),
    places(context, finding),
  ]
    .map((line, place) => (place === 0 ? lead : ' '.repeat(lead.length)) + line)
    .join(LINE_END);
};

/** What needs a decision, as a numbered list. */
export const decisionList = (context: ViewContext): string[] => context.report.decisions.map((finding, index) => decision(context, finding, index));

/** Every finding that is not among the decisions, worst first. */
export const otherFindings = ({ report }: ViewContext): readonly Finding[] => {
  const told = new Set(report.decisions.map((finding) => JSON.stringify(finding)));
  return bySeverity([...report.findings, ...report.jobs.flatMap((job) => job.findings)]).filter((finding) => !told.has(JSON.stringify(finding)));
};

export const findingsHead = ({ m }: ViewContext): string => tableHead([m.labels.severity, m.labels.finding, m.labels.advice].map(inline));

export const findingLine = (context: ViewContext, finding: Finding): string => {
  const { severityWord, title, text, advice, when, code } = findingView(context, finding);
  const remark = when === '' ? '' : ` (${inline(when)})`;
  return tableRow([inline(severityWord), `${strong(title)} ${inline(text)}${remark}`, `${inline(advice)} \`${code}\``]);
};
