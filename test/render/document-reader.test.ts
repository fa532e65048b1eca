import { PDF } from '@libpdf/core';
import { describe, expect, it } from 'vitest';
import { readAttachments } from '../../src/render/pdf/attach.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { createDocumentReader, READ_LIMITS } from '../../src/render/pdf/document-reader.ts';
import { readSignatures } from '../../src/render/pdf/read-signatures.ts';
import { openSigner, signDocument } from '../../src/render/pdf/sign-document.ts';
import { documentInfo } from '../support/document-info.ts';
import { SIGNER_PASSWORD, testSigner } from '../support/signer.ts';
import { endlessTable, packedObjects, packedTables } from './support/bombs.ts';

const MB = 1024 * 1024;

const signed = await (async () => {
  const document = PDF.create();
  document.addPage();
  const file = { name: 'report.json', bytes: Buffer.from('{"a": 1}'), description: 'Data', type: 'application/json', relation: 'Data' } as const;
  const finished = await finishDocument({ bytes: await document.save(), info: documentInfo() }, [file]);
  return signDocument(finished, await openSigner(testSigner, SIGNER_PASSWORD), { reason: 'Report', date: new Date('2026-11-02T05:00:00Z') });
})();

/** By how many bytes the process grew at most meanwhile. */
const growthOf = async (work: Promise<unknown>): Promise<number> => {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  await work.finally(() => clearInterval(watch));
  return most - before;
};

describe('a document that anybody may have made', () => {
  it('is read as it would be without precautions', async () => {
    const { attachmentsOf, signaturesOf } = createDocumentReader();
    const plain = [...(await readAttachments(signed))].map(([name, bytes]) => [name, Uint8Array.from(bytes)]);
    expect([...(await attachmentsOf(signed))]).toEqual(plain);
    expect(await signaturesOf(signed)).toEqual(await readSignatures(signed));
  });

  it('is named by what is wrong with it', async () => {
    const { attachmentsOf, signaturesOf } = createDocumentReader();
    const cut = signed.subarray(0, 400);
    const words = 'its end is missing: it was cut off, for instance when it was copied';
    await expect(attachmentsOf(cut)).rejects.toThrow(words);
    await expect(signaturesOf(cut)).rejects.toThrow(words);
    await expect(attachmentsOf(Buffer.from('%PDF-1.7\n%%EOF\n'))).rejects.toThrow();
  });

  it.each([
    ['tables are packed twice over', packedTables],
    ['objects are packed', packedObjects],
    ['table goes on for ever', endlessTable],
  ])('and whose %s is given up before it has taken the memory that was allowed', async (_what, make) => {
    const limits = { ...READ_LIMITS, memory: 128 * MB };
    const pdf = make();
    const reading = expect(createDocumentReader(limits).attachmentsOf(pdf)).rejects.toThrow('reading it takes more memory than any report');
    expect(await growthOf(reading)).toBeLessThan(limits.memory + 128 * MB);
  });

  it('that takes too long is given up, too', async () => {
    const limits = { ...READ_LIMITS, memory: Number.MAX_SAFE_INTEGER, milliseconds: 1 };
    await expect(createDocumentReader(limits).signaturesOf(signed)).rejects.toThrow('reading it takes longer than any report');
  });

  it('may carry only so much', async () => {
    const { attachmentsOf } = createDocumentReader({ ...READ_LIMITS, attachments: 7 });
    await expect(attachmentsOf(signed)).rejects.toThrow('the attached files are too large');
  });
});
