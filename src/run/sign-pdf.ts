import { messagesFor } from '../messages/catalogue.ts';
import { toIso, type Instant } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import { sha256 } from '../model/sha256.ts';
import type { PdfSigningProblem } from '../model/stamp.ts';
import { signDocument, type DocumentSigner } from '../render/pdf/sign-document.ts';

/** `signed`: SHA-256 of the certificate; null: it is not signed. `problem`: why not, although it should be. */
export type FinishedPdf = { readonly bytes: Uint8Array; readonly signed: string | null; readonly problem: PdfSigningProblem | null };

/** Finishes the document, with a manifest inside that announces a signature by this certificate, or none. */
export type Finish = (announced: string | null) => Promise<Uint8Array>;

/** A signature by a certificate that is not valid helps nobody and looks like one that does. */
const invalidity = ({ validFrom, validTo }: DocumentSigner, now: Instant): PdfSigningProblem | null => {
  if (now > validTo) return { kind: 'expired', at: toIso(validTo) };
  return now < validFrom ? { kind: 'not-yet-valid', at: toIso(validFrom) } : null;
};

export type Signing = {
  readonly report: Report;
  /** When the last answer that the report rests on was there. */
  readonly knownAt: Instant;
  readonly now: Instant;
};

/**
 * The earliest instant at which the signature can have been made: all answers were there, and the certificate was valid. The
 * clock's own would make another document of equal input each time; when it was made is for a time stamp to say.
 */
const signingTime = ({ report, knownAt }: Signing, { validFrom }: DocumentSigner): Date =>
  new Date(Math.max(Date.parse(report.asOf), knownAt, validFrom));

/** Finishes and signs a document, where its certificate is valid now; a document that could not be signed is still a document. */
export const signPdf = async (finish: Finish, signer: DocumentSigner, signing: Signing): Promise<FinishedPdf> => {
  const problem = invalidity(signer, signing.now);
  if (problem !== null) return { bytes: await finish(null), signed: null, problem };
  const certificate = sha256(signer.signer.certificate);
  const pdf = await finish(certificate);
  const { locale, reportId } = signing.report;
  try {
    const reason = messagesFor(locale).seal.reason(reportId);
    return { bytes: await signDocument(pdf, signer, { reason, date: signingTime(signing, signer) }), signed: certificate, problem: null };
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : '';
    return { bytes: await finish(null), signed: null, problem: { kind: 'failed', detail } };
  }
};
