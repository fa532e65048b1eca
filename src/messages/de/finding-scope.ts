import type { FindingArgs, FindingCode } from '../../model/finding.ts';
import { quoted, sentence, type Word } from '../finding-words.ts';
import type { Format } from '../format.ts';
import { failureAdvice, failureText } from './failure.ts';
import { counted } from './plural.ts';

const requestLine = ({ request, status, attempts, detail }: FindingArgs['job-list-not-collected'], f: Format): string =>
  sentence(
    `${request}: ${status === null ? 'keine Antwort' : `Antwort ${String(status)}`} nach ${counted(f, attempts, 'Versuch', 'Versuchen')}${detail === null ? '.' : ':'}`,
    detail === null ? null : `${quoted(f, detail)}.`,
  );

/** Findings about what could not be collected, and about the tenant as a whole. */
export const scopeWords = {
  'job-not-collected': (args, name, f) => ({
    title: `${name} konnte nicht erhoben werden: ${failureText(args.failure)}.`,
    text: sentence(
      requestLine(args, f),
      args.known ? 'Was über diesen Auftrag gesagt wird, beruht auf früheren Antworten.' : 'Über diesen Auftrag wird nichts ausgesagt.',
    ),
    advice: failureAdvice(args.failure),
    when: 'ganzer Zeitraum',
  }),
  'logs-not-collected': ({ count, failure, detail }, name, f) => ({
    title: `${name}: ${counted(f, count, 'Protokoll konnte', 'Protokolle konnten')} nicht erhoben werden: ${failureText(failure)}.`,
    text: sentence(detail === null ? null : `${quoted(f, detail)}.`, 'Die Gründe dieser Läufe sind nicht bekannt.'),
    advice: failureAdvice(failure),
    when: '',
  }),
  'job-gone': ({ lastSeen }, name, f) => ({
    title: `${name} wird von der Quelle nicht mehr aufgeführt.`,
    text: `Zuletzt gesehen am ${f.instant(lastSeen)} und bis dahin gemessen.`,
    advice: 'Lassen Sie bestätigen, dass der Auftrag absichtlich gelöscht wurde und ein anderer seine Objekte schützt.',
    when: `seit ${f.day(lastSeen)}`,
  }),
  'job-disabled': ({ lastRun }, name, f) => ({
    title: `${name} ist deaktiviert.`,
    text: `${lastRun === null ? 'Der Auftrag ist nie gelaufen.' : `Letzter Lauf am ${f.date(lastRun)}.`} Er geht nicht in das Urteil ein.`,
    advice: 'Lassen Sie bestätigen, dass ein anderer Auftrag seine Objekte schützt oder sie keinen Schutz mehr brauchen.',
    when: lastRun === null ? '' : `seit ${f.day(lastRun)}`,
  }),
  'job-list-not-collected': (args, _name, f) => ({
    title: `Die Auftragsliste konnte nicht erhoben werden: ${failureText(args.failure)}.`,
    text: sentence(requestLine(args, f), 'Über diesen Mandanten wird nichts ausgesagt.'),
    advice: failureAdvice(args.failure, 'job-list'),
    when: '',
  }),
  'collection-failed': (args, _name, f) => ({
    title: `Die neueste Erhebung der Auftragsliste ist fehlgeschlagen: ${failureText(args.failure)}.`,
    text: sentence(requestLine(args, f), `Der Bericht gibt wieder, was am ${f.instant(args.asOf)} bekannt war.`),
    advice: failureAdvice(args.failure, 'job-list'),
    when: f.day(args.asOf),
  }),
  'job-list-may-be-truncated': ({ jobs }, _name, f) => ({
    title: 'Die Auftragsliste ist möglicherweise abgeschnitten.',
    text: `Die Quelle führt genau ${counted(f, jobs, 'Auftrag', 'Aufträge')} auf, so viele, wie ein Server auf eine Seite setzen kann. Über einen Auftrag, der nicht in der Liste steht, wird nichts ausgesagt.`,
    advice: 'Vergleichen Sie die Zahl mit der VDC-Konsole.',
    when: '',
  }),
  'no-jobs': () => ({
    title: 'Die Quelle führt keinen Sicherungsauftrag auf.',
    text: 'Ohne Auftrag ist hier nichts geschützt.',
    advice: 'Prüfen Sie, ob der Schlüssel zum richtigen Mandanten gehört.',
    when: '',
  }),
  'no-enabled-jobs': ({ disabled }, _name, f) => ({
    title: 'Kein Sicherungsauftrag ist aktiv.',
    text: disabled === 1 ? '1 Auftrag, deaktiviert.' : `${counted(f, disabled, 'Auftrag', 'Aufträge')}, alle deaktiviert.`,
    advice: 'Aktivieren Sie die Aufträge, die diesen Mandanten schützen sollen.',
    when: '',
  }),
  provisional: ({ openRuns, periodOpen }, _name, f) => ({
    title: 'Die Zahlen sind vorläufig.',
    text: sentence(
      periodOpen ? 'Der Zeitraum ist noch nicht zu Ende.' : null,
      openRuns > 0 ? `${counted(f, openRuns, 'Lauf ist', 'Läufe sind')} noch nicht beendet.` : null,
    ),
    advice: 'Erstellen Sie den Bericht erneut, wenn der Zeitraum und seine Läufe zu Ende sind.',
    when: '',
  }),
  hindsight: ({ asOf, since }, _name, f) => ({
    title: `Was am ${f.instant(asOf)} bekannt war, wird im Nachhinein gesagt.`,
    text: `Die Auftragsliste, auf der der Bericht beruht, wurde am ${f.instant(since)} gelesen. Aufträge, die bis dahin gelöscht, und Sitzungen, die bis dahin vergessen wurden, fehlen; Namen, Zeitpläne und Ergebnisse sind die zur Zeit dieser Erhebung.`,
    advice: 'Erheben Sie täglich: Von der ersten Erhebung an wird ein früherer Zeitpunkt so wiedergegeben, wie er damals bekannt war.',
    when: f.day(since),
  }),
  'policy-loosened': ({ keys, since }, _name, f) => ({
    title: `Die Richtlinie ist lockerer als im Bericht für ${since}.`,
    text: `Geändert: ${f.list(keys)}. Was jetzt sein Ziel erreicht, hätte es zuvor womöglich verfehlt.`,
    advice: 'Lassen Sie die Änderung von der für die Richtlinie verantwortlichen Person bestätigen.',
    when: '',
  }),
  'waiver-expired': ({ id, expires }, _name, f) => ({
    title: `Ausnahmegenehmigung ${id} ist abgelaufen.`,
    text: `Abgelaufen am ${f.date(expires)}; von da an ist nichts mehr entschuldigt.`,
    advice: 'Erneuern oder entfernen Sie sie.',
    when: f.day(expires),
  }),
  'waiver-unused': ({ id }) => ({
    title: `Ausnahmegenehmigung ${id} wurde nicht gebraucht.`,
    text: 'Keine Lücke, kein ausgebliebener Lauf und kein Lauf ohne Erfolg dieses Zeitraums fällt darunter.',
    advice: 'Entfernen Sie sie, wenn sie nicht mehr gebraucht wird.',
    when: '',
  }),
  'response-unused': ({ job, code, from }, _name, f) => ({
    title: 'Eine Stellungnahme passt zu keiner Ausnahme dieses Zeitraums.',
    text: `Eine solche Ausnahme gibt es nicht: ${[job, code, from === null ? null : f.instant(from)].filter((part) => part !== null).join(', ')}.`,
    advice: 'Berichtigen Sie Auftrag, Code und Beginn, oder nennen Sie die Kennung der Ausnahme.',
    when: from === null ? '' : f.day(from),
  }),
  'waiver-retrospective': ({ id, approvedAt, from }, _name, f) => ({
    title: `Ausnahmegenehmigung ${id} wurde nachträglich erteilt.`,
    text: `Sie beginnt am ${f.date(from)} und wurde am ${f.date(approvedAt)} erteilt.`,
    advice: 'Lassen Sie die Ausnahme von der genehmigenden Person bestätigen.',
    when: f.day(from),
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };
