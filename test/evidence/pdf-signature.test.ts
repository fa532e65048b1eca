import { PDF } from '@libpdf/core';
import { describe, expect, it } from 'vitest';
import { checkPdfSignatures } from '../../src/evidence/checks/pdf-signature.ts';
import { verify } from '../../src/evidence/verify.ts';
import type { Check } from '../../src/model/check.ts';
import { readAttachments } from '../../src/render/pdf/attach.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { readSignatures } from '../../src/render/pdf/read-signatures.ts';
import { openSigner, signDocument } from '../../src/render/pdf/sign-document.ts';
import { documentInfo } from '../support/document-info.ts';
import { createSigner, SIGNER_PASSWORD } from '../support/signer.ts';
import { makeBundle, MEANS, withFile } from './support/small-bundle.ts';

const DATE = new Date('2026-11-02T05:00:00Z');
const HOSTILE = '/ByteRange [0 1 2 3] %%EOF\n<< /Type /Sig /Contents <00> >> startxref';

const unsigned = await (async () => {
  const document = PDF.create();
  document.addPage();
  document.setCreationDate(DATE);
  document.setModificationDate(DATE);
  const file = { name: 'report.json', bytes: Buffer.from(HOSTILE), description: HOSTILE, type: 'application/json', relation: 'Data' } as const;
  return finishDocument({ bytes: await document.save(), info: documentInfo({ date: DATE }) }, [file]);
})();

const signWith = async (pdf: Uint8Array, date = DATE) =>
  signDocument(pdf, await openSigner(await createSigner({ name: 'Contoso Backup' }), SIGNER_PASSWORD), { reason: 'Report', date });

const signed = await signWith(unsigned);

const look = (pdf: Uint8Array): Promise<readonly Check[]> => checkPdfSignatures({ kind: 'pdf', files: new Map(), document: pdf }, readSignatures);

const isNamed = async (pdf: Uint8Array): Promise<boolean> => (await look(pdf)).some(({ status }) => status === 'bad');

/** Densest where signing wrote something; of the padding behind the signature a sample will do. */
const strideAt = (at: number, gap: number, after: number): number => {
  if (at < unsigned.length) return 23;
  return at > gap + 2800 && at < after - 2 ? 997 : 5;
};

const detailOf = async (pdf: Uint8Array): Promise<unknown> => (await look(pdf)).map(({ args }) => ('detail' in args ? args.detail : args));

describe('a signed PDF', () => {
  it('is good, with whose certificate it is and when, at its own word', async () => {
    expect(await look(signed)).toEqual([
      {
        code: 'pdf-signature-good',
        subject: 'report.pdf',
        status: 'ok',
        args: { subject: 'CN=Contoso Backup', certificate: expect.stringMatching(/^[0-9a-f]{64}$/) as string, at: '2026-11-02T05:00:00.000Z' },
      },
    ]);
  });

  it('is bad wherever a byte of it was changed', async () => {
    const { signatures } = await readSignatures(signed);
    const [, gap = 0, after = 0] = signatures[0]?.range ?? [];
    const unseen: number[] = [];
    for (let at = 0; at < signed.length; at += 1) {
      if (at % strideAt(at, gap, after) !== 0) continue;
      const changed = Uint8Array.from(signed);
      changed[at] = (changed[at] ?? 0) ^ (at % 3 === 0 ? 32 : 1);
      if (!(await isNamed(changed))) unseen.push(at);
    }
    expect(unseen).toEqual([]);
  });

  it('is unreadable where only the way to its signatures was broken, and the attached report can be read', async () => {
    const broken = Buffer.from(
      Buffer.from(signed)
        .toString('latin1')
        .replace(/(\/Fields \[\d+ \d+ )R\]/, '$1r]'),
      'latin1',
    );
    expect((await readAttachments(broken)).has('report.json')).toBe(true);
    expect(await look(broken)).toEqual([
      { code: 'pdf-unreadable', subject: 'report.pdf', status: 'bad', args: { detail: expect.any(String) as string } },
    ]);
  });

  it('is bad where it was cut off, but for the whole of what signing added', async () => {
    const unseen: number[] = [];
    for (let length = 1; length < signed.length; length += 37) if (!(await isNamed(signed.slice(0, length)))) unseen.push(length);
    expect(unseen).toEqual([]);
    expect((await look(signed.slice(0, unsigned.length))).map(({ code }) => code)).toEqual(['pdf-signature-none']);
    expect((await look(signed.slice(0, unsigned.length + 400))).map(({ code }) => code)).toEqual(['pdf-revised']);
  });

  it('is bad where something was added, by a program or by hand', async () => {
    const added = 'something was added to the file after it was signed';
    expect(await detailOf(Buffer.concat([signed, Buffer.from('\n')]))).toEqual([added]);
    const document = await PDF.load(signed);
    document.setTitle('Another title');
    expect(await detailOf(await document.save({ incremental: true }))).toEqual([added]);
    const twice = await look(await signWith(signed));
    expect(twice.map(({ code }) => code).toSorted()).toEqual(['pdf-signature-bad', 'pdf-signature-good']);
  });

  it('is bad where it states a time at which its certificate was not valid', async () => {
    expect(await detailOf(await signWith(unsigned, new Date('2045-01-01')))).toEqual(['its certificate was not valid at the time that it states']);
  });
});

describe('a signature that the manifest announces', () => {
  const lookFor = async (pdf: Uint8Array, certificateSha256: string) => {
    const seal = { signature: null, timestamp: false, pdf: { certificateSha256 } };
    return (await checkPdfSignatures({ kind: 'pdf', files: new Map(), document: pdf }, readSignatures, seal)).map(({ code }) => code);
  };

  it('is missed where it was cut off without a trace, and told from another one', async () => {
    const [good] = await look(signed);
    const certificate = good?.code === 'pdf-signature-good' ? good.args.certificate : '';
    expect(await lookFor(signed, certificate)).toEqual(['pdf-signature-good']);
    expect(await lookFor(signed.slice(0, unsigned.length), certificate)).toEqual(['pdf-signature-missing']);
    expect(await lookFor(signed, '0'.repeat(64))).toEqual(['pdf-signature-good', 'pdf-signature-other']);
    expect(await lookFor(unsigned, certificate)).toEqual(['pdf-signature-missing']);
  });
});

describe('a PDF without a signature', () => {
  it('is said to have none, whatever texts it holds', async () => {
    expect((await look(unsigned)).map(({ code, status }) => [code, status])).toEqual([['pdf-signature-none', 'not-checked']]);
  });

  it('that was changed after it was finished is named', async () => {
    const document = await PDF.load(unsigned);
    document.setTitle('Another title');
    expect((await look(await document.save({ incremental: true }))).map(({ code }) => code)).toEqual(['pdf-revised']);
    expect((await look(Buffer.concat([unsigned, Buffer.from('x')]))).map(({ code }) => code)).toEqual(['pdf-revised']);
  });
});

it('a bundle without a PDF has nothing to say of it', async () => {
  expect(await checkPdfSignatures({ kind: 'folder', files: new Map() }, readSignatures)).toEqual([]);
});

it('a bundle says once that its PDF cannot be read', async () => {
  const { bundle } = await makeBundle();
  const checks = await verify(withFile(bundle, 'report.pdf', Buffer.from('%PDF-1.7 and no more')), MEANS);
  expect(checks.filter(({ code }) => code.startsWith('pdf-')).map(({ code }) => code)).toEqual(['pdf-unreadable']);
});
