import type { CollectFailure, FailureCode } from '../../model/evidence.ts';
import type { PdfSigningProblem, StampCause } from '../../model/stamp.ts';
import type { Messages } from '../messages.ts';

const bracketed = (detail: string | null): string => (detail === null || detail === '' ? '' : ` (${detail})`);

/** Why the authority gave no answer: a whole clause. */
const FAILURES: Partial<Readonly<Record<FailureCode, string>>> = {
  timeout: 'die Stelle hat nicht rechtzeitig geantwortet',
  network: 'die Stelle war nicht erreichbar',
  tls: 'dem Zertifikat der Stelle konnte nicht vertraut werden',
  'cut-off': 'die Antwort brach ab',
  'too-large': 'die Antwort war größer als jeder Zeitstempel',
  'redirect-refused': 'die Stelle leitete um, was abgelehnt wurde',
};

const failureWords = ({ code, status, attempts, detail }: CollectFailure): string => {
  const what = FAILURES[code] ?? `die Stelle antwortete mit dem Status ${String(status ?? 'unbekannt')}`;
  return `${what}${bracketed(detail)}${attempts > 1 ? `, ${String(attempts)}-mal gefragt` : ''}`;
};

const stampWords = (problem: StampCause): string => {
  if (problem.kind === 'request') return failureWords(problem.failure);
  if (problem.kind === 'type') return `die Antwort war kein Zeitstempel, sondern ${problem.found === '' ? 'ohne Angabe der Art' : problem.found}`;
  if (problem.kind === 'clock') return `der Stempel nennt ${problem.stated}, die Uhr dieses Rechners ${problem.ours}`;
  return `die Antwort ist kein gültiger Zeitstempel (${problem.detail})`;
};

const stampAdvice = (problem: StampCause): string => {
  if (problem.kind === 'clock') return 'Stellen Sie die Uhr dieses Rechners; geht sie richtig, wählen Sie eine andere Zeitstempelstelle.';
  if (problem.kind !== 'request') return 'Prüfen Sie, ob signing.timestamp.url die Adresse einer Zeitstempelstelle (RFC 3161) ist.';
  if (problem.failure.code === 'redirect-refused') return 'Tragen Sie die Adresse, zu der sie führt, in signing.timestamp.url ein.';
  if (problem.failure.code === 'tls')
    return 'Prüfen Sie signing.timestamp.url, oder nennen Sie die Zertifizierungsstelle in signing.timestamp.caFile.';
  return 'Erstellen Sie den Bericht noch einmal, damit er gestempelt wird; bleibt es dabei, prüfen Sie signing.timestamp.url und den Proxy.';
};

const pdfWords = (problem: PdfSigningProblem): string => {
  if (problem.kind === 'failed') return `das Signieren schlug fehl${bracketed(problem.detail)}`;
  return problem.kind === 'expired' ? `das Zertifikat ist seit ${problem.at} abgelaufen` : `das Zertifikat gilt erst ab ${problem.at}`;
};

const pdfAdvice = ({ kind }: PdfSigningProblem): string =>
  kind === 'failed'
    ? 'Prüfen Sie das Zertifikat, das signing.pdf nennt.'
    : 'Tragen Sie in signing.pdf ein Zertifikat ein, das jetzt gilt, und erstellen Sie den Bericht noch einmal.';

export const seal: Messages['seal'] = {
  reason: (reportId) => `Backup-Compliance-Bericht ${reportId}`,
  stampWords,
  stampAdvice,
  notStamped: ({ authority, cause }) => `Das Paket hat keinen Zeitstempel von ${authority}: ${stampWords(cause)}. ${stampAdvice(cause)}`,
  pdfNotSigned: (problem) => `report.pdf ist nicht signiert: ${pdfWords(problem)}. ${pdfAdvice(problem)}`,
};
