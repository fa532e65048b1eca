/**
 * What audit frameworks ask for, and how far job and session data can evidence it. The words stand in the catalogues.
 * Whoever changes a row changes the version: it is printed beside the rows.
 */
export const CONTROLS_VERSION = '2026.1';

export const FRAMEWORKS = [
  'iso27001',
  'soc2',
  'nist-800-53',
  'nist-800-34',
  'cis',
  'nis2',
  'dora',
  'hipaa',
  'essential-eight',
  'fedramp',
  'gdpr',
  'pci',
] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** Chosen by organisations of any trade and country; the others bind some only, and their rows would distract the rest. */
export const DEFAULT_FRAMEWORKS: readonly Framework[] = ['iso27001', 'soc2', 'nist-800-53', 'cis'];

/** `direct-in-scope`: direct for the jobs of the report, which need not be all there should be. */
export const GRADES = ['direct', 'direct-in-scope', 'partial', 'not-evidenced', 'not-applicable'] as const;
export type Grade = (typeof GRADES)[number];

type Row = { readonly id: string; readonly framework: Framework; readonly reference: string; readonly grade: Grade };

export const CONTROLS = [
  { id: 'iso27001-a8.13', framework: 'iso27001', reference: 'A.8.13', grade: 'partial' },
  { id: 'soc2-a1.2', framework: 'soc2', reference: 'A1.2', grade: 'partial' },
  { id: 'soc2-a1.3', framework: 'soc2', reference: 'A1.3', grade: 'not-evidenced' },
  { id: 'nist-cp-9-a', framework: 'nist-800-53', reference: 'CP-9 (a)', grade: 'direct-in-scope' },
  { id: 'nist-cp-9-rest', framework: 'nist-800-53', reference: 'CP-9 (d), CP-9(1), CP-9(2), CP-9(8)', grade: 'not-evidenced' },
  { id: 'nist-cp-10', framework: 'nist-800-53', reference: 'CP-10', grade: 'partial' },
  { id: 'nist-800-34-rpo', framework: 'nist-800-34', reference: 'RPO', grade: 'direct' },
  { id: 'cis-11.2', framework: 'cis', reference: '11.2', grade: 'direct-in-scope' },
  { id: 'cis-11-rest', framework: 'cis', reference: '11.1, 11.3, 11.4, 11.5', grade: 'not-evidenced' },
  { id: 'nis2-21-2-c', framework: 'nis2', reference: 'Art. 21(2)(c)', grade: 'partial' },
  { id: 'dora-12-1-a', framework: 'dora', reference: 'Art. 12(1)(a)', grade: 'partial' },
  { id: 'hipaa-164.308-a-7', framework: 'hipaa', reference: '164.308(a)(7)(ii)(A)', grade: 'partial' },
  { id: 'essential-eight-ml1', framework: 'essential-eight', reference: 'ML1', grade: 'partial' },
  { id: 'fedramp-ksi-rpl-abo', framework: 'fedramp', reference: 'KSI-RPL-ABO', grade: 'direct-in-scope' },
  { id: 'gdpr-32-1', framework: 'gdpr', reference: 'Art. 32(1)(b)–(d)', grade: 'partial' },
  { id: 'pci-backup', framework: 'pci', reference: '4.0.1', grade: 'not-applicable' },
] as const satisfies readonly Row[];

export type Control = (typeof CONTROLS)[number];
export type ControlId = Control['id'];

export const CONTROL_IDS = CONTROLS.map(({ id }) => id);

/** All rows of the chosen frameworks, in the order of the mapping: none is left out because it is not evidenced. */
export const controlsOf = (frameworks: readonly Framework[]): readonly Control[] =>
  CONTROLS.filter(({ framework }) => frameworks.includes(framework));
