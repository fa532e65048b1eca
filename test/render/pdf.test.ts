import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { printReport } from '../../src/render/files.ts';
import { reportJson } from '../../src/render/json.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer, type HtmlRenderer } from '../../src/render/html/index.ts';
import { createPrinter, type Printer } from '../../src/render/pdf/browser.ts';
import { finishDocument, refuseBlank } from '../../src/render/pdf/document.ts';
import { reportFixture } from '../support/report-fixture.ts';
import { actualTexts, pagesBeforeAppendix, plainObjects, readPdf, type ReadPdf } from './support/read-pdf.ts';
import { SCRIPTS } from './support/scripts.ts';
import { reportInScripts } from './support/situations.ts';
import { hourlyReport, reportOfWorld } from './support/world-report.ts';

const MM = 72 / 25.4;

let html: HtmlRenderer;
let printer: Printer;
let report: Report;
let bytes: Uint8Array;
let pdf: ReadPdf;
let objects: string;

const print = async (from: Report, paper: 'A4' | 'Letter' = 'A4', with_: Printer = printer) =>
  finishDocument(await printReport(from, await html(from, { paper }), with_), []);

beforeAll(async () => {
  printer = createPrinter({ configured: null, env: process.env });
  html = createHtmlRenderer(await loadAssets());
  report = await reportOfWorld('large', { jobs: 40 });
  bytes = await print(report);
  pdf = await readPdf(bytes);
  objects = await plainObjects(bytes);
});

afterAll(() => printer.close());

const fontsIn = (text: string) => new Set([...text.matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([^\s/\]>]+)/g)].map((found) => found[1]));

