import type { FindingCode } from '../../model/finding.ts';
import { sentence, type Word } from '../finding-words.ts';
import { counted, runs } from './plural.ts';

const REPORT_IT = 'Melden Sie es dem Anbieter und legen Sie den Nachweis bei.';

/** Findings about what the source says and does not say. */
export const dataWords = {
  'unknown-status': ({ count, outside, words }, name, f) => ({
    title:
      count > 0
        ? `${name}: ${runs(f, count)} mit unbekanntem Status.`
        : `${name}: ${runs(f, outside)} außerhalb des Zeitraums mit unbekanntem Status.`,
    text: sentence(
      `Die Quelle sagt ${f.list(words.map((word) => (word.trim() === '' ? 'nichts' : f.quote(word))))}; ein unbekannter Status zählt nie als Erfolg.`,
      count > 0 && outside > 0 ? `Dazu ${runs(f, outside)} außerhalb des Zeitraums.` : null,
    ),
    advice: 'Fragen Sie den Anbieter, was der Status bedeutet.',
    when: '',
  }),
  'end-unreadable': ({ count }, name, f) => ({
    title: `${name}: ${runs(f, count)} ohne brauchbare Endzeit.`,
    text: 'Die Endzeit fehlt, ist leer oder liegt vor dem Beginn: Gezählt wird nach dem Status, doch ohne Wiederherstellungspunkt und ohne Dauer.',
    advice: REPORT_IT,
    when: '',
  }),
  'records-unreadable': ({ count }, name, f) => ({
    title: `${name}: ${counted(f, count, 'Datensatz war', 'Datensätze waren')} nicht lesbar.`,
    text: 'Kennung oder Beginn fehlt, ist fehlerhaft oder widerspricht einem anderen Datensatz; die Vollständigkeit des Zeitraums ist daher nicht nachgewiesen.',
    advice: REPORT_IT,
    when: '',
  }),
  'fields-mistyped': ({ count, fields }, name, f) => ({
    title: `${name}: ${counted(f, count, 'Feld', 'Felder')} von unerwarteter Art.`,
    text: `${f.list(fields)}: Der Wert wurde weggelassen, nicht geraten.`,
    advice: REPORT_IT,
    when: '',
  }),
  duplicates: ({ count, conflicting }, name, f) => ({
    title: `${name}: ${counted(f, count, 'Sitzung', 'Sitzungen')} mehrfach aufgeführt.`,
    text:
      conflicting > 0
        ? `Jede zählt einmal; bei ${f.integer(conflicting)} davon waren die Angaben verschieden, gewertet wird die beendete.`
        : 'Jede zählt einmal.',
    advice: '',
    when: '',
  }),
  'log-lines-unreadable': ({ count }, name, f) => ({
    title: `${name}: ${counted(f, count, 'Protokollzeile war', 'Protokollzeilen waren')} nicht lesbar.`,
    text: 'Was diese Zeilen über einzelne Objekte und Gründe sagen, ist nicht bekannt.',
    advice: REPORT_IT,
    when: '',
  }),
  'last-run-not-in-sessions': ({ lastRun }, name, f) => ({
    title: `${name} ist nicht bewertbar: Der letzte Lauf steht in keiner Liste.`,
    text: `Die Quelle nennt einen letzten Lauf bis ${f.instant(lastRun)}, aber keine Sitzung dazu. Unbekanntes zählt nie als Erfolg.`,
    advice: 'Prüfen Sie den Auftrag in der VDC-Konsole; melden Sie dies dem Anbieter.',
    when: `seit ${f.day(lastRun)}`,
  }),
  'last-status-mismatch': ({ lastStatus, lastRun }, name, f) => ({
    title: `${name} ist nicht bewertbar: Die Quelle widerspricht sich.`,
    text:
      lastStatus === ''
        ? `Der Auftrag sagt nichts darüber, wie der am ${f.instant(lastRun)} beendete Lauf ausging, die Sitzung schon.`
        : `Der Auftrag nennt für den am ${f.instant(lastRun)} beendeten Lauf den Status ${f.quote(lastStatus)}, die Sitzung einen anderen.`,
    advice: 'Prüfen Sie den Lauf in der VDC-Konsole.',
    when: f.day(lastRun),
  }),
  'history-may-be-truncated': ({ sessions }, name, f) => ({
    title: `${name} ist nicht bewertbar: Der Verlauf ist möglicherweise abgeschnitten.`,
    text: `Die Liste enthält genau ${counted(f, sessions, 'Sitzung', 'Sitzungen')}, so viele, wie ein Server auf eine Seite setzen kann, und keine aus der Zeit vor dem Zeitraum.`,
    advice: 'Erheben Sie häufiger, oder fragen Sie den Anbieter nach der Obergrenze der Liste.',
    when: 'ganzer Zeitraum',
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };
