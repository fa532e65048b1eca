import { webcrypto } from 'node:crypto';
import { PDF } from '@libpdf/core';
import { fromBER } from 'asn1js';
import { ContentInfo, CryptoEngine, SignedData } from 'pkijs';
import { expect, test } from 'vitest';
import { readAttachments } from '../../src/render/pdf/attach.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { openSigner, signDocument } from '../../src/render/pdf/sign-document.ts';
import { documentInfo } from '../support/document-info.ts';
import { SIGNER_PASSWORD, testSigner } from '../support/signer.ts';

/** Not the one that the signing library sets for everybody. */
const ENGINE = new CryptoEngine({ name: 'test', crypto: webcrypto });

const DATE = new Date('2026-11-02T05:00:00Z');
const signing = { reason: 'Backup compliance report', date: DATE };
const signer = await openSigner(testSigner, SIGNER_PASSWORD);

const blank = async (): Promise<Uint8Array> => {
  const document = PDF.create();
  document.addPage();
  const file = { name: 'report.json', bytes: Buffer.from('{}'), description: 'data', type: 'application/json', relation: 'Data' } as const;
  return finishDocument({ bytes: await document.save(), info: documentInfo({ date: DATE }) }, [file]);
};

/** The signature as the format defines it: everything but the signature itself is covered. */
const isValid = async (pdf: Uint8Array): Promise<boolean> => {
  const text = Buffer.from(pdf).toString('latin1');
  const range = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(text)?.slice(1).map(Number) ?? [];
  const [start = 0, length = 0, second = 0, rest = 0] = range;
  if (start !== 0 || second + rest !== pdf.length) return false;
  const hex = text.slice(length + 1, second - 1);
  const cms = fromBER(Uint8Array.from(Buffer.from(hex, 'hex')).buffer);
  const signed = new SignedData({ schema: new ContentInfo({ schema: cms.result }).content });
  const covered = Buffer.concat([pdf.subarray(0, length), pdf.subarray(second)]);
  return signed.verify({ signer: 0, data: Uint8Array.from(covered).buffer, checkChain: false }, ENGINE).catch(() => false);
};

test('the signature covers the whole document, and the document before it is kept byte for byte', async () => {
  const pdf = await blank();
  const signed = await signDocument(pdf, signer, signing);
  expect(await isValid(signed)).toBe(true);
  expect(Buffer.from(signed).subarray(0, pdf.length).equals(pdf)).toBe(true);
  expect([...(await readAttachments(signed)).keys()]).toEqual(['report.json']);
});

test('one changed byte breaks it', async () => {
  const pdf = await blank();
  const signed = await signDocument(pdf, signer, signing);
  for (const at of [20, pdf.length >> 1, signed.length - 2]) {
    const changed = Uint8Array.from(signed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await isValid(changed), String(at)).toBe(false);
  }
});

test('equal input gives equal bytes', async () => {
  const pdf = await blank();
  expect(Buffer.from(await signDocument(pdf, signer, signing)).equals(await signDocument(pdf, signer, signing))).toBe(true);
});

test('a wrong password, or what is no certificate, is refused without repeating it', async () => {
  for (const [p12, password] of [
    [testSigner, 'secret-word'],
    [Buffer.from('secret-word'), SIGNER_PASSWORD],
  ] as const) {
    const refused = await openSigner(p12, password).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: 'bad-pdf-certificate' });
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain('secret-word');
  }
});
