import type { Wording } from '../../../messages/catalogue.ts';
import type { Finding } from '../../../model/finding.ts';
import { isListUnread } from '../../../model/is-list-unread.ts';
import type { Report } from '../../../model/report.ts';
import { isolated, visibleLine } from '../../right-to-left.ts';
import type { Names } from '../../names.ts';

/** What every part of the page is made from. */
export type ViewContext = Wording & { readonly report: Report; readonly names: Names };

/** Why there is no job to show. */
export const noJobs = ({ report, m }: ViewContext): string => (isListUnread(report) ? m.labels.jobsNotRead : m.labels.noJobs);

/** The report's id, with whether it is final where anything can be. */
export const idAndState = ({ report, m }: ViewContext, id: string, parting: string): string =>
  isListUnread(report) ? id : `${id}${parting}${m.states[report.state]}`;

const YEAR_DAYS = 366;

/** Days of the period in words; with their year where they would not be plain without it. */
export const daysIn = ({ report, f }: ViewContext): ViewContext['f']['dayRange'] => (report.days.length > YEAR_DAYS ? f.dateRange : f.dayRange);

const MAX_SENTENCE = 420;

/** Text that may hold words from the source, as one visible line. */
export const say = (text: string): string => visibleLine(text, MAX_SENTENCE);

/** What a chart tells under the pointer: places along its width, each with a text. JSON for the page's script. */
export const hintsOf = (hints: readonly (readonly [x: number, text: string])[]): string =>
  JSON.stringify(hints.map(([x, text]) => [Math.round(x * 10) / 10, text]));

export type FindingView = {
  readonly code: string;
  readonly severity: string;
  readonly severityWord: string;
  readonly title: string;
  readonly text: string;
  readonly advice: string;
  readonly when: string;
};

export const findingView = ({ m, f, names }: ViewContext, finding: Finding): FindingView => {
  const words = m.findingWords(finding, isolated(names.of(finding.jobId)), f);
  return {
    code: finding.code,
    severity: finding.severity,
    severityWord: m.severities[finding.severity],
    title: say(words.title),
    text: say(words.text),
    advice: words.advice,
    when: words.when,
  };
};
