import { createHash, webcrypto } from 'node:crypto';
import { fromBER, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  CryptoEngine,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { z } from 'zod';
import type { Instant } from '../model/instant.ts';
import { readJson, writeJson } from './canonical.ts';
import { hashPattern, sha256 } from '../model/sha256.ts';

const OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  signingCertificate: ['1.2.840.113549.1.9.16.2.12', '1.2.840.113549.1.9.16.2.47'],
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  commonName: '2.5.4.3',
};

/** An own one: a library that shares this module sets its own for everybody, which then cannot check RSA signatures. */
const ENGINE = new CryptoEngine({ name: 'vdc-report', crypto: webcrypto });

/** An own copy: the library keeps the buffer that it is given. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

const hashOf = (bytes: Uint8Array): ArrayBuffer => bufferOf(createHash('sha256').update(bytes).digest());

/** What is sent to an authority (RFC 3161, `application/timestamp-query`): the SHA-256 of `sealed` and nothing else of it. */
export const timestampRequest = (sealed: Uint8Array): Uint8Array => {
  const messageImprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
    hashedMessage: new OctetString({ valueHex: hashOf(sealed) }),
  });
  return new Uint8Array(new TimeStampReq({ version: 1, messageImprint, certReq: true }).toSchema().toBER());
};

export type Stamp =
  | {
      readonly good: true;
      readonly at: Instant;
      /** The common name in the authority's certificate, as that certificate says it: untrusted text. */
      readonly authority: string;
      /** SHA-256 of that certificate. */
      readonly certificate: string;
    }
  | { readonly good: false; readonly detail: string };

/** Thrown within this file only: the one way out of nested structures. */
class Flaw extends Error {}

const demand: (holds: boolean, detail: string) => asserts holds = (holds, detail) => {
  if (!holds) throw new Flaw(detail);
};

const tokenIn = (response: Uint8Array): SignedData => {
  const { offset, result } = fromBER(bufferOf(response));
  demand(offset === response.length, 'it is no whole structure');
  const { status, timeStampToken } = new TimeStampResp({ schema: result });
  demand(status.status === PKIStatus.granted, 'the authority did not grant it');
  demand(timeStampToken instanceof ContentInfo && timeStampToken.contentType === OID.signedData, 'it holds no signed token');
  return new SignedData({ schema: timeStampToken.content });
};

const infoIn = ({ encapContentInfo }: SignedData): TSTInfo => {
  demand(encapContentInfo.eContentType === OID.timeStampInfo && encapContentInfo.eContent !== undefined, 'the token states no time');
  return TSTInfo.fromBER(encapContentInfo.eContent.getValue());
};

const HASHES: ReadonlyMap<number, string> = new Map([
  [20, 'sha1'],
  [32, 'sha256'],
  [48, 'sha384'],
  [64, 'sha512'],
]);

/** The hash of the signer's certificate that the signature itself covers: no other certificate can take its place. */
const coveredHash = (token: SignedData): Buffer | null => {
  const attributes = token.signerInfos[0]?.signedAttrs?.attributes ?? [];
  const found = attributes.find(({ type }) => OID.signingCertificate.includes(type));
  const values: readonly unknown[] = found?.values ?? [];
  let inner: unknown = values[0];
  for (let depth = 0; depth < 2; depth += 1) inner = inner instanceof Sequence ? inner.valueBlock.value[0] : null;
  const hash = inner instanceof Sequence ? inner.valueBlock.value.find((part) => part instanceof OctetString) : undefined;
  return hash instanceof OctetString ? Buffer.from(hash.valueBlock.valueHexView) : null;
};

const derOf = (certificate: Certificate): Buffer => Buffer.from(certificate.toSchema(false).toBER());

const isCovered = (token: SignedData, certificate: Certificate): boolean => {
  const expected = coveredHash(token);
  const algorithm = HASHES.get(expected?.length ?? 0);
  return expected !== null && algorithm !== undefined && createHash(algorithm).update(derOf(certificate)).digest().equals(expected);
};

