import { check, type Check } from '../../model/check.ts';
import type { BundleFiles } from '../bundle.ts';
import { MANIFEST_FILE, type Manifest } from '../manifest-schema.ts';
import { contentManifest, writeManifest } from '../manifest.ts';
import { REPORT_FILE } from './report.ts';

export const PDF_FILE = 'report.pdf';
export const MAIL_FILE = 'email.eml';

/** The files that a PDF carries, by name. Throws for what is no PDF. */
export type AttachmentsOf = (pdf: Uint8Array) => Promise<ReadonlyMap<string, Uint8Array>>;

/** What the PDF of this very bundle must carry. */
const expectedIn = ({ files }: BundleFiles, manifest: Manifest): ReadonlyMap<string, Uint8Array | undefined> =>
  new Map([
    [REPORT_FILE, files.get(REPORT_FILE)],
    [MANIFEST_FILE, writeManifest(contentManifest(manifest))],
  ]);

const compare = (name: string, expected: Uint8Array | undefined, found: Uint8Array | undefined): Check => {
  const subject = `${PDF_FILE}: ${name}`;
  if (found === undefined) return check('attachment-missing', subject, {});
  return expected !== undefined && Buffer.from(expected).equals(found)
    ? check('attachment-agrees', subject, {})
    : check('attachment-differs', subject, {});
};

const LONGEST_DETAIL = 200;

export const unreadable = (error: unknown): Check =>
  check('pdf-unreadable', PDF_FILE, { detail: (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_DETAIL) });

/** The attached report and manifest must be those of the folder. What the pages show is not read. */
export const checkPdf = async (bundle: BundleFiles, manifest: Manifest, attachmentsOf: AttachmentsOf): Promise<readonly Check[]> => {
  const pdf = bundle.files.get(PDF_FILE);
  if (pdf === undefined) return [];
  try {
    const attached = await attachmentsOf(pdf);
    const expected = expectedIn(bundle, manifest);
    const strangers = [...attached.keys()].filter((name) => !expected.has(name));
    return [
      ...[...expected].map(([name, bytes]) => compare(name, bytes, attached.get(name))),
      ...strangers.map((name) => check('attachment-unlisted', `${PDF_FILE}: ${name}`, {})),
      check('pdf-pages-not-compared', PDF_FILE, {}),
    ];
  } catch (error) {
    return [unreadable(error)];
  }
};

const PDF_PART = /^content-type:\s*application\/pdf/im;

/** Base64 without its line breaks, as far as it stands in the mail. */
const carries = (mail: string, pdf: Uint8Array): boolean => mail.replaceAll(/\r?\n/g, '').includes(Buffer.from(pdf).toString('base64'));

/** The mail must carry the PDF of this bundle, or none. Its own words are not read. */
export const checkMail = ({ files }: BundleFiles): readonly Check[] => {
  const mail = files.get(MAIL_FILE);
  if (mail === undefined) return [];
  const text = Buffer.from(mail).toString('latin1');
  const pdf = files.get(PDF_FILE);
  const unread = check('mail-text-not-compared', MAIL_FILE, {});
  if (!PDF_PART.test(text)) return [check('mail-without-pdf', MAIL_FILE, {}), unread];
  return [pdf !== undefined && carries(text, pdf) ? check('mail-carries-pdf', MAIL_FILE, {}) : check('mail-other-pdf', MAIL_FILE, {}), unread];
};
