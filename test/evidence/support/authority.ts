import { createHash, webcrypto } from 'node:crypto';
import { Integer, ObjectIdentifier, OctetString, Sequence, UTCTime, Utf8String } from 'asn1js';
import {
  Attribute,
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  PKIStatus,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

/** Made for tests: a time stamping authority with a certificate of its own. */

export type AuthorityOptions = {
  readonly at: Date;
  readonly status?: PKIStatus;
  /** Extended key usage of the certificate. */
  readonly usage?: string;
  /** Leave out the signed attribute that names the certificate. */
  readonly unnamed?: boolean;
  readonly validUntil?: Date;
  /** What the signature is made over. */
  readonly hash?: 'SHA-1' | 'SHA-384';
  /** What the signed attribute says that was signed; null: it is left out. */
  readonly contentType?: string | null;
};

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

const copy = (bytes: ArrayBuffer | Uint8Array): ArrayBuffer => Uint8Array.from(new Uint8Array(bytes)).buffer;
const sha256 = (bytes: ArrayBuffer | Uint8Array): ArrayBuffer => copy(createHash('sha256').update(new Uint8Array(bytes)).digest());

const makeKeys = () => webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);

const makeCertificate = async (
  keys: webcrypto.CryptoKeyPair,
  { usage = TIME_STAMPING, validUntil = new Date('2040-01-01T00:00:00Z') }: AuthorityOptions,
) => {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: 7 });
  const name = () => new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: 'Test authority' }) });
  certificate.issuer.typesAndValues.push(name());
  certificate.subject.typesAndValues.push(name());
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z');
  certificate.notAfter.value = validUntil;
  const purposes = new ExtKeyUsage({ keyPurposes: [usage] });
  certificate.extensions = [new Extension({ extnID: '2.5.29.37', critical: true, extnValue: purposes.toSchema().toBER(), parsedValue: purposes })];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, 'SHA-256');
  return certificate;
};

const digestOf = (content: ArrayBuffer, hash: string): ArrayBuffer =>
  copy(createHash(hash.replace('-', '').toLowerCase()).update(new Uint8Array(content)).digest());

const attributesFor = (content: ArrayBuffer, certificate: Certificate, options: AuthorityOptions) => {
  const { at, unnamed = false, hash = 'SHA-256', contentType = TST_INFO } = options;
  const certificateHash = new OctetString({ valueHex: sha256(certificate.toSchema(true).toBER()) });
  const named = new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [certificateHash] })] })] });
  return [
    ...(contentType === null ? [] : [new Attribute({ type: CONTENT_TYPE, values: [new ObjectIdentifier({ value: contentType })] })]),
    new Attribute({ type: MESSAGE_DIGEST, values: [new OctetString({ valueHex: digestOf(content, hash) })] }),
    new Attribute({ type: '1.2.840.113549.1.9.5', values: [new UTCTime({ valueDate: at })] }),
    ...(unnamed ? [] : [new Attribute({ type: SIGNING_CERTIFICATE_V2, values: [named] })]),
  ];
};

const signToken = async (content: ArrayBuffer, options: AuthorityOptions): Promise<SignedData> => {
  const keys = await makeKeys();
  const certificate = await makeCertificate(keys, options);
  const contentInfo = new EncapsulatedContentInfo({ eContentType: TST_INFO });
  // The constructor would cut the content into pieces.
  contentInfo.eContent = new OctetString({ valueHex: content });
  const signed = new SignedData({
    version: 3,
    encapContentInfo: contentInfo,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: attributesFor(content, certificate, options) }),
      }),
    ],
    certificates: [certificate],
  });
  await signed.sign(keys.privateKey, 0, options.hash ?? 'SHA-256');
  return signed;
};

/** Answers a request as an authority would. */
export const answerRequest = async (request: Uint8Array, options: AuthorityOptions): Promise<Uint8Array> => {
  const { messageImprint } = TimeStampReq.fromBER(copy(request));
  const info = new TSTInfo({ version: 1, policy: '1.2.3.4', messageImprint, serialNumber: new Integer({ value: 1 }), genTime: options.at });
  const token = await signToken(info.toSchema().toBER(), options);
  const response = new TimeStampResp({
    status: new PKIStatusInfo({ status: options.status ?? PKIStatus.granted }),
    timeStampToken: new ContentInfo({ contentType: SIGNED_DATA, content: token.toSchema(true) }),
  });
  return new Uint8Array(response.toSchema().toBER());
};
