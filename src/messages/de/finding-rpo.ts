import type { FindingArgs, FindingCode } from '../../model/finding.ts';
import { quoted, sentence, span, type Word } from '../finding-words.ts';
import type { Format } from '../format.ts';
import { counted, runs } from './plural.ts';

const causeOf = ({ failedRuns, missedRuns, reason }: FindingArgs['rpo-gap']['cause'], f: Format): string => {
  const parts = [
    failedRuns > 0 ? `${runs(f, failedRuns)} ohne Wiederherstellungspunkt` : null,
    missedRuns > 0 ? `${counted(f, missedRuns, 'erwarteter Lauf', 'erwartete Läufe')} nicht gestartet` : null,
  ].filter((part) => part !== null);
  const what = parts.length > 0 ? f.list(parts) : 'Kein Lauf endete rechtzeitig';
  return reason === null ? `${what}.` : `${what}: ${quoted(f, reason)}.`;
};

const openWords = (recoveredAfter: string | null, f: Format): string =>
  recoveredAfter === null
    ? 'Die Lücke ist noch offen.'
    : `Die Lücke war am Ende des Zeitraums offen; der nächste Wiederherstellungspunkt war am ${f.instant(recoveredAfter)} verfügbar.`;

/** What is known of a job without a recovery point: that it ran in vain, that its history begins later, or nothing. */
const neverWords: Word<'never-protected'> = ({ since, runs: finished, knownBefore, historyFrom }, name, f) => {
  const when = `seit ${f.day(since)}`;
  if (historyFrom !== null)
    return {
      title: `${name}: Aus der Zeit vor dem Ende des Zeitraums ist keine Sitzung bekannt.`,
      text: `Der bekannte Verlauf beginnt am ${f.instant(historyFrom)}, nach dem Zeitraum. Ob zuvor gesichert wurde, ist nicht bekannt, und Unbekanntes zählt nicht als geschützt.`,
      advice:
        'Gab es den Auftrag damals schon, bitten Sie den Anbieter um die früheren Sitzungen; wenn nicht, lassen Sie den Zeitraum außer Betracht.',
      when,
    };
  return {
    title: `${name} hat keinen einzigen Wiederherstellungspunkt.`,
    text: knownBefore
      ? `Seit ${f.day(since)} hätte nichts wiederhergestellt werden können; ${counted(f, finished, 'beendeter Lauf', 'beendete Läufe')} im Zeitraum.`
      : 'Keine Sitzung des Auftrags ist bekannt, aus welcher Zeit auch immer.',
    advice: 'Klären Sie, warum kein Lauf zu einem Wiederherstellungspunkt führt, und starten Sie den Auftrag von Hand, bis es einer tut.',
    when,
  };
};

const gapWords: Word<'rpo-gap'> = ({ count, from, to, peakSeconds, totalSeconds, open, recoveredAfter, cause }, name, f) => ({
  title:
    peakSeconds === null
      ? `${name} hatte ${f.words(totalSeconds)} lang überhaupt keinen Wiederherstellungspunkt.`
      : `${name} hatte ${f.words(peakSeconds)} lang keinen neuen Wiederherstellungspunkt.`,
  text: sentence(
    causeOf(cause, f),
    count > 1 ? `${f.integer(count)} Lücken, ${f.words(totalSeconds)} über der Vorgabe.` : `${f.words(totalSeconds)} über der Vorgabe.`,
    open ? openWords(recoveredAfter, f) : null,
  ),
  advice:
    open && recoveredAfter === null
      ? 'Starten Sie jetzt einen Lauf und beheben Sie die Ursache vor dem nächsten.'
      : 'Beheben Sie die Ursache, bevor der nächste Lauf fehlschlägt.',
  when: open && recoveredAfter === null ? `seit ${f.day(from)}` : span(f, from, to),
});

/** Findings about exposure and objective. */
export const rpoWords = {
  'never-protected': neverWords,
  'rpo-gap': gapWords,
  'rpo-not-achievable': ({ neededSeconds, allowedSeconds }, name, f) => ({
    title: `${name} kann die Vorgabe mit diesem Zeitplan nicht einhalten.`,
    text: `Zeitplan und Laufzeit brauchen ${f.words(neededSeconds)}, Vorgabe und Karenz erlauben ${f.words(allowedSeconds)}.`,
    advice: 'Lassen Sie den Auftrag häufiger laufen, oder vereinbaren Sie eine Vorgabe, die der Zeitplan einhalten kann.',
    when: 'ganzer Zeitraum',
  }),
  'success-target-missed': ({ succeeded, due, target }, name, f) => ({
    title: `${name}: ${f.integer(succeeded)} von ${counted(f, due, 'fälligen Sicherung', 'fälligen Sicherungen')} erfolgreich.`,
    text: `Das sind ${f.percent(due === 0 ? null : succeeded / due)}; das Ziel ist ${f.target(target)}.`,
    advice: 'Sehen Sie sich die Gründe der fehlgeschlagenen Läufe an.',
    when: 'ganzer Zeitraum',
  }),
  'left-censored': ({ measuredFrom }, name, f) => ({
    title: `${name} ist erst ab ${f.day(measuredFrom)} gemessen.`,
    text: 'Eine frühere Sitzung ist nicht bekannt: Der Auftrag ist neu, oder sein Verlauf endet dort.',
    advice: 'Erheben Sie täglich, damit der Verlauf erhalten bleibt.',
    when: `ab ${f.day(measuredFrom)}`,
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };
