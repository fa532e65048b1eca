import { isListUnread } from '../../model/is-list-unread.ts';
import { isListUnsure } from '../../model/is-list-unsure.ts';
import type { Report } from '../../model/report.ts';
import { capital } from '../capital.ts';
import type { Format } from '../format.ts';
import { inWords, jobs, masculine } from './plural.ts';

const unmeasured = (f: Format, count: number): string => {
  if (count === 0) return '';
  return count === 1 ? ' Einer konnte nicht bewertet werden.' : ` ${capital(inWords(f, count))} konnten nicht bewertet werden.`;
};

const allJobs = (f: Format, enabled: number, which: string): string => {
  if (enabled === 1) return which === '' ? 'der einzige Auftrag' : `der einzige${which} Auftrag`;
  return enabled === 2 ? `beide${which} Aufträge` : `alle ${inWords(f, enabled)}${which} Aufträge`;
};

/** `alle sechs Aufträge haben ihre Ziele erreicht`, with what speaks against leaving it at that. */
export const allMet = (enabled: number, report: Report, f: Format): string => {
  const unsure = isListUnsure(report);
  const who = allJobs(f, enabled, unsure ? (enabled === 1 ? ' lesbare' : ' lesbaren') : '');
  return `${who} ${enabled === 1 ? 'hat seine' : 'haben ihre'} Ziele erreicht${unsure ? ', doch die Auftragsliste war nicht vollständig lesbar' : ''}`;
};

const nothingMeasured = (f: Format, enabled: number): string => {
  if (enabled === 1) return 'Der einzige aktive Auftrag konnte nicht bewertet werden.';
  if (enabled === 2) return 'Keiner der beiden aktiven Aufträge konnte bewertet werden.';
  return `Keiner der ${inWords(f, enabled)} aktiven Aufträge konnte bewertet werden.`;
};

/** The verdict of the tenant as one or two sentences. */
export const headline = (report: Report, f: Format): string => {
  const { enabled, fail, notEvaluable, pass } = report.totals.jobs;
  if (isListUnread(report)) return 'Die Auftragsliste war nicht lesbar: Über diesen Zeitraum lässt sich nichts sagen.';
  if (enabled === 0)
    return report.jobs.length === 0 ? 'Es gibt keinen Sicherungsauftrag, über den zu berichten wäre.' : 'Kein Sicherungsauftrag ist aktiv.';
  if (pass === enabled) return `${capital(allMet(enabled, report, f))}.`;
  if (notEvaluable === enabled) return nothingMeasured(f, enabled);
  const unknown = unmeasured(f, notEvaluable);
  if (fail === 0) return `Kein bewerteter Auftrag hat seine Ziele verfehlt.${unknown}`;
  const measured = enabled - notEvaluable;
  if (measured === 1) return `Der einzige bewertete Auftrag hat seine Ziele verfehlt.${unknown}`;
  const those = `${capital(masculine(f, fail))} von ${inWords(f, measured)} bewerteten Aufträgen`;
  return `${those} ${fail === 1 ? 'hat seine' : 'haben ihre'} Ziele verfehlt.${unknown}`;
};

/** The first and the last day that are in the period: its end is a midnight that belongs to the next day. */
const daysOf = ({ period }: Report, f: Format): string => {
  const last = new Date(Date.parse(period.to) - 1).toISOString();
  const [from, to] = [f.date(period.from), f.date(last)];
  if (from === to) return from;
  const sameYear = f.year(period.from) === f.year(last);
  return `${sameYear ? f.day(period.from) : from} bis ${to}`;
};

export const supersedes = (reportId: string): string => `ersetzt Bericht ${reportId}`;

/** Period, zone, length, population, knowledge and state, for the line under the title. */
export const coverLine = (report: Report, f: Format): string =>
  [
    `${daysOf(report, f)}, ${report.period.timezone}, ${f.integer(report.period.hours)}\u00a0h`,
    ...(isListUnread(report) ? [] : [jobs(f, report.totals.jobs.total)]),
    `${report.asOfSource === 'named' ? 'Stand' : 'erhoben'} ${f.instant(report.asOf)}`,
    ...(isListUnread(report) ? [] : [report.state === 'final' ? 'endgültig' : 'vorläufig']),
    ...(report.supersedes === null ? [] : [supersedes(report.supersedes.reportId)]),
  ].join(' · ');
