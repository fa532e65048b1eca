import type { Messages } from '../messages.ts';
import { counted, jobs, runs } from './plural.ts';

/** The words of charts beside their own figures. */
export const charts: Messages['charts'] = {
  otherJobs: 'Die übrigen Aufträge',
  jobsWithoutGap: 'Aufträge ohne Lücke',
  smallLead: (from, to) =>
    `Eine Zeitachse für alle, ${from} bis ${to}; gestrichelt: die Vorgabe des Auftrags mit Karenz; Zeichen darunter sind Läufe, die man ansehen sollte. Unter jedem Bild: das größte Datenverlustfenster und die erfolgreichen von den fälligen Sicherungen.`,
  notDrawn: (f, count) => `${jobs(f, count)} ohne Lücke ${count === 1 ? 'steht' : 'stehen'} nur in der Tabelle der Aufträge.`,
  notDrawnWithGaps: (f, count) => `${jobs(f, count)} ${count === 1 ? 'steht' : 'stehen'} nur in den Tabellen der Aufträge und der Lücken.`,
  gauge: (value, target, from) => `${value}, Ziel ${target}, auf einer Skala von ${from} bis 100\u202f%`,
  startsHeading: 'Wann Läufe beginnen',
  startsReading: (f, count, busiest, most) =>
    `${runs(f, count)} ${count === 1 ? 'begann' : 'begannen'} im Zeitraum, ${f.integer(most)} davon in der Stunde ab ${busiest}.`,
  hour: 'Stunde ab',
  startsNone: 'Im Zeitraum begann kein Lauf.',
  startsOther: 'kein Wiederherstellungspunkt',
  numbers: 'Die Zahlen dieses Bildes',
  runByRun:
    'Jeder Lauf steht mit seinen Zeiten in report.json und, wo sie geschrieben wird, in sessions.csv; nicht gelaufene und die Linie selbst in report.json.',
  outcomeOn: (count, days) => `${count} (${days})`,
  outcomeElse: (count) => `${count} (alle übrigen Tage)`,
  runsDrawn: (list) => `Läufe: ${list}.`,
  noRunsDrawn: 'Läufe: keine.',
  withoutPoint: 'ohne Wiederherstellungspunkt',
  startsHour: (f, hour, count, other) => `${hour} ${runs(f, count)}${other > 0 ? `, ${f.integer(other)} ohne Wiederherstellungspunkt` : ''}`,
  slowJobs: (f, count) =>
    count === 0
      ? 'Kein Lauf brauchte mehr als 150\u202f% des Medians seines Auftrags.'
      : `${jobs(f, count)} mit Läufen von mehr als 150\u202f% des Medians. Ein Strich ist ein Lauf, gestrichelt der Median, ein Ring ein Ausreißer, ein voller Punkt einer über 200\u202f%.`,
  moreSlowJobs: (f, count) =>
    `${counted(f, count, 'weiterer Auftrag', 'weitere Aufträge')} mit Ausreißern ${count === 1 ? 'steht' : 'stehen'} im Anhang.`,
  trendReading: (f, name, median, longest, outliers, more) =>
    `${name}: Median ${median}, längster Lauf ${longest}, ${counted(f, outliers.length + more, 'Ausreißer', 'Ausreißer')}: ${outliers.join('; ')}${more > 0 ? `; ${f.integer(more)} weitere in report.json` : ''}.`,
  medianLongest: (median, longest) => `Median ${median}, längster ${longest}`,
  filter: 'Aufträge filtern',
  everyVerdict: 'jedes Ergebnis',
  shownOf: (shown, all) => `${shown} von ${all} Aufträgen`,
  appendix: 'Anhang: Auftrag für Auftrag',
  restComplete: (f, count) =>
    count === 1
      ? 'Vollständig für den anderen Auftrag; der Anhang nennt ihn.'
      : `Vollständig für die anderen ${jobs(f, count)}; der Anhang nennt jeden.`,
};