describe('the document', () => {
  test('says what it is, by whom and of when: never by the clock of the machine', () => {
    expect(pdf.info).toMatchObject({
      Title: 'Backup compliance report: Contoso Ltd, October 2026',
      Author: 'vdc-report 0.0.0',
      Subject: 'Backup compliance, October 2026',
      Keywords: `Target met, contoso, 2026-10, ${report.reportId}`,
      Creator: 'vdc-report',
      CreationDate: 'D:20261102050000Z',
      ModDate: 'D:20261102050000Z',
      Language: 'en',
    });
  });

  test('says the same in its metadata, and claims no standard', () => {
    const said = (name: string) => pdf.info[name];
    const date = '2026-11-02T05:00:00Z';
    expect(pdf.metadata).toMatchObject({
      'dc:format': 'application/pdf',
      'dc:title': said('Title'),
      'dc:creator': [said('Author')],
      'dc:description': said('Subject'),
      'dc:language': said('Language'),
      'xmp:creatortool': said('Creator'),
      'xmp:createdate': date,
      'xmp:modifydate': date,
      'xmp:metadatadate': date,
      'pdf:producer': said('Producer'),
      'pdf:keywords': said('Keywords'),
    });
    expect(said('Producer')).toMatch(/^Skia/);
    expect(objects).not.toMatch(/pdfaid|pdfuaid|OutputIntents/);
  });

  test('is tagged, with headings, tables with heads, and figures with words', () => {
    expect(pdf.marked).toBe(true);
    const roles = new Set(pdf.roles.flat());
    for (const role of ['Document', 'H1', 'H2', 'H3', 'Table', 'TR', 'TH', 'TD', 'Figure', 'L', 'LI']) expect(roles).toContain(role);
    expect(pdf.roles.every((page) => page.length > 5)).toBe(true);
    expect(objects.match(/\/Alt\s*[(<]/g)?.length ?? 0).toBeGreaterThan(report.jobs.length);
  });

  test('has bookmarks: one first heading, and no level skipped', async () => {
    expect(pdf.outline.map(({ title }) => title)).toEqual(['Contoso Ltd, October 2026']);
    const sections = pdf.outline[0]?.items ?? [];
    const written = await html(report, { paper: 'A4' });
    const headings = [...written.matchAll(/<h2>([^<]*)<\/h2>/g)].map((found) => found[1]);
    expect(headings.length).toBeGreaterThan(10);
    expect(sections.map(({ title }) => title)).toEqual(headings);
    const smaller = [...written.matchAll(/<h3>(?:<bdi>)?([^<]*)/g)].map((found) => found[1]);
    expect(sections.flatMap(({ items }) => items.map(({ title }) => title))).toEqual(smaller);
    expect(sections.flatMap(({ items }) => items.flatMap((inner) => inner.items))).toEqual([]);
  });

  test('shows on its first page who, when and what, and a verdict', () => {
    const [first = ''] = pdf.pages;
    for (const words of [
      'Contoso Ltd, October 2026',
      'All 40 jobs met their targets.',
      'Target met',
      'RPO compliance',
      'What needs a decision',
      'Every job, every day',
    ])
      expect(first).toContain(words);
  });

  test('counts its pages at the foot of each but the cover', () => {
    const count = pdf.pages.length;
    expect(count).toBeGreaterThan(10);
    expect(pdf.pages[0]).not.toMatch(/Page \d/);
    expect(pdf.pages.slice(1).map((text) => /Page \d+ of \d+/.exec(text)?.[0])).toEqual(
      Array.from({ length: count - 1 }, (_, index) => `Page ${index + 2} of ${count}`),
    );
    expect(pdf.pages.every((text) => text.includes('Contoso Ltd · Backup compliance · October 2026'))).toBe(true);
  });

  test('repeats the head of a table on the page where it goes on', () => {
    expect(pdf.pages.filter((text) => /Completeness\s+Sessions\s+Last run, by the source/.test(text)).length).toBeGreaterThan(1);
    expect(pdf.pages.filter((text) => text.includes('All enabled jobs'))).toHaveLength(1);
  });

  test('leaves no heading at the foot of a page', () => {
    const headings = (pdf.outline[0]?.items ?? []).flatMap(({ title, items }) => [title, ...items.map((item) => item.title)]);
    const last = pdf.pages.map((text) => text.trim().split('\n').at(-1) ?? '');
    expect(last.filter((line) => headings.includes(line.trim()))).toEqual([]);
  });

  test('holds two weights of one typeface, as real fonts', () => {
    expect(fontsIn(objects)).toEqual(new Set(['Inter-Regular', 'Inter-SemiBold']));
    expect(objects).not.toMatch(/\/Subtype\s*\/Type3/);
    expect(objects).not.toMatch(/\/Subtype\s*\/Image/);
  });
});

test('names in any script are drawn with fonts of the report, and can be read back', async () => {
  const scripts = await print(reportInScripts());
  const inside = await plainObjects(scripts);
  const fonts = [...fontsIn(inside)];
  expect(fonts.filter((name) => !/^(Inter|NotoSans|NotoEmoji)/.test(name ?? ''))).toEqual([]);
  expect(fonts.length).toBeGreaterThan(10);
  expect(inside).not.toMatch(/\/Subtype\s*\/Type3/);
  // A line from right to left comes in pieces and in another order: its letters are looked for, not their places. What is
  // drawn joined, or as stroke and dots, has its text beside it, which this reader does not look at.
  const letters = (text: string) => new Set(text.normalize('NFKD').replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, ''));
  const read = letters([...(await readPdf(scripts)).pages, ...actualTexts(scripts)].join(''));
  for (const [script, name] of Object.entries(SCRIPTS))
    expect(
      [...letters(name)].filter((letter) => !read.has(letter)),
      script,
    ).toEqual([]);
});

test.each([
  ['Contoso Vereinigte Grosshandelsgesellschaften mbH und Compagnie', 'Contoso Vereinigte Grosshand…'],
  ['日本語の名前を持つとても長いテナントの会社名', '日本語の名前を持つとても長い…'],
])('the foot of a page stays on one line: %s', async (name, shown) => {
  const label = '24 September to 22 November 2026';
  const long: Report = { ...reportFixture(), state: 'provisional', tenant: { ...report.tenant, name } };
  const { pages } = await readPdf(await print({ ...long, period: { ...long.period, label } }));
  const id = `${long.reportId.slice(0, 4)} ${long.reportId.slice(4, 8)}`;
  const left = `${shown} · Backup compliance · ${label}`;
  expect(pages[0]).toContain(left);
  expect(pages[1]).toContain(left);
  expect(pages[0]).toContain(`Report ${id} · provisional`);
  expect(pages[1]).toMatch(new RegExp(`Report ${id} · provisional · Page 2 of \\d`));
});

describe('paper', () => {
  test.each([
    ['A4', 210 * MM, 297 * MM],
    ['Letter', 8.5 * 72, 11 * 72],
  ] as const)('%s', async (paper, width, height) => {
    const { sizes } = await readPdf(await print(reportFixture(), paper));
    expect(sizes.length).toBeGreaterThan(1);
    for (const size of sizes) {
      expect(size[0]).toBeCloseTo(width, -0.3);
      expect(size[1]).toBeCloseTo(height, -0.3);
    }
  });
});

describe('its size', () => {
  const attachments = () => [
    {
      name: 'report.json',
      bytes: Buffer.from([...reportJson(report)].join('')),
      description: 'd',
      type: 'application/json',
      relation: 'Data',
    } as const,
  ];

  test('of 40 jobs over 31 days, every fourth of them hourly, is below 1 MB with the figures attached', async () => {
    const whole = await finishDocument(await printReport(report, await html(report, { paper: 'A4' }), printer), attachments());
    expect(whole.length).toBeLessThan(1_000_000);
    expect(whole.length - bytes.length).toBeLessThan(JSON.stringify(report, null, 2).length / 8);
  });

  test('of 40 jobs is at most 12 pages before the appendix, also where every job runs hourly; its figures are larger than itself then', async () => {
    const hourly = await print(await hourlyReport(40));
    expect(hourly.length).toBeLessThan(1_000_000);
    for (const document of [pdf, await readPdf(hourly)]) {
      expect(document.pages.some((page) => page.includes('Appendix: job by job'))).toBe(true);
      expect(pagesBeforeAppendix(document)).toBeLessThanOrEqual(12);
    }
  });

  test('is less than half of what the browser printed: small objects stand in containers', async () => {
    const printed = await printReport(report, await html(report, { paper: 'A4' }), printer);
    expect(bytes.length).toBeLessThan(printed.bytes.length * 0.5);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toContain('/Type/ObjStm');
    expect(text).toContain('/Type/XRef');
    expect(text).not.toContain('StructElem');
  });
});

test('equal reports are equal bytes, also from another browser process', async () => {
  const troubled = await reportOfWorld('troubled');
  const other = createPrinter({ configured: null, env: process.env });
  try {
    const prints = [await print(troubled), await print(troubled), await print(troubled, 'A4', other)];
    expect(prints.map((each) => Buffer.compare(each, prints[0] ?? Buffer.of()))).toEqual([0, 0, 0]);
    expect(Buffer.compare(await print({ ...troubled, asOf: '2026-11-03T05:00:00.000Z' }), prints[0] ?? Buffer.of())).not.toBe(0);
  } finally {
    await other.close();
  }
});

test('names that try to leave the print margins are text in them', async () => {
  const name = '"}@page{margin:0}\\22</style>';
  const { pages, sizes } = await readPdf(await print(reportFixture({ tenant: { id: 'contoso', name } })));
  expect(pages[1]).toContain(`${name} · Backup compliance`);
  expect(pages[1]).toMatch(/Page 2 of \d/);
  expect(sizes[0]?.[0]).toBeCloseTo(210 * MM, -0.3);
});

describe('a document that shows nothing', () => {
  test('has no page: refused', async () => {
    const empty = await PDF.create().save();
    await expect(refuseBlank(empty)).rejects.toMatchObject({ code: 'blank-pdf' });
  });

  test('has an empty page: refused', async () => {
    const blank = await printer.print('<!doctype html><meta name="vdc-report" content="x"><body></body>', 'x');
    await expect(refuseBlank(blank)).rejects.toMatchObject({ code: 'blank-pdf' });
  });

  test('is no PDF: refused', async () => {
    await expect(refuseBlank(Buffer.from('<html>'))).rejects.toThrow();
  });
});
