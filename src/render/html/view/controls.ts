import { say, type ViewContext } from './context.ts';

export type ControlRow = {
  readonly framework: string;
  readonly reference: string;
  readonly requirement: string;
  readonly evidence: string;
  readonly grade: string;
  readonly missing: string;
};

export type ControlsView = { readonly rows: readonly ControlRow[]; readonly caution: string };

/** The rows of the chosen frameworks, each with its framework, so that a row can be read alone. */
export const controlsView = ({ report, m }: ViewContext): ControlsView => ({
  rows: report.controls.rows.map(({ id, framework, reference, grade }) => ({
    framework: m.controls.frameworks[framework],
    reference,
    ...m.controls.rows[id],
    grade: m.controls.grades[grade],
  })),
  caution: m.controls.caution(report.controls.version),
});

/** Who signs, as configured, or as is usual in the language of the report. */
export const signOffView = ({ report, m }: ViewContext): readonly string[] => (report.signOff ?? m.controls.signOffRoles).map(say);
