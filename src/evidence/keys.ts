import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import type { Manifest } from './manifest-schema.ts';
import { sha256 } from '../model/sha256.ts';

/** An Ed25519 pair as PEM texts: PKCS#8 and SubjectPublicKeyInfo. */
export type KeyPair = { readonly privatePem: string; readonly publicPem: string; readonly keyId: string };

const derOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/** SHA-256 of the public key's DER form. */
export const keyIdOf = (publicKey: KeyObject): string => sha256(derOf(publicKey));

export const createKeys = (): KeyPair => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    keyId: keyIdOf(publicKey),
  };
};

const HOW_TO_MAKE = 'Make a pair with "vdc-report keys new".';

const unusable = (what: string, where: string, hint: string, cause?: unknown) =>
  new UserError('bad-signing-key', `${where} is no Ed25519 ${what} key in PEM form.`, { hint, cause });

const ed25519 = (make: () => KeyObject, what: string, where: string, hint: string): KeyObject => {
  let key: KeyObject;
  try {
    key = make();
  } catch (error) {
    // The library's own words could repeat what stands in the file.
    throw unusable(what, where, hint, error instanceof Error ? error.name : undefined);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw unusable(what, where, hint);
  return key;
};

/** Throws a UserError for anything else; `where` names the file in it. */
export const readPrivateKey = (pem: string, where: string): KeyObject =>
  ed25519(() => createPrivateKey({ key: pem, format: 'pem' }), 'private', where, HOW_TO_MAKE);

/** A private key is refused: it has no business where bundles are verified. */
export const readPublicKey = (pem: string, where: string, hint: string = HOW_TO_MAKE): KeyObject => {
  if (pem.includes('PRIVATE')) throw unusable('public', where, hint);
  return ed25519(() => createPublicKey({ key: pem, format: 'pem' }), 'public', where, hint);
};

/** Whether something signed with the key is taken as signed with it. */
export const signatureHolds = (privateKey: KeyObject): boolean => {
  const text = Buffer.from('signed to prove that it can be done');
  return verify(null, text, createPublicKey(privateKey), sign(null, text, privateKey));
};

/** What a manifest announces that is to be signed with this key. */
export const announceKey = (privateKey: KeyObject): NonNullable<Manifest['seal']['signature']> => {
  const publicKey = createPublicKey(privateKey);
  return { keyId: keyIdOf(publicKey), publicKey: derOf(publicKey).toString('base64') };
};

/** The key that a manifest announces; null where it is none, or its id is another's. */
export const announcedKey = ({ keyId, publicKey }: NonNullable<Manifest['seal']['signature']>): KeyObject | null => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && keyIdOf(key) === keyId ? key : null;
  } catch {
    return null;
  }
};

const ONLY_OWNER = 0o600;
const EVERYBODY = 0o644;

const writeNew = async (path: string, text: string, mode: number): Promise<void> => {
  try {
    const file = await open(path, 'wx', mode);
    await file.writeFile(text);
    await file.sync();
    await file.close();
  } catch (error) {
    const why = error instanceof Error && 'code' in error && error.code === 'EEXIST' ? 'stands there already' : 'could not be written';
    throw new UserError('key-not-written', `${path} ${why}; no key was replaced.`, { hint: 'Name another file.', cause: error });
  }
};

/** Writes `path` (0600) and `path.pub`, or neither. Neither may exist: a key that is overwritten is lost. */
export const writeKeyFiles = async (path: string, keys: KeyPair): Promise<{ readonly privatePath: string; readonly publicPath: string }> => {
  const publicPath = `${path}.pub`;
  await writeNew(path, keys.privatePem, ONLY_OWNER);
  try {
    await writeNew(publicPath, keys.publicPem, EVERYBODY);
  } catch (error) {
    await rm(path);
    throw error;
  }
  return { privatePath: path, publicPath };
};
