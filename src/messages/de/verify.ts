import type { CheckCode } from '../../model/check.ts';
import { createCheckWords, shortHash, type CheckGroups, type CheckWord } from '../check-words.ts';
import type { Messages } from '../messages.ts';

const files = {
  'file-intact': ({ size }, file) => `${file}: wie im Manifest aufgeführt (${String(size)} Bytes).`,
  'file-missing': (_args, file) => `${file} ist aufgeführt, fehlt aber.`,
  'file-resized': ({ expected, found }, file) =>
    `${file} wurde verändert: Die Datei hat ${String(found)} Bytes, das Manifest nennt ${String(expected)}.`,
  'file-altered': ({ expected, found }, file) =>
    `${file} wurde verändert: Der SHA-256-Wert beginnt mit ${shortHash(found)}, das Manifest nennt ${shortHash(expected)}.`,
  'file-unlisted': (_args, file) => `${file} ist nicht aufgeführt: nachträglich hinzugefügt.`,
  'file-elsewhere': (_args, file) => `${file} liegt im Ordner des Pakets, nicht im PDF.`,
} satisfies { [C in CheckCode]?: CheckWord<C> };

const manifest = {
  'manifest-intact': ({ sha256 }, file) => `${file} ist unversehrt; SHA-256 ${sha256}.`,
  'manifest-missing': (_args, file) => `${file} fehlt: Ohne das Manifest lässt sich nichts prüfen.`,
  'manifest-unreadable': ({ detail }, file) => `${file} ist nicht lesbar (${detail}): Nichts weiter wurde geprüft.`,
  'manifest-rewritten': ({ detail }, file) => `${file} wurde verändert (${detail}): Nichts weiter wurde geprüft.`,
  'identity-agrees': ({ with: other }, file) => `${file} und ${other} sprechen von demselben Mandanten, demselben Zeitraum und derselben Richtlinie.`,
  'identity-differs': ({ what, here, with: other, there }, file) =>
    `${file} gehört nicht hierher: Zu ${what} steht dort „${here}“, in ${other} aber „${there}“.`,
} satisfies { [C in CheckCode]?: CheckWord<C> };

const content = {
  'evidence-intact': ({ responses, bytes }) => `Alle ${String(responses)} Antworten der Quelle sind da, Byte für Byte (${String(bytes)} Bytes).`,
  'evidence-damaged': ({ detail }, file) => `${file} ${detail}: Der Bericht konnte nicht neu berechnet werden.`,
  'evidence-absent': () => 'Die Antworten der Quelle sind nicht hier: Der Bericht konnte nicht neu berechnet werden.',
  'evidence-withheld': () =>
    'Namen von Objekten sind unkenntlich gemacht; die Antworten der Quelle, in denen sie stehen, sind daher nicht hier: Der Bericht konnte nicht neu berechnet werden. Bei seiner ungeschwärzten Fassung geht das.',
  'report-recomputed': ({ values }, file) => `${file} wurde aus den Antworten neu berechnet: Alle ${String(values)} Werte stimmen überein.`,
  'report-unreadable': ({ detail }, file) => `${file} ist nicht lesbar${detail === '' ? '' : ` (${detail})`}.`,
  'value-differs': ({ path, stated, recomputed }, file) => `${file} nennt für ${path} den Wert ${stated}; neu berechnet ist er ${recomputed}.`,
  'values-omitted': ({ count }, file) => `${file}: ${String(count)} ${count === 1 ? 'weiterer Wert weicht' : 'weitere Werte weichen'} ab.`,
  'recomputation-failed': ({ detail }, file) => `${file} konnte aus den Antworten nicht neu berechnet werden (${detail}).`,
  'recomputed-elsewhere': ({ madeWith, mine }) =>
    `Der Bericht wurde mit Version ${madeWith} erstellt und mit Version ${mine} neu berechnet. Ein Schlüssel, der einer von beiden fehlt, zählt als Abweichung; die Version, die ihn erstellt hat, urteilt ohne diesen Zweifel.`,
  'rendering-agrees': (_args, file) => `${file} wurde neu erzeugt: dieselben Bytes.`,
  'rendering-differs': ({ offset }, file) =>
    `${file} zeigt nicht den neu berechneten Bericht: Neu erzeugt, weicht die Datei ab Byte ${String(offset)} ab.`,
  'rendering-other-version': ({ madeWith, mine }, file) =>
    `${file} wurde nicht neu erzeugt: Die Datei stammt von Version ${madeWith}, dies ist ${mine}. Ihr Hashwert wurde geprüft.`,
  'rendering-other-templates': (_args, file) => `${file} wurde nicht neu erzeugt: Es waren andere Vorlagen im Gebrauch. Der Hashwert wurde geprüft.`,
  'other-node': ({ madeWith, mine }) =>
    `Node ${madeWith} hat das Paket erstellt, dies ist ${mine}, und ein anderes Node schreibt Daten und Zahlen womöglich anders: Prüfen Sie noch einmal mit ${madeWith}, bevor Sie aus einer solchen Abweichung etwas schließen.`,
  'rendering-not-repeatable': (_args, file) => `${file} wurde nicht neu erzeugt. Der Hashwert wurde geprüft.`,
} satisfies { [C in CheckCode]?: CheckWord<C> };

