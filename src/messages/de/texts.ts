import type { Messages } from '../messages.ts';

/** The definitions that every number of the report follows. */
export const definitions: Messages['definitions'] = (report, f) => [
  {
    term: 'Wiederherstellungspunkt',
    text: 'Ein beendeter Lauf, dessen Status die Richtlinie anerkennt (siehe Richtlinie). Sein Beginn ist der Zeitpunkt, für den seine Daten stehen; ab seinem Ende lassen sie sich wiederherstellen.',
  },
  {
    term: 'Datenverlustfenster',
    text: 'Zu jedem Zeitpunkt die Zeit seit Beginn des neuesten Wiederherstellungspunkts, der damals verfügbar war: die Daten, die verloren gewesen wären.',
  },
  { term: 'RPO-Lücke', text: 'Eine Zeitspanne, in der das Datenverlustfenster über Vorgabe plus Karenz lag.' },
  {
    term: 'RPO-Einhaltung',
    text: 'Eins minus die Zeit in Lücken, geteilt durch die gemessene Zeit. Über die Zeit gemessen, nicht in Läufen gezählt.',
  },
  {
    term: 'Erfolgsquote',
    text: 'Streng: Erfolge geteilt durch beendete Läufe. Milde: Erfolge und Warnungen geteilt durch beendete Läufe.',
  },
  {
    term: 'Fällig, erfolgreich',
    text: 'Läufe dicht hintereinander sind eine fällige Sicherung; sie ist erfolgreich, wenn einer der Versuche einen Wiederherstellungspunkt brachte. Ein erwarteter Lauf, der nicht begann, ist fällig und ausgeblieben.',
  },
  { term: 'Vermutet', text: 'Der Zeitplan wurde aus dem Verlauf abgeleitet, nicht von der Richtlinie genannt.' },
  {
    term: 'Störung',
    text: 'Eine Folge beendeter Läufe ohne Wiederherstellungspunkt. Sie dauert bis zum Ende des nächsten Laufs, der einen bringt.',
  },
  {
    term: 'Urteil',
    text: 'Ziel erreicht: RPO-Einhaltung und erfolgreiche Sicherungen erreichen beide ihr Ziel. Nicht bewertbar: Etwas ist unbekannt; Unbekanntes zählt nie als erreichtes Ziel.',
  },
  {
    term: 'Schlägt immer wieder fehl',
    text: `Ein Objekt ohne Erfolg in so vielen protokollierten Läufen hintereinander, wie die Richtlinie verlangt (${f.integer(report.policy.persistentAfter)}; eine Regel kann eine andere Zahl verlangen), bis zum neuesten; oder in keinem von zwei oder mehr protokollierten Läufen des Zeitraums („nie im Zeitraum“), es sei denn, ein Lauf gelang als Ganzes und sein Protokoll wurde nicht gelesen.`,
  },
  {
    term: 'Plötzlicher Rückgang',
    text: 'Objekte: Ein Lauf durchläuft weniger als halb so viele wie der Median der 7 bis 30 Läufe davor, und mindestens 5 weniger. Datenmenge: An mindestens fünf Tagen hintereinander wird weniger als die Hälfte des Medians der 7 bis 30 Tage davor übertragen, und mindestens 10 MB weniger. Unbekanntes ist nie ein Rückgang.',
  },
  {
    term: 'Prozentwerte',
    text: 'Abgeschnitten, nie aufgerundet: 100\u202f% heißt ausnahmslos. Gesamtwerte teilen Summen durch Summen; sie sind keine Mittelwerte von Prozentwerten.',
  },
];

/** What job and session data cannot evidence; always printed. */
export const limits: Messages['limits'] = () => [
  'Sitzungen zeigen, dass Sicherungen gelaufen sind. Sie zeigen nicht, dass Daten wiederherstellbar, unversehrt, unveränderlich, verschlüsselt oder aufbewahrt sind, und auch nicht, dass alle Werte erfasst sind.',
  'Express-Richtlinien haben Wiederherstellungspunkte, aber keine Sitzungen, und sind nicht Gegenstand dieses Berichts.',
  'Die Angaben der Quelle (Status, Zeiten, letzter Lauf) werden übernommen, wie sie sie macht; Widersprüche darin werden berichtet, nicht aufgelöst.',
  'Die Ziele sind die des Kunden. Dieser Bericht misst daran und bescheinigt nichts.',
];
