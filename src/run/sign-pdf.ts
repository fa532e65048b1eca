import { messagesFor } from '../messages/catalogue.ts';
import { toIso, type Instant } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import type { PdfSigningProblem } from '../model/stamp.ts';
import { signDocument, type DocumentSigner } from '../render/pdf/sign-document.ts';

/** `problem`: why the document is as it was. */
export type SignedPdf = { readonly bytes: Uint8Array; readonly problem: PdfSigningProblem | null };

/** A signature by a certificate that is not valid helps nobody and looks like one that does. */
const invalidity = ({ validFrom, validTo }: DocumentSigner, now: Instant): PdfSigningProblem | null => {
  if (now > validTo) return { kind: 'expired', at: toIso(validTo) };
  return now < validFrom ? { kind: 'not-yet-valid', at: toIso(validFrom) } : null;
};

/** Signs a finished document, where its certificate is valid now; a document that could not be signed is still a document. */
export const signPdf = async (pdf: Uint8Array, report: Report, signer: DocumentSigner, now: Instant): Promise<SignedPdf> => {
  const problem = invalidity(signer, now);
  if (problem !== null) return { bytes: pdf, problem };
  // Equal reports are equal bytes; what is stated must lie within the certificate's time, or readers refuse it.
  const date = new Date(Math.max(Date.parse(report.asOf), signer.validFrom));
  const reason = messagesFor(report.locale).seal.reason(report.reportId);
  try {
    return { bytes: await signDocument(pdf, signer, { reason, date }), problem: null };
  } catch (error) {
    return { bytes: pdf, problem: { kind: 'failed', detail: error instanceof Error ? error.message.slice(0, 200) : '' } };
  }
};
