import forge from 'node-forge';
import { generate } from 'selfsigned';

export const SIGNER_PASSWORD = 'test-only';

/** A certificate for signing documents with its key, as a PKCS#12 file: made anew for each test file. */
const create = async (): Promise<Uint8Array> => {
  const made = await generate([{ name: 'commonName', value: 'Test signer' }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'keyUsage', digitalSignature: true, nonRepudiation: true }],
  });
  const key = forge.pki.privateKeyFromPem(made.private);
  const certificate = forge.pki.certificateFromPem(made.cert);
  const store = forge.pkcs12.toPkcs12Asn1(key, [certificate], SIGNER_PASSWORD, { algorithm: 'aes256' });
  return Buffer.from(forge.asn1.toDer(store).getBytes(), 'latin1');
};

export const testSigner = await create();
