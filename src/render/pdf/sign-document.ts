import { X509Certificate } from 'node:crypto';
import { P12Signer, PDF } from '@libpdf/core';
import { UserError } from '../../errors.ts';
import type { Instant } from '../../model/instant.ts';

/** A certificate with its private key, opened. */
export type DocumentSigner = {
  readonly signer: P12Signer;
  /** From when to when the certificate is valid. */
  readonly validFrom: Instant;
  readonly validTo: Instant;
};

export type DocumentSigning = {
  /** What the signature says about itself, in the report's language. Without parentheses and backslashes: the library doubles them. */
  readonly reason: string;
  /** The report's own instant: the signature states it, nobody proves it. */
  readonly date: Date;
};

const refuse = (what: string, error: unknown): UserError =>
  new UserError('bad-pdf-certificate', `${what} could not be opened: it is no PKCS#12 file with a private key, or the password is another.`, {
    hint: 'Check the file and the password that the configuration names.',
    // The library's own words could repeat what it was given.
    cause: error instanceof Error ? error.name : undefined,
  });

/** Opens a PKCS#12 file; `what` begins the sentence where it cannot be opened. Throws a UserError that repeats none of it. */
export const openSigner = async (p12: Uint8Array, password: string, what = 'The certificate for the PDF'): Promise<DocumentSigner> => {
  try {
    const signer = await P12Signer.create(Uint8Array.from(p12), password);
    const { validFromDate, validToDate } = new X509Certificate(signer.certificate);
    return { signer, validFrom: validFromDate.getTime(), validTo: validToDate.getTime() };
  } catch (error) {
    throw refuse(what, error);
  }
};

/** For the signature itself and its attributes. */
const BASE_SIZE = 12 * 1024;

/**
 * Signs a finished document, as the very last step: what stands before stays byte for byte, and any later change breaks the
 * signature. With an RSA key equal input gives equal bytes. No conformance to a signature profile is claimed.
 */
export const signDocument = async (pdf: Uint8Array, { signer }: DocumentSigner, { reason, date }: DocumentSigning): Promise<Uint8Array> => {
  const document = await PDF.load(pdf);
  const estimatedSize = [signer.certificate, ...signer.certificateChain].reduce((sum, { length }) => sum + length, BASE_SIZE);
  const { bytes } = await document.sign({ signer, reason, signingTime: date, digestAlgorithm: 'SHA-256', estimatedSize });
  return bytes;
};
