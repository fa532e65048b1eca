import { X509Certificate } from 'node:crypto';
import { fromBER, UTCTime } from 'asn1js';
import { ContentInfo, IssuerAndSerialNumber, SignedData, type Certificate } from 'pkijs';
import type { Instant } from '../model/instant.ts';
import type { StatedSignature, StatedSignatures } from '../model/pdf-signature.ts';
import { sha256 } from '../model/sha256.ts';
import { bufferOf, demand, derOf, flawWords, SIGNED_DATA, signerOf } from './cms.ts';

/** Throws for what is no PDF. */
export type SignaturesOf = (pdf: Uint8Array) => Promise<StatedSignatures>;

export type SignatureState =
  | {
      readonly good: true;
      /** As the certificate says it: untrusted text. */
      readonly subject: string;
      /** SHA-256 of the certificate. */
      readonly certificate: string;
      /** The signer's own word; null: none. */
      readonly at: Instant | null;
    }
  | { readonly good: false; readonly detail: string };

const DATA = '1.2.840.113549.1.7.1';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const LONGEST_SUBJECT = 300;

type Pieces = { readonly covered: Uint8Array; readonly left: string };

/** The whole document in two pieces, and what they leave out between them. */
const piecesOf = (pdf: Uint8Array, range: readonly number[]): Pieces => {
  const [start = -1, first = -1, second = -1, rest = -1] = range;
  demand(range.length === 4 && range.every((number) => Number.isSafeInteger(number) && number >= 0), 'it does not say what it covers');
  demand(start === 0 && first < second, 'it does not cover the beginning of the file');
  demand(second + rest <= pdf.length, 'the file was cut off after it was signed');
  demand(second + rest === pdf.length, 'something was added to the file after it was signed');
  return {
    covered: Buffer.concat([pdf.subarray(0, first), pdf.subarray(second)]),
    left: Buffer.from(pdf.subarray(first, second)).toString('latin1'),
  };
};

/** In one spelling, as every program writes it: mixed letters were changed by hand. */
const HEX = /^<(?:(?:[\da-f]{2})+|(?:[\dA-F]{2})+)>$/;

/** What is left out must be the signature and nothing else: no byte of the file is then uncovered. */
const signatureIn = (left: string, contents: Uint8Array): Uint8Array => {
  demand(HEX.test(left), 'it leaves out more than itself');
  const bytes = Buffer.from(left.slice(1, -1), 'hex');
  demand(bytes.equals(contents), 'it leaves out something else than itself');
  return bytes;
};

const signedDataIn = (padded: Uint8Array): SignedData => {
  const { offset, result } = fromBER(bufferOf(padded));
  demand(offset > 0 && padded.subarray(offset).every((byte) => byte === 0), 'it is no whole structure');
  const info = new ContentInfo({ schema: result });
  demand(info.contentType === SIGNED_DATA, 'it is no signature');
  const signed = new SignedData({ schema: info.content });
  const again = new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema() }).toSchema().toBER();
  // Parts of it are covered by no signature: whoever rewrites them shall not go unseen.
  demand(Buffer.from(again).equals(padded.subarray(0, offset)), 'it was rewritten');
  const { encapContentInfo: content, digestAlgorithms, signerInfos } = signed;
  demand(signed.version === 1 && content.eContentType === DATA && content.eContent === undefined, 'it signs something of its own');
  const used = signerInfos.map(({ digestAlgorithm }) => digestAlgorithm.algorithmId);
  demand(
    signerInfos.every(({ version }) => version === 1),
    'it is of an unknown form',
  );
  demand(digestAlgorithms.length === 1 && used.includes(digestAlgorithms[0]?.algorithmId ?? ''), 'it contradicts itself');
  return signed;
};

const derOfName = ({ issuer }: Pick<Certificate, 'issuer'>): Buffer => Buffer.from(issuer.toSchema().toBER());

/** The library compares names leniently. */
const names = ({ signerInfos }: SignedData, signer: Certificate): boolean => {
  const sid: unknown = signerInfos[0]?.sid;
  return sid instanceof IssuerAndSerialNumber && derOfName(sid).equals(derOfName(signer));
};

const timeIn = ({ signerInfos }: SignedData): Instant | null => {
  const attribute = signerInfos[0]?.signedAttrs?.attributes.find(({ type }) => type === SIGNING_TIME);
  const value: unknown = attribute?.values[0];
  // Times from 2050 on are of another type with the same method.
  return value instanceof UTCTime ? value.toDate().getTime() : null;
};

const subjectOf = (certificate: Certificate): string =>
  new X509Certificate(derOf(certificate)).subject.replaceAll('\n', ', ').slice(0, LONGEST_SUBJECT);

const examine = async (pdf: Uint8Array, { range, contents }: StatedSignature): Promise<SignatureState> => {
  const { covered, left } = piecesOf(pdf, range);
  const signed = signedDataIn(signatureIn(left, contents));
  const signer = await signerOf(signed, covered);
  demand(names(signed, signer), 'it names another certificate');
  const at = timeIn(signed);
  const { notBefore, notAfter } = signer;
  demand(
    at === null || (at >= notBefore.value.getTime() && at <= notAfter.value.getTime()),
    'its certificate was not valid at the time that it states',
  );
  return { good: true, subject: subjectOf(signer), certificate: sha256(derOf(signer)), at };
};

/**
 * Holds a signature against the bytes of its document: it must cover all of them but itself, and fit. Whether its certificate
 * is to be trusted or was revoked is not looked at. Throws nothing.
 */
export const checkPdfSignature = async (pdf: Uint8Array, stated: StatedSignature): Promise<SignatureState> => {
  try {
    return await examine(pdf, stated);
  } catch (error) {
    return { good: false, detail: flawWords(error) };
  }
};
