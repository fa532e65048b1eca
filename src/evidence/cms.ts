import { createHash, webcrypto } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Certificate, CryptoEngine, type SignedData } from 'pkijs';

/** What time stamps and signatures of documents have in common: signed data after RFC 5652. */

const SIGNING_CERTIFICATE: readonly string[] = ['1.2.840.113549.1.9.16.2.12', '1.2.840.113549.1.9.16.2.47'];

const CONTENT_TYPE = '1.2.840.113549.1.9.3';

/** SHA-256, SHA-384 and SHA-512. */
const STRONG: readonly string[] = ['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3'];

/** An own one: a library that shares this module sets its own for everybody, which then cannot check RSA signatures. */
const ENGINE = new CryptoEngine({ name: 'vdc-report', crypto: webcrypto });

export const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** An own copy: the library keeps the buffer that it is given. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** What is wrong with a structure, as the rest of a sentence: the one way out of nested ones. Caught by whoever checks. */
export class Flaw extends Error {}

export const demand: (holds: boolean, detail: string) => asserts holds = (holds, detail) => {
  if (!holds) throw new Flaw(detail);
};

/** What was thrown while something was checked, in words. */
export const flawWords = (error: unknown): string => (error instanceof Flaw ? error.message : 'it cannot be read');

const HASHES: ReadonlyMap<number, string> = new Map([
  [20, 'sha1'],
  [32, 'sha256'],
  [48, 'sha384'],
  [64, 'sha512'],
]);

/** The hash of the signer's certificate that the signature itself covers: no other certificate can take its place. */
const coveredHash = (signed: SignedData): Buffer | null => {
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? [];
  const found = attributes.find(({ type }) => SIGNING_CERTIFICATE.includes(type));
  const values: readonly unknown[] = found?.values ?? [];
  let inner: unknown = values[0];
  for (let depth = 0; depth < 2; depth += 1) inner = inner instanceof Sequence ? inner.valueBlock.value[0] : null;
  const hash = inner instanceof Sequence ? inner.valueBlock.value.find((part) => part instanceof OctetString) : undefined;
  return hash instanceof OctetString ? Buffer.from(hash.valueBlock.valueHexView) : null;
};

export const derOf = (certificate: Certificate): Buffer => Buffer.from(certificate.toSchema(false).toBER());

const isCovered = (signed: SignedData, certificate: Certificate): boolean => {
  const expected = coveredHash(signed);
  const algorithm = HASHES.get(expected?.length ?? 0);
  return expected !== null && algorithm !== undefined && createHash(algorithm).update(derOf(certificate)).digest().equals(expected);
};

/** What the signature covers must say what it signs: otherwise bytes signed as one thing could be passed off as another. */
const namesContent = ({ signerInfos, encapContentInfo }: SignedData): boolean => {
  const found = signerInfos[0]?.signedAttrs?.attributes.filter(({ type }) => type === CONTENT_TYPE) ?? [];
  const values: readonly unknown[] = found.flatMap(({ values: each }): readonly unknown[] => each);
  const [value] = values;
  return values.length === 1 && value instanceof ObjectIdentifier && value.valueBlock.toString() === encapContentInfo.eContentType;
};

/** The certificate of the one signer, whose signature covers `data` and names that certificate. Throws a Flaw. */
export const signerOf = async (signed: SignedData, data: Uint8Array): Promise<Certificate> => {
  demand(signed.signerInfos.length === 1 && signed.signerInfos[0]?.signedAttrs !== undefined, 'it has not one signer');
  demand(STRONG.includes(signed.signerInfos[0].digestAlgorithm.algorithmId), 'its hash is too weak');
  demand(namesContent(signed), 'it does not say what it signs');
  const result = await signed.verify({ signer: 0, data: bufferOf(data), checkChain: false, extendedMode: true }, ENGINE).catch(() => null);
  demand(result?.signatureVerified === true && result.signerCertificate instanceof Certificate, 'its signature does not fit');
  demand(isCovered(signed, result.signerCertificate), 'it does not say which certificate signed it');
  return result.signerCertificate;
};
