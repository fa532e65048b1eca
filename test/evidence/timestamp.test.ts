import { SIGNER_PASSWORD, testSigner } from '../support/signer.ts';
import { readFile } from 'node:fs/promises';
import { P12Signer } from '@libpdf/core';
import { PKIStatus } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { checkTimestamp, readStamp, timestampRequest, writeStamp } from '../../src/evidence/timestamp.ts';
import { verify } from '../../src/evidence/verify.ts';
import { answerRequest, type AuthorityOptions } from './support/authority.ts';
import { FACTS, makeBundle, MEANS, withFile } from './support/small-bundle.ts';

const AT = new Date('2026-11-02T05:00:30Z');
const SEALED = Buffer.from('what is sealed');

const stampOf = async (changes: Partial<AuthorityOptions> = {}, sealed: Uint8Array = SEALED) =>
  checkTimestamp(await answerRequest(timestampRequest(sealed), { at: AT, ...changes }), SEALED);

describe('a time stamp', () => {
  it('says when, and by whom', async () => {
    const stamp = await stampOf();
    expect(stamp).toMatchObject({ good: true, at: AT.getTime(), authority: 'Test authority' });
    if (stamp.good) expect(stamp.certificate).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, Partial<AuthorityOptions>]>([
    ['the authority did not grant it', { status: PKIStatus.rejection }],
    ['its certificate is not one for time stamps', { usage: '1.3.6.1.5.5.7.3.1' }],
    ['it does not say which certificate signed it', { unnamed: true }],
    ['its certificate was not valid at that time', { validUntil: new Date('2025-01-01T00:00:00Z') }],
    ['its hash is too weak', { hash: 'SHA-1' }],
    ['it does not say what it signs', { contentType: null }],
    ['it does not say what it signs', { contentType: '1.2.840.113549.1.7.1' }],
  ])('is bad when %s', async (detail, changes) => {
    expect(await stampOf(changes)).toEqual({ good: false, detail });
  });

  it('is good with a longer hash', async () => {
    expect(await stampOf({ hash: 'SHA-384' })).toMatchObject({ good: true });
  });

  it('of something else is bad', async () => {
    expect(await stampOf({}, Buffer.from('other'))).toEqual({ good: false, detail: 'it was made for something else' });
  });

  it('that is none, is cut off or has more behind it is bad', async () => {
    const answer = await answerRequest(timestampRequest(SEALED), { at: AT });
    for (const bytes of [
      new Uint8Array(),
      Buffer.from('nothing'),
      answer.slice(0, -1),
      answer.slice(0, 40),
      Buffer.concat([answer, Buffer.from([0])]),
    ])
      expect(await checkTimestamp(bytes, SEALED)).toMatchObject({ good: false });
  });

  it('whose time, hash or signature was changed is bad', async () => {
    const answer = Buffer.from(await answerRequest(timestampRequest(SEALED), { at: AT }));
    const year = answer.indexOf('20261102');
    const changed = Buffer.from(answer);
    changed.write('20251102', year);
    expect(await checkTimestamp(changed, SEALED)).toMatchObject({ good: false });
    const last = Buffer.from(answer);
    last[last.length - 1] = (last.at(-1) ?? 0) ^ 1;
    expect(await checkTimestamp(last, SEALED)).toMatchObject({ good: false });
  });
});

describe('an answer by another program, with an RSA key', () => {
  const read = (name: string) => readFile(new URL(name, import.meta.url));

  it('is good, also after a PDF certificate was opened', async () => {
    const answer = await read('support/openssl-answer.tsr');
    const before = await checkTimestamp(answer, SEALED);
    expect(before).toMatchObject({ good: true, authority: 'OpenSSL test authority' });
    await P12Signer.create(Uint8Array.from(testSigner), SIGNER_PASSWORD);
    expect(await checkTimestamp(answer, SEALED)).toEqual(before);
  });
});

describe('in a bundle', () => {
  it('is checked against what it seals; changed or taken away it is named', async () => {
    const { bundle } = await makeBundle('contoso', 1, { ...FACTS, seal: { signature: null, timestamp: true } });
    const answer = await answerRequest(timestampRequest(bundle.files.get('manifest.json') ?? new Uint8Array()), { at: AT });
    const file = writeStamp(answer);
    const stamped = withFile(bundle, 'manifest.tsr.json', file);
    const codesOf = async (given: typeof bundle) =>
      (await verify(given, MEANS)).filter(({ code }) => code.startsWith('timestamp') || code.startsWith('file-un')).map(({ code }) => code);
    expect(await codesOf(stamped)).toEqual(['timestamp-good']);
    expect(await codesOf(bundle)).toEqual(['timestamp-missing']);
    expect(await codesOf(withFile(stamped, 'manifest.tsr.json', writeStamp(answer.slice(1))))).toEqual(['timestamp-bad']);
    for (let at = 0; at < file.length; at += 97) {
      const changed = Uint8Array.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await codesOf(withFile(stamped, 'manifest.tsr.json', changed)), String(at)).toEqual(['timestamp-bad']);
    }
  });

  it('gives the bare answer back', () => {
    const answer = Buffer.from([0x30, 0x03, 0x02, 0x01, 0x00]);
    expect(readStamp(writeStamp(answer))).toEqual(answer);
  });
});
