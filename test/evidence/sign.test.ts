import { createPublicKey, generateKeyPairSync, verify as verifyBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { announceKey, createKeys, readPrivateKey, readPublicKey, writeKeyFiles } from '../../src/evidence/keys.ts';
import { sha256 } from '../../src/model/sha256.ts';
import { preAuthEncoding, signManifest } from '../../src/evidence/sign.ts';
import type { BundleFiles } from '../../src/evidence/bundle.ts';
import { verify } from '../../src/evidence/verify.ts';
import { repaired } from './support/repair.ts';
import { makeSigned, publicKeyOf, signed } from './support/signed-bundle.ts';
import { makeBundle, MEANS, withFile } from './support/small-bundle.ts';

const { bundle, pair } = await makeSigned();
const other = createKeys();

const sealCodes = async (given: BundleFiles, trusted = [publicKeyOf(pair)]) =>
  (await verify(given, { ...MEANS, trustedKeys: trusted })).filter(({ code }) => code.startsWith('signature')).map(({ code }) => code);

const bytesOf = (given: BundleFiles, name: string) => Buffer.from(given.files.get(name) ?? []);

type Envelope = { payload: string; payloadType: string; signatures: { keyid: string; sig: string }[] };
const envelope = (): Envelope => JSON.parse(bytesOf(bundle, 'manifest.sig.json').toString()) as Envelope;
const withEnvelope = (changed: unknown) => withFile(bundle, 'manifest.sig.json', Buffer.from(`${JSON.stringify(changed, null, 2)}\n`));

describe('a signature', () => {
  it('is good for whoever trusts the key', async () => {
    expect(await sealCodes(bundle)).toEqual(['signature-good']);
    expect(await sealCodes(bundle, [publicKeyOf(other), publicKeyOf(pair)])).toEqual(['signature-good']);
  });

  it('by an unknown key is told from a bad one, a missing one, and none', async () => {
    expect(await sealCodes(bundle, [publicKeyOf(other)])).toEqual(['signature-unknown-key']);
    expect(await sealCodes(bundle, [])).toEqual(['signature-untrusted']);
    expect(await sealCodes(withFile(bundle, 'manifest.sig.json', undefined), [])).toEqual(['signature-missing']);
    const { bundle: unsigned } = await makeBundle();
    expect(await sealCodes(unsigned)).toEqual(['signature-required']);
    expect(await sealCodes(unsigned, [])).toEqual(['signature-none']);
  });

  it('of other files is bad, also when all hashes are repaired', async () => {
    const edited = repaired(withFile(bundle, 'gaps.csv', Buffer.from('nothing')));
    expect(await sealCodes(edited)).toEqual(['signature-bad']);
    expect(await sealCodes(withEnvelope({ ...envelope(), payload: Buffer.from('{}').toString('base64') }))).toEqual(['signature-bad']);
  });

  it('by another key under the announced one is bad', async () => {
    const announced = announceKey(readPrivateKey(other.privatePem, 'key'));
    const forged = envelope();
    const theirs = signed(repaired(bundle, { seal: { signature: announced, timestamp: false } }), other);
    expect(await sealCodes(theirs)).toEqual(['signature-unknown-key']);
    const sig = (JSON.parse(bytesOf(theirs, 'manifest.sig.json').toString()) as Envelope).signatures[0]?.sig ?? '';
    expect(await sealCodes(withEnvelope({ ...forged, signatures: [{ keyid: pair.keyId, sig }] }))).toEqual(['signature-bad']);
    expect(await sealCodes(withEnvelope({ ...forged, signatures: [{ ...forged.signatures[0], keyid: other.keyId }] }))).toEqual(['signature-bad']);
    expect(await sealCodes(repaired(bundle, { seal: { signature: { ...announced, keyId: pair.keyId }, timestamp: false } }))).toEqual([
      'signature-bad',
    ]);
  });

  it('cannot be stripped together with its announcement by somebody whose reader trusts keys', async () => {
    const stripped = repaired(withFile(bundle, 'manifest.sig.json', undefined), { seal: { signature: null, timestamp: false } });
    expect(await sealCodes(stripped)).toEqual(['signature-required']);
  });

  it('that is no envelope is bad', async () => {
    for (const text of ['', '{}', '[]', 'null'])
      expect(await sealCodes(withFile(bundle, 'manifest.sig.json', Buffer.from(text)))).toEqual(['signature-bad']);
  });
});

describe('the envelope', () => {
  it('encodes what is signed as its specification says', () => {
    expect(Buffer.from(preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world'))).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
    expect(Buffer.from(preAuthEncoding('é', Buffer.from('✓'))).toString()).toBe('DSSEv1 2 é 3 ✓');
  });

  it('can be checked by anybody with the key and the specification alone', () => {
    const { payload, payloadType, signatures } = envelope();
    const body = Buffer.from(payload, 'base64');
    const bytes = Buffer.concat([Buffer.from(`DSSEv1 ${String(payloadType.length)} ${payloadType} ${String(body.length)} `), body]);
    expect(verifyBytes(null, bytes, createPublicKey(pair.publicPem), Buffer.from(signatures[0]?.sig ?? '', 'base64'))).toBe(true);
    const statement = JSON.parse(body.toString()) as { _type: string; subject: { name: string; digest: { sha256: string } }[] };
    expect(statement._type).toBe('https://in-toto.io/Statement/v1');
    expect(statement.subject.map(({ name }) => name).toSorted()).toEqual(
      [...bundle.files.keys()].filter((name) => name !== 'manifest.sig.json').toSorted(),
    );
    for (const { name, digest } of statement.subject) expect(digest.sha256).toBe(sha256(bytesOf(bundle, name)));
    expect(signatures[0]?.keyid).toBe(sha256(createPublicKey(pair.publicPem).export({ type: 'spki', format: 'der' })));
  });

  it('is the same each time', async () => {
    expect((await makeSigned(pair)).bundle.files).toEqual(bundle.files);
  });

  it('is not made for a manifest that announces no key', async () => {
    const { bundle: unsigned } = await makeBundle();
    expect(() => signManifest(bytesOf(unsigned, 'manifest.json'), readPrivateKey(pair.privatePem, 'key'))).toThrow(TypeError);
  });
});

describe('key files', () => {
  const openFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keys-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    return folder;
  };

  it('are written once, the private one for its owner only, and read back', async () => {
    const { privatePath, publicPath } = await writeKeyFiles(join(await openFolder(), 'signing.key'), pair);
    expect((await stat(privatePath)).mode & 0o777).toBe(0o600);
    expect(announceKey(readPrivateKey(await readFile(privatePath, 'utf8'), 'x')).keyId).toBe(pair.keyId);
    expect(readPublicKey(await readFile(publicPath, 'utf8'), 'x').equals(publicKeyOf(pair))).toBe(true);
  });

  it('replace nothing', async () => {
    const path = join(await openFolder(), 'signing.key');
    await writeFile(path, 'mine');
    await expect(writeKeyFiles(path, pair)).rejects.toMatchObject({ code: 'key-not-written' });
    expect(await readFile(path, 'utf8')).toBe('mine');
  });

  it('of another kind are refused without repeating them', () => {
    const rsa = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const pem of ['', 'secret', rsa, pair.publicPem])
      expect(() => readPrivateKey(pem, 'a.key')).toThrow('a.key is no Ed25519 private key in PEM form.');
    for (const pem of ['', 'secret', rsa, pair.privatePem])
      expect(() => readPublicKey(pem, 'a.pub')).toThrow('a.pub is no Ed25519 public key in PEM form.');
  });
});
