import type { ControlId, Framework, Grade } from '../../model/control.ts';
import type { ControlWords } from '../control-words.ts';
import type { Messages } from '../messages.ts';

const FRAMEWORK_NAMES: Readonly<Record<Framework, string>> = {
  iso27001: 'ISO/IEC 27001:2022',
  soc2: 'SOC 2',
  'nist-800-53': 'NIST SP 800-53 r5',
  'nist-800-34': 'NIST SP 800-34',
  cis: 'CIS Controls v8.1',
  nis2: 'NIS2',
  dora: 'DORA',
  hipaa: 'HIPAA',
  'essential-eight': 'Essential Eight',
  fedramp: 'FedRAMP 20x',
  gdpr: 'DSGVO',
  pci: 'PCI DSS 4.0.1',
};

const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  direct: 'Direkt',
  'direct-in-scope': 'Direkt, für die erfassten Aufträge',
  partial: 'Teilweise',
  'not-evidenced': 'Hier nicht belegt',
  'not-applicable': 'Nicht anwendbar',
};

const ROWS: Readonly<Record<ControlId, ControlWords>> = {
  'iso27001-a8.13': {
    requirement: 'Sicherungskopien werden nach einer vereinbarten Richtlinie erstellt und geprüft.',
    evidence: 'Kopien in der Häufigkeit, die die Richtlinie verlangt; Störungen und ihre Behebung.',
    missing: 'Tests der Wiederherstellung; Aufbewahrung, Verschlüsselung, Ort; Verzeichnis der Werte.',
  },
  'soc2-a1.2': {
    requirement: 'Sicherung und Wiederherstellung sind entworfen, betrieben und überwacht.',
    evidence: 'Betrieb und Überwachung der Sicherungsläufe über den Zeitraum.',
    missing: 'Konfiguration und Alarmierung; der eigene Bericht des Anbieters.',
  },
  'soc2-a1.3': {
    requirement: 'Wiederherstellungspläne werden geprüft.',
    evidence: 'Nichts.',
    missing: 'Nachweis eines Wiederherstellungstests.',
  },
  'nist-cp-9-a': {
    requirement: 'Nutzerdaten werden so oft gesichert, wie es die RPO-Vorgabe verlangt.',
    evidence: 'Häufigkeit gegenüber der Vorgabe, aus den Sicherungsaufzeichnungen des Systems.',
    missing: 'Welche Komponenten dazugehören: Sicherheitskonzept des Systems.',
  },
  'nist-cp-9-rest': {
    requirement: 'Sicherungen sind geschützt, verschlüsselt und durch Wiederherstellung auf Unversehrtheit geprüft.',
    evidence: 'Nichts.',
    missing: 'Schutz der Sicherungen, Prüfung von Unversehrtheit und Wiederherstellung, Kryptografie.',
  },
  'nist-cp-10': {
    requirement: 'Das System wird innerhalb seiner Vorgaben für Zeit und Datenverlust wiederhergestellt.',
    evidence: 'Nur die Hälfte, die Wiederherstellungspunkte betrifft.',
    missing: 'Übung der Wiederherstellungszeit.',
  },
  'nist-800-34-rpo': {
    requirement: 'RPO-Vorgaben sind gesetzt und werden erreicht.',
    evidence: 'Das erreichte RPO gegenüber der Vorgabe.',
    missing: 'Die Analyse der Geschäftsauswirkungen hinter der Vorgabe.',
  },
  'cis-11.2': {
    requirement: 'Sicherungen der erfassten Werte laufen selbsttätig und regelmäßig.',
    evidence: 'Der Rhythmus jedes Auftrags.',
    missing: 'Abdeckung der Werte: Bestandsverzeichnis.',
  },
  'cis-11-rest': {
    requirement: 'Wiederherstellungsprozess, Schutz und Trennung der Sicherungen, Tests der Wiederherstellung.',
    evidence: 'Nichts.',
    missing: 'Prozessdokumente, Schutz und Trennung der Kopien, Nachweis von Wiederherstellungstests.',
  },
  'nis2-21-2-c': {
    requirement: 'Aufrechterhaltung des Betriebs, etwa durch Sicherungsmanagement und Wiederherstellung.',
    evidence: 'Nachweis der Ausführung für den Teil in Microsoft 365.',
    missing: 'Der Plan, seine Tests, Ort und Zugriff.',
  },
  'dora-12-1-a': {
    requirement: 'Eine Sicherungsrichtlinie legt Umfang und Mindesthäufigkeit fest.',
    evidence: 'Die beobachtete Häufigkeit gegenüber der Mindesthäufigkeit der Richtlinie.',
    missing: 'Die Richtlinie selbst; Art. 12(2) und 12(3): Tests, Trennung.',
  },
  'hipaa-164.308-a-7': {
    requirement: 'Abrufbare, genaue Kopien von Gesundheitsdaten werden erstellt und gepflegt.',
    evidence: 'Häufigkeit und Betrieb.',
    missing: 'Abrufbarkeit, Genauigkeit, Tests.',
  },
  'essential-eight-ml1': {
    requirement: 'Sicherungen entstehen nach Bedeutung für den Betrieb, werden aufbewahrt und durch Wiederherstellung geprüft.',
    evidence: 'Häufigkeit.',
    missing: 'Aufbewahrung, gemeinsamer Zeitpunkt, Übungen der Wiederherstellung, Zugriff.',
  },
  'fedramp-ksi-rpl-abo': {
    requirement: 'Sicherungen entsprechen den Vorgaben für die Wiederherstellung.',
    evidence: 'RPO gegenüber der Vorgabe, maschinenlesbar in report.json.',
    missing: 'Tests der Wiederherstellung.',
  },
  'gdpr-32-1': {
    requirement: 'Verfügbarkeit und Belastbarkeit, rasche Wiederherstellung, regelmäßige Prüfung.',
    evidence: 'Betrieb der Sicherungen.',
    missing: 'Wiederherstellungen und Tests.',
  },
  'pci-backup': {
    requirement: 'Sicherungen von Kartendaten und Prüfprotokollen sind geschützt.',
    evidence: 'In der Regel nichts.',
    missing: 'Nur von Belang, wo Kartendaten oder Protokolle in Microsoft 365 liegen.',
  },
};

/** The control mapping. It never says that a control is met: it says what these data can evidence. */
export const controls: Messages['controls'] = {
  heading: 'Was Prüfrahmen diesem Bericht entnehmen können',
  lead: 'Wie weit Aufzeichnungen über Aufträge und Läufe eine Anforderung belegen können, gleich mit welchem Ergebnis in diesem Zeitraum. Dass eine Anforderung erfüllt ist, wird damit nicht gesagt.',
  caution: (version) =>
    `Die Anforderungen sind sinngemäß wiedergegeben; vor ihrer Verwendung prüft sie ein Mensch anhand der Normen. Zuordnung ${version}. Vorgaben und Ziele sind die des Kunden.`,
  columns: {
    reference: 'Fundstelle',
    requirement: 'Anforderung, sinngemäß',
    evidence: 'Hier belegt',
    grade: 'Umfang',
    missing: 'Nicht abgedeckt; wo zu finden',
  },
  frameworks: FRAMEWORK_NAMES,
  grades: GRADE_WORDS,
  rows: ROWS,
  signOff: 'Abzeichnung',
  signOffRoles: ['Erstellt von', 'Geprüft von'],
  signOffLines: { name: 'Name', date: 'Datum', signature: 'Unterschrift' },
};
