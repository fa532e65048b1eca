import forge from 'node-forge';
import { generate } from 'selfsigned';

export const SIGNER_PASSWORD = 'test-only';

export type SignerOptions = {
  readonly name?: string;
  /** From when to when the certificate is valid; by default as long as any test's clock. */
  readonly from?: string;
  readonly to?: string;
};

/** A certificate for signing documents with its key, as a PKCS#12 file: made anew each time, so that none lies in the repository. */
export const createSigner = async ({ name = 'Test signer', from = '2020-01-01', to = '2040-01-01' }: SignerOptions = {}): Promise<Uint8Array> => {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(to),
    extensions: [{ name: 'keyUsage', digitalSignature: true, nonRepudiation: true }],
  });
  const key = forge.pki.privateKeyFromPem(made.private);
  const certificate = forge.pki.certificateFromPem(made.cert);
  const store = forge.pkcs12.toPkcs12Asn1(key, [certificate], SIGNER_PASSWORD, { algorithm: 'aes256' });
  return Buffer.from(forge.asn1.toDer(store).getBytes(), 'latin1');
};

export const testSigner = await createSigner();