const carriers = {
  'attachment-agrees': (_args, what) => `${what} gehört zu diesem Paket.`,
  'attachment-missing': (_args, what) => `${what} ist nicht angehängt.`,
  'attachment-differs': (_args, what) => `${what} gehört nicht zu diesem Paket.`,
  'attachment-unlisted': (_args, what) => `${what} ist angehängt, gehört aber nicht dorthin.`,
  'pdf-unreadable': ({ detail }, file) => `${file} ist nicht lesbar (${detail}).`,
  'pdf-pages-not-compared': (_args, file) => `${file}: Was die Seiten zeigen, wurde nicht mit dem Bericht verglichen.`,
  'mail-carries-pdf': (_args, file) => `${file} trägt das PDF dieses Pakets.`,
  'mail-without-pdf': (_args, file) => `${file} trägt kein PDF.`,
  'mail-other-pdf': (_args, file) => `${file} trägt ein anderes PDF als das dieses Pakets.`,
  'mail-text-not-compared': (_args, file) => `${file}: Der Text wurde nicht mit dem Bericht verglichen.`,
} satisfies { [C in CheckCode]?: CheckWord<C> };

const seals = {
  'chain-begins': () => 'Die Kette der Berichte beginnt hier.',
  'chain-holds': ({ reportId, period }) => `Der Bericht davor, ${reportId} für ${period}, ist der, den diese Reihe nennt.`,
  'chain-broken': ({ reportId, period }) => `Der Bericht davor, ${reportId} für ${period}, wurde verändert, nachdem diese Reihe ihn genannt hat.`,
  'chain-other-tenant': ({ tenant }) => `Ein mitgegebenes früheres Paket gehört einem anderen Mandanten: ${tenant}.`,
  'chain-not-given': ({ reportId, period }) =>
    `Der Bericht davor, ${reportId} für ${period}, wurde nicht mitgegeben: Die Kette wurde nicht bis zu ihm verfolgt.`,
  'chain-replaced': ({ reportId, period }) =>
    `Der Bericht davor, ${reportId} für ${period}, ist nicht der mitgegebene: Jener gibt an, an seine Stelle getreten zu sein. Geben Sie auch den ersetzten mit, aus .superseded daneben.`,
  'replaced-holds': ({ reportId, reason }) => `Das von diesem ersetzte Paket, zu Bericht ${reportId} (${reason}), ist das, das es nennt.`,
  'replaced-not-given': ({ reportId, reason }) =>
    `Das von diesem ersetzte Paket, zu Bericht ${reportId} (${reason}), wurde nicht mitgegeben; es liegt in .superseded daneben.`,
  'earlier-unreadable': ({ detail }, path) => `${path}, als früheres Paket mitgegeben, hat kein lesbares Manifest (${detail}).`,
  'earlier-unused': (_args, path) => `${path}, als früheres Paket mitgegeben, ist kein Glied der Kette, die hierher führt.`,
  'signature-good': ({ keyId }) => `Die Signatur ist gültig, mit dem vertrauten Schlüssel ${shortHash(keyId)}.`,
  'signature-untrusted': ({ keyId }) =>
    `Die Signatur passt, mit dem Schlüssel ${shortHash(keyId)}; ein vertrauter Schlüssel wurde nicht angegeben, daher bürgt niemand dafür.`,
  'signature-unknown-key': ({ keyId }) => `Die Signatur stammt vom Schlüssel ${shortHash(keyId)}, der keiner der vertrauten ist.`,
  'signature-bad': ({ detail }) => `Die Signatur ist ungültig: ${detail}.`,
  'signature-missing': (_args, file) => `${file} fehlt, obwohl das Manifest eine Signatur ankündigt.`,
  'signature-none': () => 'Das Paket ist nicht signiert: Wer alles darin ändert, fällt nicht auf.',
  'signature-required': () => 'Das Paket ist nicht signiert, obwohl vertraute Schlüssel angegeben wurden.',
  'timestamp-good': ({ at, authority, certificate }) =>
    `Der Zeitstempel nennt ${at}, ausgestellt von ${authority} (Zertifikat ${shortHash(certificate)}). Ob dieser Stelle zu trauen ist, wurde nicht geprüft.`,
  'timestamp-bad': ({ detail }) => `Der Zeitstempel ist ungültig: ${detail}.`,
  'timestamp-missing': (_args, file) => `${file} fehlt, obwohl das Manifest einen Zeitstempel ankündigt.`,
  'timestamp-none': () => 'Das Paket hat keinen Zeitstempel: Wann es entstand, sagt nur es selbst.',
  'pdf-signature-good': ({ subject, certificate, at }, file) =>
    `${file} ist signiert von ${subject} (Zertifikat SHA-256 ${certificate})${at === null ? '' : `, nach eigener Angabe am ${at}`}; seither wurde nichts daran verändert. Ob diesem Zertifikat zu trauen ist, wurde nicht beurteilt.`,
  'pdf-signature-bad': ({ detail }, file) => `Die Signatur in ${file} ist ungültig: ${detail}.`,
  'pdf-signature-none': (_args, file) => `${file} trägt keine eigene Signatur.`,
  'pdf-signature-missing': ({ certificate }, file) =>
    `${file} trägt keine Signatur, obwohl das Manifest eine mit dem Zertifikat mit SHA-256 ${certificate} ankündigt: Sie wurde entfernt.`,
  'pdf-signature-other': ({ certificate }, file) =>
    `${file} ist nicht mit dem Zertifikat signiert, das das Manifest ankündigt (SHA-256 ${certificate}).`,
  'pdf-revised': (_args, file) =>
    `${file} wurde nach der Fertigstellung verändert, oder die Signatur wurde beschädigt: Hinter dem ersten Ende steht etwas, das keine Signatur ist.`,
  'seals-elsewhere': () =>
    'Die Signatur des Pakets, sein Zeitstempel und die Kette der Berichte liegen im Ordner; ein PDF allein zeigt nichts davon.',
} satisfies { [C in CheckCode]?: CheckWord<C> };