const mayStamp = ({ extensions = [] }: Certificate): boolean => {
  const usage: unknown = extensions.find(({ extnID }) => extnID === OID.extendedKeyUsage)?.parsedValue;
  return (
    typeof usage === 'object' &&
    usage !== null &&
    'keyPurposes' in usage &&
    Array.isArray(usage.keyPurposes) &&
    usage.keyPurposes.includes(OID.timeStamping)
  );
};

const nameIn = ({ subject }: Certificate): string => {
  const value: unknown = subject.typesAndValues.find(({ type }) => type === OID.commonName)?.value;
  const block: unknown = typeof value === 'object' && value !== null && 'valueBlock' in value ? value.valueBlock : null;
  return typeof block === 'object' && block !== null && 'value' in block && typeof block.value === 'string'
    ? block.value.slice(0, 120)
    : 'an authority without a name';
};

const checkImprint = ({ messageImprint }: TSTInfo, sealed: Uint8Array): void => {
  demand(messageImprint.hashAlgorithm.algorithmId === OID.sha256, 'it was made over another kind of hash');
  demand(Buffer.from(messageImprint.hashedMessage.valueBlock.valueHexView).equals(Buffer.from(hashOf(sealed))), 'it was made for something else');
};

const signerOf = async (token: SignedData, sealed: Uint8Array): Promise<Certificate> => {
  demand(token.signerInfos.length === 1 && token.signerInfos[0]?.signedAttrs !== undefined, 'it has not one signer');
  const result = await token.verify({ signer: 0, data: bufferOf(sealed), checkChain: false, extendedMode: true }, ENGINE);
  demand(result.signatureVerified === true && result.signerCertificate instanceof Certificate, 'its signature does not fit');
  return result.signerCertificate;
};

const examine = async (response: Uint8Array, sealed: Uint8Array): Promise<Stamp> => {
  const token = tokenIn(response);
  const info = infoIn(token);
  checkImprint(info, sealed);
  const signer = await signerOf(token, sealed);
  demand(isCovered(token, signer), 'it does not say which certificate signed it');
  demand(mayStamp(signer), 'its certificate is not one for time stamps');
  const { notBefore, notAfter } = signer;
  demand(info.genTime >= notBefore.value && info.genTime <= notAfter.value, 'its certificate was not valid at that time');
  return { good: true, at: info.genTime.getTime(), authority: nameIn(signer), certificate: sha256(derOf(signer)) };
};

/**
 * Holds an authority's answer against the bytes that it was asked to stamp: status, hash, signature, and the certificate that
 * comes with it. Whether that certificate is to be trusted is not looked at. Throws nothing.
 */
export const checkTimestamp = async (response: Uint8Array, sealed: Uint8Array): Promise<Stamp> => {
  try {
    return await examine(response, sealed);
  } catch (error) {
    return { good: false, detail: error instanceof Flaw ? error.message : 'it cannot be read' };
  }
};

const stampSchema = z.strictObject({
  schemaVersion: z.literal('1.0'),
  response: z.base64().describe('the authority’s answer (RFC 3161, TimeStampResp), DER'),
  checksum: z.string().regex(hashPattern).describe('SHA-256 of that answer: it has parts that no signature covers'),
});

/** manifest.tsr.json. For other programs: `jq -r .response manifest.tsr.json | base64 -d` gives the bare answer. */
export const writeStamp = (response: Uint8Array): Uint8Array =>
  writeJson(stampSchema, { schemaVersion: '1.0', response: Buffer.from(response).toString('base64'), checksum: sha256(response) });

/** The bare answer, or what is wrong with the file. */
export const readStamp = (bytes: Uint8Array): Uint8Array | string => {
  const read = readJson(stampSchema, bytes);
  if (!read.ok) return `the file cannot be read (${read.detail})`;
  const response = Buffer.from(read.value.response, 'base64');
  const whole = response.toString('base64') === read.value.response && sha256(response) === read.value.checksum;
  return whole ? response : 'the file was changed';
};
