import { createFailureWords, type FailureTexts } from '../failure-words.ts';

/** Why a request brought nothing: a sentence after a colon. */
const TEXTS: FailureTexts = {
  'refused-key': 'Die API hat den Schlüssel abgelehnt',
  forbidden: 'Der Schlüssel hat darauf keinen Zugriff',
  'not-found': 'Die API kennt diese Ressource nicht',
  'rate-limited': 'Die API hat immer wieder um langsamere Anfragen gebeten',
  'server-error': 'Die API hat mit einem Serverfehler geantwortet',
  'bad-request': 'Die API hat die Anfrage abgelehnt',
  timeout: 'Die API hat nicht rechtzeitig geantwortet',
  network: 'Die API war nicht erreichbar',
  tls: 'Dem Zertifikat des Servers war nicht zu trauen',
  'cut-off': 'Die Antwort brach ab',
  'too-large': 'Die Antwort war größer als erlaubt',
  'not-json': 'Die Antwort war kein JSON',
  'not-a-list': 'Die Antwort war keine Liste',
  'redirect-refused': 'Die API hat auf einen anderen Server umgeleitet; das wurde verweigert',
  'endless-paging': 'Die Seiten der Antwort führten im Kreis',
};

/** What to do about it, as a sentence. */
const ADVICE: FailureTexts = {
  'refused-key': 'Prüfen Sie, ob der Schlüssel gültig ist und zu diesem Mandanten gehört.',
  forbidden: 'Lassen Sie die Berichts-API für diesen Schlüssel freischalten.',
  'not-found': 'Prüfen Sie, ob es den Auftrag noch gibt und ob die Basis-URL stimmt.',
  'rate-limited': 'Senken Sie die Zahl gleichzeitiger Anfragen dieses Mandanten (concurrency), oder wählen Sie eine ruhigere Stunde.',
  'server-error': 'Versuchen Sie es später erneut; bleibt der Fehler, wenden Sie sich an den Support des Anbieters.',
  'bad-request': 'Prüfen Sie die konfigurierten Pfade und die Basis-URL.',
  timeout: 'Versuchen Sie es später erneut, oder erhöhen Sie die Zeitgrenzen dieses Mandanten (timeouts).',
  network: 'Prüfen Sie Netzwerk, Proxy und Basis-URL.',
  tls: 'Prüfen Sie die Basis-URL, oder geben Sie die Zertifizierungsstelle mit caFile an.',
  'cut-off': 'Versuchen Sie es erneut; bleibt der Fehler, prüfen Sie die Proxys auf dem Weg zur API.',
  'too-large': 'Erhöhen Sie maxBody für diesen Mandanten, wenn die Größe plausibel ist.',
  'not-json': 'Prüfen Sie, ob die Basis-URL zur API führt und nicht zu einer Anmelde- oder Proxyseite.',
  'not-a-list': 'Die API hat sich möglicherweise geändert; prüfen Sie, ob es eine neuere Version von vdc-report gibt.',
  'redirect-refused': 'Übernehmen Sie die Basis-URL erneut aus den VDC-Einstellungen.',
  'endless-paging': 'Wenden Sie sich an den Support des Anbieters.',
};

/** Where no job list is found there is no job to look for. */
const LIST_ADVICE: Partial<FailureTexts> = {
  'not-found': 'Prüfen Sie die Basis-URL und die konfigurierten Pfade: Darunter gibt es keine Auftragsliste.',
};

export const { failureText, failureAdvice } = createFailureWords({ texts: TEXTS, advice: ADVICE, listAdvice: LIST_ADVICE });