const listed = (subjects: readonly string[]): string =>
  subjects.length < 2 ? subjects.join() : `${subjects.slice(0, -1).join(', ')} und ${subjects.at(-1) ?? ''}`;

const GROUPS: CheckGroups = {
  'file-intact': ({ length }) => `${String(length)} Dateien sind, wie das Manifest sie aufführt.`,
  'file-elsewhere': (names) => `${listed(names)} liegen im Ordner des Pakets, nicht im PDF.`,
  'identity-agrees': (names) => `${listed(names)} sprechen von demselben Mandanten, demselben Zeitraum und derselben Richtlinie wie manifest.json.`,
  'rendering-agrees': (names) => `${listed(names)} wurden neu erzeugt: dieselben Bytes.`,
  'rendering-other-version': (names) =>
    `${listed(names)} wurden nicht neu erzeugt: Sie stammen von einer anderen Version. Ihre Hashwerte wurden geprüft.`,
  'rendering-other-templates': (names) =>
    `${listed(names)} wurden nicht neu erzeugt: Es waren andere Vorlagen im Gebrauch. Ihre Hashwerte wurden geprüft.`,
  'rendering-not-repeatable': (names) => `${listed(names)} wurden nicht neu erzeugt. Ihre Hashwerte wurden geprüft.`,
  'attachment-agrees': (names) => `${listed(names)} gehören zu diesem Paket.`,
};

export const checkWords = createCheckWords({ ...files, ...manifest, ...content, ...carriers, ...seals }, GROUPS);

export const CHECK_HEADINGS: Messages['checks']['headings'] = { ok: 'Stimmt überein', bad: 'Stimmt nicht überein', 'not-checked': 'Nicht geprüft' };

export const VERIFY_VERDICTS: Messages['checks']['verdicts'] = {
  agrees: 'STIMMT ÜBEREIN',
  'agrees-in-part': 'STIMMT ÜBEREIN, ABER NICHT NEU BERECHNET',
  'agrees-in-values': 'WERTE STIMMEN ÜBEREIN, SEITEN NICHT VERGLICHEN',
  differs: 'STIMMT NICHT ÜBEREIN',
};

const checksAgree = (count: number): string => `${String(count)} ${count === 1 ? 'Prüfung stimmt' : 'Prüfungen stimmen'} überein`;

/** The last words of `verify`. */
export const verifyConclusion: Messages['checks']['conclusion'] = (verdict, { ok, bad, unchecked }) => {
  const left = unchecked === 0 ? '' : `; ${String(unchecked)} ${unchecked === 1 ? 'Punkt wurde' : 'Punkte wurden'} nicht geprüft`;
  if (verdict === 'differs')
    return `${String(bad)} ${bad === 1 ? 'Prüfung stimmt' : 'Prüfungen stimmen'} nicht überein, ${String(ok)} ${ok === 1 ? 'stimmt' : 'stimmen'} überein${left}`;
  if (verdict === 'agrees') return `${checksAgree(ok)}${left}`;
  return verdict === 'agrees-in-values'
    ? `${checksAgree(ok)}; für das, was die Seiten zeigen, steht nichts ein${left}`
    : `${checksAgree(ok)}, ohne die Antworten der Quelle${left}`;
};
