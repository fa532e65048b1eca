import { check, type Check } from '../../model/check.ts';
import { toIso } from '../../model/instant.ts';
import type { StatedSignature } from '../../model/pdf-signature.ts';
import type { BundleFiles } from '../bundle.ts';
import type { Manifest } from '../manifest-schema.ts';
import { checkPdfSignature, type SignaturesOf } from '../pdf-signature.ts';
import { PDF_FILE, unreadable } from './carriers.ts';

const checkOne = async (pdf: Uint8Array, stated: StatedSignature): Promise<Check> => {
  const state = await checkPdfSignature(pdf, stated);
  if (!state.good) return check('pdf-signature-bad', PDF_FILE, { detail: state.detail });
  const { subject, certificate, at } = state;
  return check('pdf-signature-good', PDF_FILE, { subject, certificate, at: at === null ? null : toIso(at) });
};

/** What the manifest announces and the document does not hold: the signature was taken off, or another one was set. */
const checkAnnounced = (announced: string | undefined, found: readonly Check[]): readonly Check[] => {
  const good = found.flatMap((one) => (one.code === 'pdf-signature-good' ? [one.args.certificate] : []));
  const isBad = found.some(({ status }) => status === 'bad');
  return announced === undefined || isBad || good.includes(announced) ? [] : [check('pdf-signature-other', PDF_FILE, { certificate: announced })];
};

/** The signatures inside the bundle's PDF, or inside the PDF that was named. Only where there is no PDF is there nothing to say. */
export const checkPdfSignatures = async (
  { files, document }: BundleFiles,
  signaturesOf: SignaturesOf,
  seal?: Manifest['seal'],
): Promise<readonly Check[]> => {
  const pdf = document ?? files.get(PDF_FILE);
  if (pdf === undefined) return [];
  try {
    const { signatures, inOneGo } = await signaturesOf(pdf);
    const announced = seal?.pdf?.certificateSha256;
    if (signatures.length > 0) {
      const found = await Promise.all(signatures.map((one) => checkOne(pdf, one)));
      return [...found, ...checkAnnounced(announced, found)];
    }
    // A signature is added to a finished document: where one was damaged or cut off, a trace of it is left.
    if (!inOneGo) return [check('pdf-revised', PDF_FILE, {})];
    return [
      announced === undefined ? check('pdf-signature-none', PDF_FILE, {}) : check('pdf-signature-missing', PDF_FILE, { certificate: announced }),
    ];
  } catch (error) {
    return [unreadable(error)];
  }
};
