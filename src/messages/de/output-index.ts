import type { BundleProblem } from '../../model/output-index.ts';
import { capital } from '../capital.ts';
import type { Messages } from '../messages.ts';
import { counted, inWords } from './plural.ts';

const PROBLEMS: Readonly<Record<BundleProblem, string>> = {
  link: 'Dort steht ein Verweis oder etwas anderes, das weder gewöhnliche Datei noch Ordner ist. Verweisen wird nicht gefolgt.',
  refused: 'Das System verweigert das Lesen.',
  'no-manifest': 'Ihm fehlt manifest.json.',
  'bad-manifest': 'Seine manifest.json ist beschädigt.',
  elsewhere: 'Seine manifest.json gehört zu einem anderen Mandanten oder Zeitraum.',
  'bad-report': 'Seine report.json ist beschädigt oder gehört zu einem anderen Bericht.',
  'other-file': 'Eine Datei fehlt oder ist nicht so lang, wie manifest.json sagt.',
};

/** The words of the page that lists what an output folder holds. */
export const outputIndex: Messages['outputIndex'] = {
  eyebrow: 'Backup-Compliance',
  title: 'Alle Berichte',
  line: (f, { tenants, periods, bundles }) =>
    [counted(f, tenants, 'Mandant', 'Mandanten'), counted(f, periods, 'Zeitraum', 'Zeiträume'), counted(f, bundles, 'Bericht', 'Berichte')].join(
      ' · ',
    ),
  nothing: 'Hier liegt kein Bericht.',
  unreadable: (f, reports) => (reports === 1 ? 'Ein Bericht ist nicht lesbar.' : `${capital(inWords(f, reports))} Berichte sind nicht lesbar.`),
  group: (f, reports) => `Nicht lesbar: ${counted(f, reports, 'Bericht', 'Berichte')}`,
  tally: (f, verdict, reports) => {
    const words = {
      fail: 'verfehlt',
      none: 'nicht lesbar',
      'not-evaluable': 'nicht bewertbar',
      pass: 'erreicht',
      'not-applicable': 'ohne aktiven Auftrag',
    }[verdict ?? 'none'];
    return `${f.integer(reports)} ${words}`;
  },
  noReport: 'kein Bericht',
  asOf: (date) => `Stand ${date}`,
  overAll: 'Alle Mandanten auf einer Seite:',
  portfolioOf: (kind, period) => `${kind} des Portfolios, ${period}`,
  older: 'Ältere Zeiträume',
  olderNote: 'Sie sind nicht einzeln aufgeführt, damit diese Seite schnell bleibt. Jeder Bericht liegt im Ordner seines Mandanten und Zeitraums.',
  olderPeriod: (f, label, key, reports) => `${label}: ${counted(f, reports, 'Bericht', 'Berichte')} in <Mandant>/${key}/`,
  closed: 'Nicht geöffnet',
  problems: PROBLEMS,
  note: 'Jede Zeile wiederholt, was der jetzige Bericht über sich selbst sagt. Für diese Seite wurde nichts nachgeprüft: Das tut der Befehl „verify“. Ersetzte Berichte liegen im Ordner .superseded ihres Mandanten.',
};
