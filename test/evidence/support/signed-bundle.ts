import { announceKey, createKeys, readPrivateKey, readPublicKey, type KeyPair } from '../../../src/evidence/keys.ts';
import { MANIFEST_FILE, SIGNATURE_FILE } from '../../../src/evidence/manifest-schema.ts';
import { signManifest } from '../../../src/evidence/sign.ts';
import type { BundleFiles } from '../../../src/evidence/bundle.ts';
import { FACTS, makeBundle, withFile } from './small-bundle.ts';

export const signed = (bundle: BundleFiles, { privatePem }: KeyPair): BundleFiles =>
  withFile(bundle, SIGNATURE_FILE, signManifest(bundle.files.get(MANIFEST_FILE) ?? new Uint8Array(), readPrivateKey(privatePem, 'key')));

export const publicKeyOf = ({ publicPem }: KeyPair) => readPublicKey(publicPem, 'key');

/** A bundle whose manifest announces the pair's key, and its signature. */
export const makeSigned = async (pair: KeyPair = createKeys()): Promise<{ readonly bundle: BundleFiles; readonly pair: KeyPair }> => {
  const signature = announceKey(readPrivateKey(pair.privatePem, 'key'));
  const { bundle } = await makeBundle('contoso', 1, { ...FACTS, seal: { signature, timestamp: false } });
  return { bundle: signed(bundle, pair), pair };
};
