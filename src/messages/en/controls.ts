import type { ControlId, Framework, Grade } from '../../model/control.ts';
import type { ControlWords } from '../control-words.ts';

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
  gdpr: 'GDPR',
  pci: 'PCI DSS 4.0.1',
};

const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  direct: 'Direct',
  'direct-in-scope': 'Direct, for jobs in scope',
  partial: 'Partial',
  'not-evidenced': 'Not evidenced here',
  'not-applicable': 'Not applicable',
};

const ROWS: Readonly<Record<ControlId, ControlWords>> = {
  'iso27001-a8.13': {
    requirement: 'Backup copies are made and tested by an agreed policy.',
    evidence: 'Copies made at the frequency of the policy; failures and recovery from them.',
    missing: 'Restore tests; retention, encryption, location; asset register.',
  },
  'soc2-a1.2': {
    requirement: 'Backup and recovery are designed, operated and monitored.',
    evidence: 'Backup runs operated and monitored through the period.',
    missing: 'Configuration and alerting; the report of the provider itself.',
  },
  'soc2-a1.3': { requirement: 'Recovery plans are tested.', evidence: 'Nothing.', missing: 'Record of a restore test.' },
  'nist-cp-9-a': {
    requirement: 'User-level data is backed up as often as the recovery point objective asks.',
    evidence: 'Frequency against the RPO, from the backup records of the system.',
    missing: 'Which components are in scope: system security plan.',
  },
  'nist-cp-9-rest': {
    requirement: 'Backups are protected, tested for integrity and by restores, and encrypted.',
    evidence: 'Nothing.',
    missing: 'Protection of backups, tests of integrity and restores, cryptography.',
  },
  'nist-cp-10': {
    requirement: 'The system is recovered within its time and recovery point objectives.',
    evidence: 'The half about recovery points only.',
    missing: 'Exercise of the recovery time.',
  },
  'nist-800-34-rpo': {
    requirement: 'Recovery point objectives are set and achieved.',
    evidence: 'The achieved RPO against the objective.',
    missing: 'The business impact analysis behind the objective.',
  },
  'cis-11.2': {
    requirement: 'Backups of assets in scope run automatically and regularly.',
    evidence: 'The rhythm of each job.',
    missing: 'Coverage of assets: asset inventory.',
  },
  'cis-11-rest': {
    requirement: 'Recovery process, protection and isolation of backups, restore tests.',
    evidence: 'Nothing.',
    missing: 'Process documents, protection and isolation of copies, record of restore tests.',
  },
  'nis2-21-2-c': {
    requirement: 'Business continuity, such as backup management and recovery.',
    evidence: 'Record of execution for the Microsoft 365 part.',
    missing: 'The plan, its tests, location and access.',
  },
  'dora-12-1-a': {
    requirement: 'A backup policy sets scope and least frequency.',
    evidence: 'The observed frequency against the least one of the policy.',
    missing: 'The policy itself; Art. 12(2) and 12(3): tests, segregation.',
  },
  'hipaa-164.308-a-7': {
    requirement: 'Retrievable, exact copies of health data are made and kept.',
    evidence: 'Frequency and operation.',
    missing: 'Retrievability, exactness, tests.',
  },
  'essential-eight-ml1': {
    requirement: 'Backups are made by business criticality, kept, and tested by restores.',
    evidence: 'Frequency.',
    missing: 'Retention, a common point in time, restore exercises, access.',
  },
  'fedramp-ksi-rpl-abo': {
    requirement: 'Backups are aligned with the recovery objectives.',
    evidence: 'RPO against objective, readable by machines in report.json.',
    missing: 'Recovery tests.',
  },
  'gdpr-32-1': {
    requirement: 'Availability and resilience, restoring in time, regular testing.',
    evidence: 'Operation of backups.',
    missing: 'Restores and tests.',
  },
  'pci-backup': {
    requirement: 'Backups of card data and audit logs are protected.',
    evidence: 'Normally nothing.',
    missing: 'Relevant only where card data or logs lie in Microsoft 365.',
  },
};

/** The control mapping. It never says that a control is met: it says what these data can evidence. */
export const controls = {
  heading: 'What audit frameworks can draw from this report',
  lead: 'How far records of jobs and sessions can evidence a control, whatever their result in this period. It is no statement that a control is met.',
  caution: (version: string): string =>
    `Requirements are paraphrased, and a person checks them against the standards before relying on them. Mapping ${version}. Objectives and targets are those of the customer.`,
  columns: {
    reference: 'Reference',
    requirement: 'Requirement, paraphrased',
    evidence: 'Evidence here',
    grade: 'Extent',
    missing: 'Not covered; where to get it',
  },
  frameworks: FRAMEWORK_NAMES,
  grades: GRADE_WORDS,
  rows: ROWS,
  signOff: 'Sign-off',
  signOffRoles: ['Prepared by', 'Reviewed by'],
  signOffLines: { name: 'Name', date: 'Date', signature: 'Signature' },
};
