import { doubtsOf, type Doubt } from '../../model/doubts.ts';
import { isListUnread } from '../../model/is-list-unread.ts';
import type { Report } from '../../model/report.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages.ts';
import { allMet } from './headline.ts';
import { counted, jobsDative } from './plural.ts';

const MARKS: Readonly<Record<Report['verdict'], string>> = {
  pass: 'OK',
  fail: 'VERFEHLT',
  'not-evaluable': 'UNBEKANNT',
  'not-applicable': 'ENTFÄLLT',
};

/** Counts the same jobs as the headline of the body does: those that could be measured. */
const missed = (fail: number, enabled: number, notEvaluable: number, f: Format): string => {
  const measured = enabled - notEvaluable;
  const among = notEvaluable === 0 ? jobsDative(f, measured) : counted(f, measured, 'bewerteten Auftrag', 'bewerteten Aufträgen');
  const unknown = notEvaluable === 0 ? '' : `, ${f.integer(notEvaluable)} nicht bewertbar`;
  return `${f.integer(fail)} von ${among} ${fail === 1 ? 'hat seine' : 'haben ihre'} Ziele verfehlt${unknown}`;
};

const outcome = (report: Report, f: Format): string => {
  const { enabled, fail, notEvaluable } = report.totals.jobs;
  if (isListUnread(report)) return 'die Auftragsliste war nicht lesbar';
  if (enabled === 0) return report.jobs.length === 0 ? 'es gibt keinen Auftrag' : 'kein Auftrag ist aktiv';
  if (fail > 0) return missed(fail, enabled, notEvaluable, f);
  if (notEvaluable > 0) return `${f.integer(notEvaluable)} von ${jobsDative(f, enabled)} ${notEvaluable === 1 ? 'ist' : 'sind'} nicht bewertbar`;
  return allMet(enabled, report, f);
};

/** Why the table of jobs is empty; unknown is never told as good news. */
const noWorstJobs = (report: Report): string => {
  if (isListUnread(report)) return 'Die Aufträge sind nicht bekannt, daher lässt sich keiner aufführen.';
  if (report.jobs.length === 0) return 'Die Quelle führt keinen Auftrag auf.';
  if (report.totals.jobs.enabled === 0) return 'Kein Auftrag ist aktiv, daher wurde keiner gemessen.';
  return 'Jeder aktive Auftrag hat seine Ziele erreicht, ohne eine einzige RPO-Lücke.';
};

/** What is not evaluable bears its mark in front. */
const DOUBT_MARKS: Readonly<Partial<Record<Doubt, string>>> = { partial: 'unvollständig', provisional: 'vorläufig' };

const marks = (report: Report): string => {
  const doubts = doubtsOf(report).flatMap((doubt) => DOUBT_MARKS[doubt] ?? []);
  return doubts.length === 0 ? '' : ` (${doubts.join(', ')})`;
};

export const email: Messages['email'] = {
  /** `[VERFEHLT] Contoso Ltd: Backup-Compliance Oktober 2026: 2 von 14 Aufträgen haben ihre Ziele verfehlt`. */
  subject: (report, f) =>
    `[${MARKS[report.verdict]}] ${report.tenant.name}: Backup-Compliance ${report.period.label}${marks(report)}: ${outcome(report, f)}`,
  preheader: (headline, compliance, target) => `${headline} RPO-Einhaltung ${compliance}, ${target}.`,
  doubts: {
    'not-evaluable': 'Nicht bewertbar: Es ist zu wenig bekannt, um zu sagen, ob die Ziele erreicht wurden. Das heißt nicht, dass sie erreicht sind.',
    partial: 'Unvollständig: Etwas ließ sich nicht erheben oder messen. Was nicht bekannt ist, zählt nicht als erreichtes Ziel.',
    provisional: 'Vorläufig: Der Zeitraum oder einer seiner Läufe ist noch nicht zu Ende; die Zahlen können sich daher noch ändern.',
  },
  heldBack: 'Zurückgehalten: Dieser Bericht ging an Sie als Betreiber und nicht an seine Empfänger. Mit „vdc-report send“ senden Sie ihn an diese.',
  keyFigures: 'Kennzahlen',
  belowTarget: 'unter dem Ziel',
  beyondObjective: 'über der Vorgabe',
  moreDecisions: (f, count) => `${counted(f, count, 'weitere Feststellung', 'weitere Feststellungen')} von gleichem Gewicht: siehe Bericht.`,
  worstJobs: 'Aufträge, die Aufmerksamkeit brauchen',
  worstJobsLead: 'Ziele verfehlt, nicht bewertbar oder mit einer RPO-Lücke, in dieser Reihenfolge.',
  noWorstJobs,
  columns: {
    job: 'Auftrag',
    verdict: 'Urteil',
    rpo: 'RPO-Einhaltung',
    rpoShort: 'RPO',
    backups: 'Sicherungen',
    longest: 'Größtes Fenster',
    longestShort: 'Fenster',
  },
  columnsNote:
    'RPO: Anteil der Zeit innerhalb der Vorgabe. Sicherungen: erfolgreiche von fälligen. Fenster: das größte Datenverlustfenster, die längste Zeit ohne neuen Wiederherstellungspunkt.',
  more: (f, count) => `und ${counted(f, count, 'weiterer Auftrag', 'weitere Aufträge')} im Bericht`,
  zone: 'Zeitzone',
  about: 'Über diesen Bericht',
  attached:
    'Der vollständige Bericht liegt als PDF bei: jeder Auftrag an jedem Tag, jede Lücke und jede Störung mit ihrem Grund, und woher die Zahlen stammen.',
  notAttached:
    'Der vollständige Bericht liegt dieser Nachricht nicht bei. Er liegt im Ausgabeordner des Systems, das ihn erstellt hat; fragen Sie dessen Betreiber danach.',
  tooLarge:
    'Der vollständige Bericht liegt dieser Nachricht nicht bei: Mit ihm wäre sie größer, als der Mailserver annimmt. Er liegt im Ausgabeordner des Systems, das ihn erstellt hat; fragen Sie dessen Betreiber danach.',
  automatic: 'Diese Nachricht wurde von vdc-report automatisch erstellt und versandt. Unbekanntes zählt nie als erreichtes Ziel.',
};
