import type { WaiverState } from '../../model/analysis.ts';
import type { ExceptionCode } from '../../model/exception.ts';
import type { Report } from '../../model/report.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages.ts';
import { counted } from './plural.ts';

type Exception = Report['exceptions'][number];
type Success = NonNullable<Exception['success']>;

const NAMES: Readonly<Record<ExceptionCode, string>> = {
  'job-list-not-collected': 'Liste der Aufträge nicht abgerufen',
  'records-unreadable': 'Einträge der Auftragsliste nicht lesbar',
  'not-evaluable': 'Nicht bewertbar',
  'never-protected': 'Kein einziger Wiederherstellungspunkt',
  'rpo-gap': 'RPO-Lücke',
  'rpo-not-achievable': 'Vorgabe mit diesem Zeitplan unerreichbar',
  'runs-failed': 'Störung noch nicht behoben',
  'success-target-missed': 'Ziel für erfolgreiche Sicherungen verfehlt',
};

const shares = (f: Format, { succeeded, due, basis }: Success): string =>
  `${f.integer(succeeded)} von ${f.integer(due)} ${basis === 'runs' ? 'Läufen' : 'fälligen'}`;

/** What an exception amounts to, before or after waivers; empty where it has no measure. */
const amount = (f: Format, seconds: number | null, success: Success | null): string => {
  if (success !== null) return shares(f, success);
  return seconds === null ? '' : f.longDuration(seconds);
};

const left = (f: Format, { effect, seconds, success }: Exception['waived']): string => {
  if (effect === 'none') return 'keine Genehmigung';
  if (effect === 'reduced') return success === null ? `noch ${amount(f, seconds, success)}` : amount(f, seconds, success);
  return success === null ? 'entschuldigt' : `${amount(f, seconds, success)}, entschuldigt`;
};

const summary = (f: Format, { total, excused, unanswered, overdue }: Report['register']): string =>
  [
    unanswered === total && total > 1
      ? `Keine der ${f.integer(total)} Ausnahmen hat eine Stellungnahme.`
      : `${f.integer(unanswered)} von ${counted(f, total, 'Ausnahme', 'Ausnahmen')} ohne Stellungnahme.`,
    excused === 0 ? '' : `${f.integer(excused)} durch Genehmigungen entschuldigt, ohne Bedarf an einer Stellungnahme.`,
    overdue === 0 ? '' : `${counted(f, overdue, 'Stellungnahme', 'Stellungnahmen')} überfällig.`,
  ]
    .filter((part) => part !== '')
    .join(' ');

const STATES: Readonly<Record<WaiverState, string>> = {
  used: 'gebraucht',
  unused: 'nicht gebraucht',
  expired: 'abgelaufen',
  retrospective: 'nachträglich erteilt',
};

/** The exception register, and the waivers beside it. */
export const register: Messages['register'] = {
  heading: 'Ausnahmen und Stellungnahmen',
  lead: 'Wofür jemand einstehen sollte: jede RPO-Lücke, eine nicht behobene Störung, ein verfehltes Ziel für erfolgreiche Sicherungen und alles, was sich nicht bewerten ließ. Eine Kennung bleibt dieselbe, sooft der Bericht neu erstellt wird.',
  none: 'Keine Ausnahme: keine Lücke, keine offene Störung, kein verfehltes Ziel, nichts, was sich nicht bewerten ließ.',
  summary,
  overdueNames: (f, names, more) => `Überfällig: ${f.list(more > 0 ? [...names, `${f.integer(more)} weitere`] : names)}.`,
  more: (f, shown, omitted) =>
    `Dies sind die ${f.integer(shown)} längsten. ${counted(f, omitted, 'weitere Ausnahme steht', 'weitere Ausnahmen stehen')} in report.json.`,
  columns: { exception: 'Ausnahme', job: 'Auftrag', raw: 'Roh', adjusted: 'Mit Genehmigungen', response: 'Stellungnahme' },
  names: NAMES,
  amount,
  left,
  wholePeriod: 'ganzer Zeitraum',
  tenantAsWhole: 'alle Aufträge',
  owner: 'Zuständig',
  ticket: 'Vorgang',
  cause: 'Ursache',
  due: 'Fällig',
  doneOn: (day) => `erledigt am ${day}`,
  dueOn: (day) => `fällig am ${day}`,
  overdue: (day) => `überfällig seit ${day}`,
  noDue: 'ohne Termin',
  waivers: 'Ausnahmegenehmigungen',
  waiversLead: 'Genehmigte Ausnahmen ändern nur das bereinigte Ergebnis. Das rohe bleibt, wie es gemessen wurde.',
  waiverColumns: { id: 'Genehmigung', job: 'Aufträge', interval: 'Von, bis', reason: 'Grund', approved: 'Erteilt', state: 'Stand' },
  approvedBy: (approver, day) => `${approver}, ${day}`,
  expires: (day) => `läuft ab am ${day}`,
  states: STATES,
  adjustedVerdict: (word) => `Mit genehmigten Ausnahmen: ${word}`,
  adjustedJob: (word, ratio) => `mit Genehmigungen: ${word}, ${ratio}`,
};
