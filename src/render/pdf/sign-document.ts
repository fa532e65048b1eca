import { P12Signer, PDF } from '@libpdf/core';
import { UserError } from '../../errors.ts';

export type DocumentSigning = {
  /** A PKCS#12 file: certificate and private key. */
  readonly p12: Uint8Array;
  readonly password: string;
  /** What the signature says about itself, in the report's language. */
  readonly reason: string;
  /** The report's own instant: the signature states it, nobody proves it. */
  readonly date: Date;
};

const openSigner = async ({ p12, password }: DocumentSigning): Promise<P12Signer> => {
  try {
    return await P12Signer.create(Uint8Array.from(p12), password);
  } catch (error) {
    throw new UserError(
      'bad-pdf-certificate',
      'The certificate for the PDF could not be opened: it is no PKCS#12 file, or the password is another.',
      {
        hint: 'Check the file and the password that the configuration names.',
        // The library's own words could repeat what it was given.
        cause: error instanceof Error ? error.name : undefined,
      },
    );
  }
};

/**
 * Signs a finished document, as the very last step: what stands before stays byte for byte, and any later change breaks the
 * signature. With an RSA key equal input gives equal bytes. No conformance to a signature profile is claimed.
 */
export const signDocument = async (pdf: Uint8Array, signing: DocumentSigning): Promise<Uint8Array> => {
  const signer = await openSigner(signing);
  const document = await PDF.load(pdf);
  const { bytes } = await document.sign({ signer, reason: signing.reason, signingTime: signing.date, digestAlgorithm: 'SHA-256' });
  return bytes;
};
