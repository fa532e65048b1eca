import { UserError } from '../../errors.ts';
import { checkFiles } from '../../evidence/checks/files.ts';
import { INPUTS_FILE, readInputs } from '../../evidence/inputs.ts';
import { MANIFEST_FILE } from '../../evidence/manifest-schema.ts';
import { readManifest } from '../../evidence/manifest.ts';
import type { Branding } from '../../model/branding.ts';
import type { Report } from '../../model/report.ts';
import { readReport } from '../../report/compose.ts';
import { openNamed } from '../open-bundle.ts';

export type FinishedReport = {
  readonly path: string;
  readonly report: Report;
  /** Null: the bundle has none. */
  readonly pdf: Uint8Array | null;
  /** As it was made with; undefined: its evidence does not tell. */
  readonly branding: Branding | null | undefined;
};

const damaged = (path: string, what: string, cause?: unknown): UserError =>
  new UserError('bundle-damaged', `${path} was not sent: ${what}.`, {
    hint: `"vdc-report verify ${path}" names all that does not agree; make the report again.`,
    cause,
  });

const NOT_FOR_SENDING = 'Name the folder of one period, such as reports/contoso/2026-10, or a zip of it.';

/** The PDF alone is no bundle here: nobody asked what else it carries. */
const noAttachments = async (): Promise<ReadonlyMap<string, Uint8Array>> => new Map();

const parse = (path: string, text: Uint8Array): Report => {
  try {
    return readReport(Buffer.from(text).toString('utf8'));
  } catch (cause) {
    throw damaged(path, 'its report.json cannot be read by this version', cause);
  }
};

const brandingIn = (inputs: Uint8Array | undefined): Branding | null | undefined => {
  const read = inputs === undefined ? null : readInputs(inputs);
  return read?.ok === true ? (read.value.branding ?? null) : undefined;
};

/** A bundle as it was made: one whose files are not those of its manifest is sent to nobody. Throws UserError. */
export const loadFinished = async (path: string): Promise<FinishedReport> => {
  const bundle = await openNamed(path, noAttachments);
  if (bundle.kind === 'pdf') throw new UserError('bundle-pdf', `${path} is a PDF, not a bundle.`, { hint: NOT_FOR_SENDING });
  const manifest = readManifest(bundle.files.get(MANIFEST_FILE) ?? new Uint8Array());
  if (!manifest.ok) throw damaged(path, 'its manifest.json is missing or cannot be read');
  const wrong = checkFiles(bundle, manifest.value).find(({ status }) => status === 'bad');
  if (wrong !== undefined) throw damaged(path, `${wrong.subject} is not as its manifest says`);
  const json = bundle.files.get('report.json');
  if (json === undefined) throw damaged(path, 'it has no report.json');
  return { path, report: parse(path, json), pdf: bundle.files.get('report.pdf') ?? null, branding: brandingIn(bundle.files.get(INPUTS_FILE)) };
};
