import type { Format } from '../format.ts';
import { counted } from './plural.ts';

const standIn = (count: number): string =>
  `${count === 1 ? 'stands' : 'stand'} in report.json and, where they are written, in report.html and report.pdf.`;

/** summary.md: what it does not share with the page and the mail. */
export const markdown = {
  columns: { figure: 'Figure', value: 'Value', note: 'Target or base', change: 'Change' },
  moreDecisions: (f: Format, count: number): string =>
    `${counted(f, count, 'further finding')} of this weight ${count === 1 ? 'stands' : 'stand'} under Other findings.`,
  moreJobs: (f: Format, shown: number, omitted: number): string =>
    `The ${f.integer(shown)} worst are shown, because this summary has a limit. ${counted(f, omitted, 'more job')} ${standIn(omitted)}`,
  otherFindings: 'Other findings',
  noOtherFindings: 'No other finding.',
  moreFindings: (f: Format, shown: number, omitted: number): string =>
    `The ${f.integer(shown)} worst are shown, because this summary has a limit. ${counted(f, omitted, 'more finding')} ${standIn(omitted)}`,
  files: {
    lead: 'Beside this file lie, where they are written:',
    report: 'the complete report',
    figures: 'every figure of it',
    lists: 'every run, every RPO gap, and every object that fails again and again',
  },
  unknown: 'What is unknown is never counted as a pass.',
};
