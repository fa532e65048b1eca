import { capital } from '../capital.ts';
import type { Messages } from '../messages.ts';
import { counted, inWords } from './plural.ts';

/** The words of the page over several tenants. */
export const portfolio: Messages['portfolio'] = {
  eyebrow: 'Backup-Compliance, alle Mandanten',
  title: 'Portfolio',
  line: (f, tenants, jobs, madeAt) =>
    `${counted(f, tenants, 'Mandant', 'Mandanten')} · ${counted(f, jobs, 'aktiver Auftrag', 'aktive Aufträge')} · erstellt ${madeAt}`,
  headline: (f, { total, pass, fail, notEvaluable, notMade, notApplicable }) => {
    const judged = pass + fail;
    const rest = [
      ...(notEvaluable > 0
        ? [notEvaluable === 1 ? 'Einer konnte nicht bewertet werden.' : `${capital(inWords(f, notEvaluable))} konnten nicht bewertet werden.`]
        : []),
      ...(notMade > 0 ? [`Für ${notMade === 1 ? 'einen' : inWords(f, notMade)} konnte kein Bericht erstellt werden.`] : []),
    ];
    if (notApplicable === total) return 'Kein Mandant hat einen aktiven Auftrag.';
    const met =
      judged === 1
        ? 'Der eine Mandant mit Ergebnis hat seine Ziele erreicht.'
        : `Alle ${inWords(f, judged)} Mandanten mit Ergebnis haben ihre Ziele erreicht.`;
    const of = `${inWords(f, judged)} Mandanten mit Ergebnis`;
    const several = fail === 1 ? `Einer von ${of} hat seine Ziele verfehlt.` : `${capital(inWords(f, fail))} von ${of} haben ihre Ziele verfehlt.`;
    const missed = judged === 1 ? 'Der eine Mandant mit Ergebnis hat seine Ziele verfehlt.' : several;
    return [...(judged === 0 ? ['Kein Mandant hat ein Ergebnis.'] : [fail === 0 ? met : missed]), ...rest].join(' ');
  },
  tenantsMet: 'Mandanten am Ziel',
  jobsMet: 'Aufträge am Ziel',
  metOf: (f, met, of) => `${f.integer(met)} von ${f.integer(of)}`,
  withVerdict: (f, { notEvaluable, notMade }) =>
    notEvaluable + notMade === 0
      ? 'jeder Mandant hat ein Ergebnis'
      : `${f.integer(notEvaluable)} nicht bewertbar, ${f.integer(notMade)} ohne Bericht`,
  over: (f, tenants) => `über ${counted(f, tenants, 'Mandanten', 'Mandanten')} mit Ergebnis`,
  unproven: (f, jobs) => (jobs === 0 ? 'jeder Auftrag wurde bewertet' : `${f.integer(jobs)} nicht bewertbar`),
  group: (f, verdict, tenants) => {
    const words = {
      fail: 'Ziele verfehlt',
      none: 'Kein Bericht möglich',
      'not-evaluable': 'Nicht bewertbar',
      pass: 'Ziele erreicht',
      'not-applicable': 'Ohne aktiven Auftrag',
    }[verdict ?? 'none'];
    return `${words}: ${counted(f, tenants, 'Mandant', 'Mandanten')}`;
  },
  tenant: 'Mandant',
  jobs: 'Aufträge am Ziel',
  files: 'Bericht',
  reason: 'Grund',
  noReport: 'kein Bericht',
  provisional: 'vorläufig',
  incomplete: (f, count) => counted(f, count, 'Angabe fehlt', 'Angaben fehlen'),
  trendWords: (f, { pass, fail }) => (pass + fail === 0 ? 'kein Ergebnis' : `${f.integer(pass)} von ${f.integer(pass + fail)} erreicht`),
  noTrend: 'erster Bericht',
  fileOf: (kind, tenant) => `${kind} von ${tenant}`,
  note: 'Summen werden durch Summen geteilt, nur über Mandanten mit Ergebnis. Im Verlauf der RPO-Einhaltung ist ein Punkt ein Zeitraum mit erreichten Zielen, ein Kreuz einer mit verfehlten, ein leeres Quadrat ein nicht bewertbarer, ein Strich einer ohne Bericht.',
};
