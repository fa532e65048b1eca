import { check, type Check } from '../../model/check.ts';
import { toIso } from '../../model/instant.ts';
import type { StatedSignature } from '../../model/pdf-signature.ts';
import type { BundleFiles } from '../bundle.ts';
import { checkPdfSignature, type SignaturesOf } from '../pdf-signature.ts';
import { PDF_FILE, unreadable } from './carriers.ts';

const checkOne = async (pdf: Uint8Array, stated: StatedSignature): Promise<Check> => {
  const state = await checkPdfSignature(pdf, stated);
  if (!state.good) return check('pdf-signature-bad', PDF_FILE, { detail: state.detail });
  const { subject, certificate, at } = state;
  return check('pdf-signature-good', PDF_FILE, { subject, certificate, at: at === null ? null : toIso(at) });
};

/** The signatures inside the bundle's PDF, or inside the PDF that was named. Only where there is no PDF is there nothing to say. */
export const checkPdfSignatures = async ({ files, document }: BundleFiles, signaturesOf: SignaturesOf): Promise<readonly Check[]> => {
  const pdf = document ?? files.get(PDF_FILE);
  if (pdf === undefined) return [];
  try {
    const { signatures, inOneGo } = await signaturesOf(pdf);
    if (signatures.length > 0) return await Promise.all(signatures.map((one) => checkOne(pdf, one)));
    // A signature is added to a finished document: where one was damaged or cut off, a trace of it is left.
    return [check(inOneGo ? 'pdf-signature-none' : 'pdf-revised', PDF_FILE, {})];
  } catch (error) {
    return [unreadable(error)];
  }
};
