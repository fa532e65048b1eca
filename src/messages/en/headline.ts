import { isListUnread } from '../../model/is-list-unread.ts';
import { isListUnsure } from '../../model/is-list-unsure.ts';
import type { Report } from '../../model/report.ts';
import { capital } from '../capital.ts';
import type { Format } from '../format.ts';
import { counted, inWords } from './plural.ts';

/** `all six jobs met their targets`, with what speaks against leaving it at that. */
export const allMet = (enabled: number, report: Report, f: Format): string => {
  const whole = isListUnsure(report) ? ' that could be read' : '';
  const jobs = enabled === 1 ? `the one job${whole}` : enabled === 2 ? `both jobs${whole}` : `all ${inWords(f, enabled)} jobs${whole}`;
  return `${jobs} met ${enabled === 1 ? 'its' : 'their'} targets${whole === '' ? '' : ', but the list of jobs could not be read completely'}`;
};

/** The verdict of the tenant as one or two sentences. */
export const headline = (report: Report, f: Format): string => {
  const { enabled, fail, notEvaluable, pass } = report.totals.jobs;
  const unknown = notEvaluable > 0 ? ` ${capital(inWords(f, notEvaluable))} could not be measured.` : '';
  if (isListUnread(report)) return 'The list of jobs could not be read: nothing can be said about this period.';
  if (enabled === 0) return report.jobs.length === 0 ? 'There is no backup job to report on.' : 'No backup job is enabled.';
  if (pass === enabled) return `${capital(allMet(enabled, report, f))}.`;
  if (notEvaluable === enabled)
    return enabled === 1 ? 'The one enabled job could not be measured.' : `None of the ${inWords(f, enabled)} enabled jobs could be measured.`;
  if (fail === 0) return `No measured job missed its targets.${unknown}`;
  const measured = enabled - notEvaluable;
  if (measured === 1) return `The one measured job missed its targets.${unknown}`;
  return `${capital(inWords(f, fail))} of ${inWords(f, measured)} measured jobs missed ${fail === 1 ? 'its' : 'their'} targets.${unknown}`;
};

/** The first and the last day that are in the period: its end is a midnight that belongs to the next day. */
const daysOf = ({ period }: Report, f: Format): string => {
  const last = new Date(Date.parse(period.to) - 1).toISOString();
  const [from, to] = [f.date(period.from), f.date(last)];
  if (from === to) return from;
  const sameYear = f.year(period.from) === f.year(last);
  return `${sameYear ? f.day(period.from) : from} to ${to}`;
};

export const supersedes = (reportId: string): string => `replaces report ${reportId}`;

/** Period, zone, length, population, knowledge and state, for the line under the title. */
export const coverLine = (report: Report, f: Format): string =>
  [
    `${daysOf(report, f)}, ${report.period.timezone}, ${f.integer(report.period.hours)} hours`,
    ...(isListUnread(report) ? [] : [counted(f, report.totals.jobs.total, 'job')]),
    `${report.asOfSource === 'named' ? 'as of' : 'collected'} ${f.instant(report.asOf)}`,
    ...(isListUnread(report) ? [] : [report.state === 'final' ? 'final' : 'provisional']),
    ...(report.supersedes === null ? [] : [supersedes(report.supersedes.reportId)]),
  ].join(' · ');
