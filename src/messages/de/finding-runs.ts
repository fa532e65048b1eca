import type { FindingCode } from '../../model/finding.ts';
import { quoted, sentence, span, type Word } from '../finding-words.ts';
import type { Format } from '../format.ts';
import { counted, daysDative, inWords, runs, runsDative } from './plural.ts';

const recovery = (open: number, recoveredAfter: string | null, f: Format): string => {
  if (open === 0) return 'Alle Störungen sind behoben.';
  return recoveredAfter === null
    ? 'Die letzte Störung ist noch nicht behoben.'
    : `Die letzte Störung war am Ende des Zeitraums offen; der nächste Wiederherstellungspunkt war am ${f.instant(recoveredAfter)} verfügbar.`;
};

const dropSpan = (f: Format, count: number, from: string, to: string): string =>
  count === 1 ? `Im Lauf vom ${f.day(from)} wurden` : `In ${runsDative(f, count)} (${span(f, from, to)}) wurden`;

const dropWhen = (f: Format, lasting: boolean, from: string, to: string): string => (lasting ? `seit ${f.day(from)}` : span(f, from, to));

/** Findings about runs, their length and the objects in them. */
export const runWords = {
  'runs-failed': ({ runs: count, late, incidents, open, first, last, recoveredAfter, reason }, name, f) => ({
    title: `${name}: ${runs(f, count)} ohne Wiederherstellungspunkt in ${counted(f, incidents, 'Störung', 'Störungen')}.`,
    text: sentence(
      reason === null ? null : `Häufigster Grund: ${quoted(f, reason)}.`,
      late === 0 ? null : `${counted(f, late, 'Lauf war', 'Läufe waren')} erfolgreich, ${late === 1 ? 'endete' : 'endeten'} aber nach dem Messende.`,
      recovery(open, recoveredAfter, f),
    ),
    advice:
      late === count ? 'Nichts, wenn der nächste Zeitraum mit einem Wiederherstellungspunkt beginnt.' : 'Beheben Sie zuerst den häufigsten Grund.',
    when: span(f, first, last),
  }),
  'runs-missed': ({ count, first, last, suspected }, name, f) => ({
    title: `${name} lief ${count === 1 ? 'einmal' : count === 0 ? 'keinmal' : `${inWords(f, count)}${count > 12 ? '-' : ''}mal`} nicht, obwohl fällig.`,
    text: suspected ? 'Vermutet: Der Zeitplan ist aus dem Verlauf abgeleitet.' : 'Maßgeblich ist der Zeitplan der Richtlinie.',
    advice: suspected
      ? 'Nennen Sie den Zeitplan in der Richtlinie (every oder cron) und prüfen Sie den Zeitplan des Auftrags in der Quelle.'
      : 'Prüfen Sie den Zeitplan des Auftrags in der Quelle.',
    when: span(f, first, last),
  }),
  'duration-outlier': ({ count, serious, longestSeconds, medianSeconds, start }, name, f) => ({
    title: `${name} brauchte bis zu ${f.words(longestSeconds)} (Median: ${f.words(medianSeconds)}).`,
    text: `${runs(f, count)} über ${f.percent(1.5, 0)} des Medians${serious > 0 ? ` (${f.integer(serious)} über ${f.percent(2, 0)})` : ''}; der vom ${f.day(start)} war der längste.`,
    advice: 'Suchen Sie an diesem Tag nach Drosselung, großen Änderungen oder neuen Objekten.',
    when: f.day(start),
  }),
  'objects-failing': ({ count, never, names, reason, sessions }, name, f) => ({
    title:
      never === 0
        ? `${name}: ${counted(f, count, 'Objekt schlägt', 'Objekte schlagen')} immer wieder fehl.`
        : `${name}: ${counted(f, never, 'Objekt', 'Objekte')} ohne einen einzigen Erfolg im ganzen Zeitraum.`,
    text: sentence(
      never === 0 || never === count ? null : `Immer wieder ${count === 1 ? 'schlägt' : 'schlagen'} ${counted(f, count, 'Objekt', 'Objekte')} fehl.`,
      `${f.list(count > names.length ? [...names, counted(f, count - names.length, 'weiteres', 'weitere')] : names)}, ${sessions === 1 ? 'im letzten protokollierten Lauf' : `in den letzten ${f.integer(sessions)} protokollierten Läufen`}.`,
      reason === null ? null : `${quoted(f, reason)}.`,
    ),
    advice: 'Lizenzieren, reparieren oder ausschließen: Ein Lauf, der nur warnt, kann ein Objekt ohne jede Sicherung verdecken.',
    when: runs(f, sessions),
  }),
  'objects-dropped': ({ runs: count, lasting, most, median, before, from, to }, name, f) => ({
    title: `${name}: ${lasting ? 'plötzlich viel weniger Objekte' : 'zeitweise viel weniger Objekte'}.`,
    text: sentence(
      `${dropSpan(f, count, from, to)} höchstens ${counted(f, most, 'Objekt', 'Objekte')} durchlaufen,`,
      `bei einem Median von ${f.integer(Math.floor(median))} in den ${f.integer(before)} Läufen davor.`,
      lasting ? 'Kein späterer Lauf kam wieder auf die Hälfte davon.' : 'Spätere Läufe kamen wieder darauf.',
    ),
    advice: lasting
      ? 'Klären Sie, was aus der Auswahl des Auftrags gefallen ist: Was ein Auftrag nicht mehr durchläuft, schützt er nicht mehr, und er meldet trotzdem Erfolg.'
      : 'Klären Sie, warum der Auftrag damals weniger Objekte sah.',
    when: dropWhen(f, lasting, from, to),
  }),
  'volume-dropped': ({ days, lasting, mostBytes, medianBytes, before, from, to }, name, f) => ({
    title: `${name}: ${lasting ? 'plötzlich viel weniger Daten' : 'zeitweise viel weniger Daten'}.`,
    text: sentence(
      `An ${daysDative(f, days)} (${span(f, from, to)}) wurden höchstens ${f.bytes(mostBytes)} am Tag übertragen,`,
      `bei einem Median von ${f.bytes(medianBytes)} an den ${f.integer(before)} Tagen davor, deren Datenmenge bekannt ist.`,
      lasting ? 'Kein späterer Tag kam wieder auf die Hälfte davon.' : 'Spätere Tage kamen wieder darauf.',
    ),
    advice: 'Halten Sie es gegen das, was sich in der Quelle geändert hat: weniger Benutzer, Feiertage oder Objekte, die nicht mehr gelesen werden.',
    when: dropWhen(f, lasting, from, to),
  }),
  'run-open': ({ count, since }, name, f) => ({
    title: `${name}: ${counted(f, count, 'Lauf ist', 'Läufe sind')} noch nicht beendet.`,
    text: `Begonnen am ${f.instant(since)}; in keiner Quote mitgezählt.`,
    advice: 'Erstellen Sie den Bericht nach dem Ende erneut.',
    when: f.day(since),
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };
