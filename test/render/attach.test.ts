import { PDF } from '@libpdf/core';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import { createPrinter } from '../../src/render/pdf/browser.ts';
import { attachFiles, readAttachments, type Attachment } from '../../src/render/pdf/attach.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { readPdf } from './support/read-pdf.ts';

const DATE = new Date('2026-11-02T05:00:00Z');
const OPTIONS = { date: DATE, id: 'ab'.repeat(16) };
const INFO = { title: 'Title', author: 'Author', subject: 'Subject', keywords: ['one'], creator: 'vdc-report', date: DATE, id: 'cd'.repeat(16) };
const PAGE =
  '<!doctype html><html lang="en"><head><meta name="vdc-report" content="abc"><title>Title</title></head><body><h1>First</h1><p>Text ✓</p><h2>Second</h2><table><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table></body></html>';

const ATTACHED: readonly Attachment[] = [
  {
    name: 'report.json',
    bytes: Buffer.from(`{"long": "${'é✓'.repeat(5000)}"}\n`),
    description: 'The report as data – ü',
    type: 'application/json',
    relation: 'Data',
  },
  { name: 'manifest.json', bytes: Buffer.from('{}\n'), description: 'What it was made of', type: 'application/json', relation: 'Supplement' },
];

let printed = new Uint8Array();
let finished = new Uint8Array();

beforeAll(async () => {
  const printer = createPrinter({ configured: null, env: process.env });
  try {
    printed = Uint8Array.from(await printer.print(PAGE, 'abc'));
  } finally {
    await printer.close();
  }
  finished = Uint8Array.from(await finishDocument(printed, INFO));
});

type Found = { readonly filename: string; readonly content: Uint8Array; readonly description: string };

const isFound = (value: unknown): value is Found => typeof value === 'object' && value !== null && 'filename' in value && 'content' in value;

const attachmentsIn = async (pdf: Uint8Array): Promise<readonly Found[]> => {
  const loading = getDocument({ data: pdf.slice(), verbosity: 0 });
  const found: unknown = await (await loading.promise).getAttachments();
  await loading.destroy();
  return Object.values(found ?? {}).filter(isFound);
};

test('attached files are found by a reader program, with name, description and every byte', async () => {
  const found = await attachmentsIn(await attachFiles(finished, ATTACHED, OPTIONS));
  expect(found.map(({ filename, description }) => [filename, description]).toSorted()).toEqual([
    ['manifest.json', 'What it was made of'],
    ['report.json', 'The report as data – ü'],
  ]);
  for (const { name, bytes } of ATTACHED)
    expect(Buffer.from(found.find(({ filename }) => filename === name)?.content ?? []).equals(bytes), name).toBe(true);
});

test('pages, tags, outline and properties stay as they were', async () => {
  expect(await readPdf(await attachFiles(finished, ATTACHED, OPTIONS))).toEqual(await readPdf(finished));
});

test('equal input gives equal bytes, and nothing of the clock', async () => {
  const first = await attachFiles(finished, ATTACHED, OPTIONS);
  expect(Buffer.from(await attachFiles(finished, ATTACHED, OPTIONS)).equals(first)).toBe(true);
  const text = Buffer.from(first).toString('latin1');
  expect([...new Set(text.match(/D:\d{14}/g))]).toEqual(['D:20261102050000']);
  expect(text).toContain(`/ID [<${'AB'.repeat(16)}> <${'AB'.repeat(16)}>]`);
});

test('the files are associated with the document, each with its relation and kind', async () => {
  const document = await PDF.load(await attachFiles(finished, ATTACHED, OPTIONS));
  const files = document.getCatalog().getArray('AF', (ref) => document.getObject(ref));
  expect(files?.length).toBe(2);
  const text = Buffer.from(await attachFiles(finished, ATTACHED, OPTIONS)).toString('latin1');
  for (const part of ['/AFRelationship /Data', '/AFRelationship /Supplement', '/Subtype /application#2Fjson']) expect(text).toContain(part);
});

test('what was attached is read back, and a document without attachments has none', async () => {
  const read = await readAttachments(await attachFiles(finished, ATTACHED, OPTIONS));
  expect([...read].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual(
    ATTACHED.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
  );
  expect((await readAttachments(finished)).size).toBe(0);
});

test('what is no document, or cut off, is refused', async () => {
  await expect(readAttachments(Buffer.from('no document'))).rejects.toThrow();
  await expect(readAttachments(new Uint8Array())).rejects.toThrow();
  await expect(readAttachments(finished.slice(0, finished.length >> 1))).rejects.toThrow();
});
