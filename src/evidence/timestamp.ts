import { createHash } from 'node:crypto';
import { fromBER, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  ContentInfo,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
  type Certificate,
} from 'pkijs';
import { z } from 'zod';
import type { Instant } from '../model/instant.ts';
import { hashPattern, sha256 } from '../model/sha256.ts';
import { readJson, writeJson } from './canonical.ts';
import { bufferOf, demand, derOf, flawWords, SIGNED_DATA, signerOf } from './cms.ts';

const OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  commonName: '2.5.4.3',
};

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

/** Both bring a time stamp; what was modified is not what was asked to be stamped: that is checked. */
const GRANTED: readonly number[] = [PKIStatus.granted, PKIStatus.grantedWithMods];

const tokenIn = (response: Uint8Array): SignedData => {
  const { offset, result } = fromBER(bufferOf(response));
  demand(offset === response.length, 'it is no whole structure');
  const { status, timeStampToken } = new TimeStampResp({ schema: result });
  demand(GRANTED.includes(status.status), 'the authority did not grant it');
  demand(timeStampToken instanceof ContentInfo && timeStampToken.contentType === SIGNED_DATA, 'it holds no signed token');
  return new SignedData({ schema: timeStampToken.content });
};

const infoIn = ({ encapContentInfo }: SignedData): TSTInfo => {
  demand(encapContentInfo.eContentType === OID.timeStampInfo && encapContentInfo.eContent !== undefined, 'the token states no time');
  return TSTInfo.fromBER(encapContentInfo.eContent.getValue());
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

const examine = async (response: Uint8Array, sealed: Uint8Array): Promise<Stamp> => {
  const token = tokenIn(response);
  const info = infoIn(token);
  checkImprint(info, sealed);
  const signer = await signerOf(token, sealed);
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
    return { good: false, detail: flawWords(error) };
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
