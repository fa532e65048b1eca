import type { KeyObject } from 'node:crypto';
import { check, type Check } from '../../model/check.ts';
import type { BundleFiles } from '../bundle.ts';
import { MANIFEST_FILE, SIGNATURE_FILE, type Manifest } from '../manifest-schema.ts';
import { checkEnvelope } from '../sign.ts';

const judge = (key: KeyObject, keyId: string, trusted: readonly KeyObject[]): Check => {
  if (trusted.length === 0) return check('signature-untrusted', SIGNATURE_FILE, { keyId });
  const known = trusted.some((one) => one.equals(key));
  return check(known ? 'signature-good' : 'signature-unknown-key', SIGNATURE_FILE, { keyId });
};

/** Whoever names trusted keys expects a signature: a bundle without one is then not good enough. */
const unsigned = ({ kind }: BundleFiles, trusted: readonly KeyObject[]): Check =>
  check(trusted.length > 0 && kind !== 'pdf' ? 'signature-required' : 'signature-none', MANIFEST_FILE, {});

/** Tells a good signature by a trusted key from one by an unknown key, a bad one, one that was taken away, and none. */
export const checkSignature = (bundle: BundleFiles, manifest: Manifest, trusted: readonly KeyObject[]): Check => {
  const bytes = bundle.files.get(MANIFEST_FILE);
  if (manifest.seal.signature === null || bytes === undefined) return unsigned(bundle, trusted);
  const envelope = bundle.files.get(SIGNATURE_FILE);
  if (envelope === undefined) return check('signature-missing', SIGNATURE_FILE, {});
  const state = checkEnvelope(envelope, bytes, manifest);
  return state.good ? judge(state.key, state.keyId, trusted) : check('signature-bad', SIGNATURE_FILE, { detail: state.detail });
};
