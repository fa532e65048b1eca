import { deflateSync } from 'node:zlib';
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString, type PdfObject } from '@libpdf/core';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import { createPrinter } from '../../src/render/pdf/browser.ts';
import { readAttachments, type Attachment } from '../../src/render/pdf/attach.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { documentInfo } from '../support/document-info.ts';
import { plainObjects, readPdf } from './support/read-pdf.ts';

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

const attachTo = (files: readonly Attachment[]) => finishDocument({ bytes: printed, info: documentInfo() }, files);

beforeAll(async () => {
  const printer = createPrinter({ configured: null, env: process.env });
  try {
    printed = Uint8Array.from(await printer.print(PAGE, 'abc'));
  } finally {
    await printer.close();
  }
  finished = Uint8Array.from(await attachTo([]));
});

type Found = { readonly filename: string; readonly content: Uint8Array; readonly description: string };

const isFound = (value: unknown): value is Found => typeof value === 'object' && value !== null && 'filename' in value && 'content' in value;

const attachmentsIn = async (pdf: Uint8Array): Promise<readonly Found[]> => {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const found: unknown = await (await loading.promise).getAttachments();
  await loading.destroy();
  return Object.values(found ?? {}).filter(isFound);
};

test('attached files are found by a reader program, with name, description and every byte', async () => {
  const found = await attachmentsIn(await attachTo(ATTACHED));
  expect(found.map(({ filename, description }) => [filename, description]).toSorted()).toEqual([
    ['manifest.json', 'What it was made of'],
    ['report.json', 'The report as data – ü'],
  ]);
  for (const { name, bytes } of ATTACHED)
    expect(Buffer.from(found.find(({ filename }) => filename === name)?.content ?? []).equals(bytes), name).toBe(true);
});

test('pages, tags, outline and properties stay as they were', async () => {
  expect(await readPdf(await attachTo(ATTACHED))).toEqual(await readPdf(finished));
});

test('equal input gives equal bytes, and nothing of the clock', async () => {
  const first = await attachTo(ATTACHED);
  expect(Buffer.from(await attachTo(ATTACHED)).equals(first)).toBe(true);
  expect([...new Set((await plainObjects(first)).match(/D:\d{14}/g))]).toEqual(['D:20261102050000']);
  expect(Buffer.from(first).toString('latin1')).toContain(`/ID[<${'AB'.repeat(16)}><${'AB'.repeat(16)}>]`);
});

test('the files are associated with the document, each with its relation and kind', async () => {
  const document = await PDF.load(await attachTo(ATTACHED));
  const files = document.getCatalog().getArray('AF', (ref) => document.getObject(ref));
  expect(files?.length).toBe(2);
  const text = await plainObjects(await attachTo(ATTACHED));
  for (const part of ['/AFRelationship /Data', '/AFRelationship /Supplement', '/Subtype /application#2Fjson']) expect(text).toContain(part);
});

test('what was attached is read back, and a document without attachments has none', async () => {
  const read = await readAttachments(await attachTo(ATTACHED));
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

/** A document that carries one file, packed in whatever way. */
const carrying = async (packed: Uint8Array, entries: Record<string, PdfObject>): Promise<Uint8Array> => {
  const document = PDF.create();
  document.addPage();
  const stream = document.createStream({ Type: PdfName.of('EmbeddedFile'), ...entries }, packed);
  const file = document.register(PdfDict.of({ Type: PdfName.of('Filespec'), F: PdfString.fromString('report.json'), EF: PdfDict.of({ F: stream }) }));
  const leaf = PdfDict.of({ Names: new PdfArray([PdfString.fromString('report.json'), file]) });
  document.getCatalog().set('Names', PdfDict.of({ EmbeddedFiles: leaf }));
  return document.save();
};

const FLATE = PdfName.of('FlateDecode');
const ZEROS = deflateSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });

test.each<[string, Record<string, PdfObject>]>([
  ['as it stands', {}],
  ['by no filter at all', { Filter: new PdfArray([]) }],
])('a file that is attached %s is read', async (_, entries) => {
  expect(Buffer.from((await readAttachments(await carrying(Buffer.from('{}'), entries))).get('report.json') ?? []).toString()).toBe('{}');
});

test('a file packed by a list of one filter is read', async () => {
  const read = await readAttachments(await carrying(deflateSync('{}'), { Filter: new PdfArray([FLATE]) }));
  expect(Buffer.from(read.get('report.json') ?? []).toString()).toBe('{}');
});

test('a small document whose file becomes huge is refused before it is unpacked, whatever size it states', async () => {
  for (const entries of [{}, { Params: PdfDict.of({ Size: PdfNumber.of(2) }) }]) {
    const pdf = await carrying(ZEROS, { Filter: FLATE, ...entries });
    const before = process.memoryUsage().arrayBuffers;
    await expect(readAttachments(pdf, 1024 * 1024)).rejects.toThrow('the attached files are too large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  }
  await expect(readAttachments(await carrying(Buffer.alloc(11), {}), 10)).rejects.toThrow('the attached files are too large');
});

test.each<[string, Uint8Array, Record<string, PdfObject>, string]>([
  ['twice', deflateSync(ZEROS), { Filter: new PdfArray([FLATE, FLATE]) }, 'packed in another way'],
  ['by another filter', Buffer.from('7b7d>'), { Filter: PdfName.of('ASCIIHexDecode') }, 'packed in another way'],
  ['with a predictor', deflateSync('{}'), { Filter: FLATE, DecodeParms: PdfDict.of({ Predictor: PdfNumber.of(12) }) }, 'packed in another way'],
  ['and cut off', deflateSync('{}').subarray(0, 5), { Filter: FLATE }, 'damaged'],
])('a file that is packed %s is refused', async (_, packed, entries, message) => {
  await expect(readAttachments(await carrying(packed, entries))).rejects.toThrow(message);
});
