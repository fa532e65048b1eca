import { sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { toIso } from '../model/instant.ts';
import { readJson, writeJson } from './canonical.ts';
import { announcedKey } from './keys.ts';
import { MANIFEST_FILE, manifestSchema, type Manifest } from './manifest-schema.ts';
import { readManifest } from './manifest.ts';
import { hashPattern, sha256 } from '../model/sha256.ts';

/** The kind of payload that the envelope announces: an in-toto statement. */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'urn:vdc-report:bundle:1';

const digest = z.strictObject({ sha256: z.string().regex(hashPattern) });

const statementSchema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(z.strictObject({ name: z.string(), digest })),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: z.strictObject({
    reportId: z.string(),
    tenant: z.string(),
    period: z.string(),
    asOf: z.string(),
    evidence: manifestSchema.shape.evidence,
  }),
});

const envelopeSchema = z.strictObject({
  payload: z.base64(),
  payloadType: z.literal(PAYLOAD_TYPE),
  signatures: z.array(z.strictObject({ keyid: z.string().regex(hashPattern), sig: z.base64() })).length(1),
});

/** What is signed, byte for byte: kind and length stand before the payload, so that it can be taken for nothing else. */
export const preAuthEncoding = (type: string, payload: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`DSSEv1 ${String(Buffer.byteLength(type))} ${type} ${String(payload.length)} `), payload]);

/** States the hash of every file of the bundle, and of the manifest itself. It follows from the manifest's bytes alone. */
const statementOf = (bytes: Uint8Array, manifest: Manifest): Uint8Array =>
  writeJson(statementSchema, {
    _type: STATEMENT_TYPE,
    subject: [
      ...manifest.files.map(({ name, sha256: hash }) => ({ name, digest: { sha256: hash } })),
      { name: MANIFEST_FILE, digest: { sha256: sha256(bytes) } },
    ],
    predicateType: PREDICATE_TYPE,
    predicate: {
      reportId: manifest.reportId,
      tenant: manifest.tenant.id,
      period: manifest.period.key,
      asOf: toIso(manifest.asOf),
      evidence: manifest.evidence,
    },
  });

/** manifest.sig.json: a DSSE envelope around an in-toto statement. The manifest must announce this very key. */
export const signManifest = (bytes: Uint8Array, privateKey: KeyObject): Uint8Array => {
  const read = readManifest(bytes);
  const seal = read.ok ? read.value.seal.signature : null;
  if (!read.ok || seal === null) throw new TypeError('only a manifest that announces its key can be signed');
  const payload = statementOf(bytes, read.value);
  const sig = sign(null, preAuthEncoding(PAYLOAD_TYPE, payload), privateKey).toString('base64');
  return writeJson(envelopeSchema, {
    payload: Buffer.from(payload).toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid: seal.keyId, sig }],
  });
};

/** `good` says that the announced key has signed these files, not that anybody should trust that key. */
export type SignatureState =
  { readonly good: true; readonly key: KeyObject; readonly keyId: string } | { readonly good: false; readonly detail: string };

const bad = (detail: string): SignatureState => ({ good: false, detail });

/** Base64 has spare bits: the same bytes could be spelt in several ways. */
const bytesOf = (base64: string): Buffer | null => {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : null;
};

/** Holds an envelope against the manifest that it signs, with the key that this manifest announces. */
export const checkEnvelope = (envelope: Uint8Array, bytes: Uint8Array, manifest: Manifest): SignatureState => {
  const { signature: seal } = manifest.seal;
  const key = seal === null ? null : announcedKey(seal);
  if (seal === null || key === null) return bad('the manifest announces no usable key');
  const read = readJson(envelopeSchema, envelope);
  if (!read.ok) return bad(`the envelope cannot be read: ${read.detail}`);
  const [signature] = read.value.signatures;
  const payload = bytesOf(read.value.payload);
  const sig = bytesOf(signature?.sig ?? '');
  if (payload === null || sig === null) return bad('the envelope is not written as it must be');
  if (signature?.keyid !== seal.keyId) return bad('the signature names another key than the manifest');
  if (!payload.equals(statementOf(bytes, manifest))) return bad('other files were signed');
  return verify(null, preAuthEncoding(PAYLOAD_TYPE, payload), key, sig)
    ? { good: true, key, keyId: seal.keyId }
    : bad('the signature does not fit the manifest');
};
