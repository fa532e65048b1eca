import type { Messages } from '../messages.ts';

/** One word or two for each value that a report may hold. */

export const VERDICT_WORDS: Messages['verdicts'] = {
  pass: 'Ziel erreicht',
  fail: 'Ziel verfehlt',
  'not-evaluable': 'Nicht bewertbar',
  'not-applicable': 'Nicht anwendbar',
};

export const SEVERITY_WORDS: Messages['severities'] = { critical: 'Kritisch', high: 'Hoch', medium: 'Mittel', low: 'Gering', info: 'Hinweis' };

export const STATUS_WORDS: Messages['statuses'] = {
  success: 'erfolgreich',
  warning: 'mit Warnung',
  failed: 'fehlgeschlagen',
  stopped: 'abgebrochen',
  running: 'läuft noch',
  unknown: 'unbekannter Status',
};

export const OUTCOME_WORDS: Messages['outcomes'] = {
  success: 'Wiederherstellungspunkt',
  warning: 'mit Warnung',
  recovered: 'nach Wiederholung',
  failed: 'fehlgeschlagen',
  missed: 'nicht gelaufen',
  running: 'läuft noch',
  idle: 'nichts fällig',
  unknown: 'unbekannt',
  disabled: 'deaktiviert',
  gone: 'nicht mehr aufgeführt',
  future: 'steht noch aus',
};

export const COMPLETENESS_WORDS: Messages['completeness'] = {
  'last-run-not-in-sessions': 'der letzte Lauf steht in keiner Sitzungsliste',
  'last-status-mismatch': 'Auftrag und Sitzung widersprechen einander',
  'history-may-be-truncated': 'die Sitzungsliste ist möglicherweise abgeschnitten',
  'unreadable-records': 'ein Datensatz war nicht lesbar',
  'sessions-not-read-again': 'die neueste Sitzungsliste war nicht lesbar',
};

export const STATE_WORDS: Messages['states'] = { final: 'endgültig', provisional: 'vorläufig' };
