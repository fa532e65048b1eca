import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { printReport } from '../../src/render/files.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer } from '../../src/render/html/index.ts';
import { createPrinter, type Printer } from '../../src/render/pdf/browser.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { plainObjects, readPdf } from './support/read-pdf.ts';
import { piecesIn, readTags, tagsIn, textIn, type Tag, type TaggedPage } from './support/read-tags.ts';
import { reportOfWorld } from './support/world-report.ts';

let printer: Printer;
let report: Report;
let page: string;
let bytes: Uint8Array;
let pages: readonly TaggedPage[];
let objects: string;

beforeAll(async () => {
  printer = createPrinter({ configured: null, env: process.env });
  report = await reportOfWorld('troubled');
  page = await createHtmlRenderer(await loadAssets())(report, { paper: 'A4' });
  bytes = await finishDocument(await printReport(report, page, printer), []);
  pages = await readTags(bytes);
  objects = await plainObjects(bytes);
});

afterAll(() => printer.close());

const all = (role: string): readonly Tag[] => pages.flatMap(({ tags }) => tagsIn(tags, (tag) => tag.role === role));
const top = (tag: Tag): number => Math.min(...piecesIn(tag).map(({ y }) => y));
const left = (tag: Tag): number => Math.min(...piecesIn(tag).map(({ x }) => x));
const count = (pattern: RegExp): number => objects.match(pattern)?.length ?? 0;
const inPage = (pattern: RegExp): number => page.match(pattern)?.length ?? 0;

describe('the tags', () => {
  test('every cell of a head says whether it heads a column or a row', () => {
    const heads = count(/\/S\s*\/TH\b/g);
    expect(heads).toBe(inPage(/<th\b/g));
    expect(count(/\/Scope\s*\/Column\b/g)).toBe(inPage(/<th [^>]*scope="col"/g));
    expect(count(/\/Scope\s*\/Row\b/g)).toBe(inPage(/<th [^>]*scope="row"/g));
    expect(count(/\/Scope\b/g)).toBe(heads);
  });

  test('every figure says in words what it shows', () => {
    const figures = count(/\/S\s*\/Figure\b/g);
    expect(figures).toBe(inPage(/<svg [^>]*role="img"/g));
    expect(all('Figure').length).toBeGreaterThanOrEqual(figures);
    expect(all('Figure').filter(({ alt }) => alt.trim() === '')).toEqual([]);
    const words = [...page.matchAll(/<svg [^>]*role="img" aria-label="([^"&]+)"/g)].map((found) => found[1]);
    expect(words.length).toBeGreaterThan(report.jobs.length);
    const alternatives = new Set(all('Figure').map(({ alt }) => alt));
    expect(words.filter((each) => !alternatives.has(each ?? ''))).toEqual([]);
  });

  test('lists are lists, each entry with its text', () => {
    const lists = all('L');
    expect(count(/\/S\s*\/L\b/g)).toBe(inPage(/<[ou]l\b/g));
    expect(count(/\/S\s*\/LI\b/g)).toBe(inPage(/<li\b/g));
    for (const list of lists) expect(list.children.every(({ role }) => role === 'LI')).toBe(true);
    expect(all('LI').filter((entry) => textIn(entry).trim() === '')).toEqual([]);
  });

  test('the document and each language in it are named', () => {
    expect(objects).toMatch(/\/Lang\s*\(en\)/);
    expect(objects).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(objects).toMatch(/\/DisplayDocTitle true/);
  });
});

describe('what is read', () => {
  test('is everything that is shown, but for the foot of the pages, marks between words and the ticks of the calendar', () => {
    const strangers = pages.flatMap(({ loose }) => loose).filter((text) => !/^(·|\d{1,2}|Report [0-9a-f]{4} .*|Contoso Ltd · .*)$/.test(text));
    expect(strangers).toEqual([]);
  });

  test('comes in the order in which it is seen: down the page, and along each row', () => {
    for (const { tags } of pages) {
      const tops = tagsIn(tags, ({ role }) => /^(H[1-6]|TR)$/.test(role))
        .map(top)
        .filter(Number.isFinite);
      expect(tops).toEqual(tops.toSorted((a, b) => a - b));
      // A list may stand in columns, read down each of them, or in rows, read along each.
      for (const list of tagsIn(tags, ({ role }) => role === 'L')) {
        const places = list.children.filter((entry) => Number.isFinite(top(entry))).map((entry) => [left(entry), top(entry)] as const);
        const down = places.toSorted(([x, y], [otherX, otherY]) => x - otherX || y - otherY);
        const along = places.toSorted(([x, y], [otherX, otherY]) => y - otherY || x - otherX);
        expect([down, along]).toContainEqual(places);
      }
    }
    for (const row of all('TR')) {
      const lefts = row.children.map(left).filter(Number.isFinite);
      expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
    }
  });

  test('begins with the title, the verdict and its reasons', () => {
    const read = (pages[0]?.tags ?? []).map(textIn).join(' ');
    const order = ['Contoso Ltd, October 2026', 'Two of twelve', 'Target missed', 'RPO compliance', 'What needs a decision', 'Every job, every day'];
    const places = order.map((words) => read.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

test('a report in German has its bookmarks, alternatives and language in German', async () => {
  const german: Report = { ...report, locale: 'de' };
  const html = await createHtmlRenderer(await loadAssets())(german, { paper: 'A4' });
  const { outline, info, metadata } = await readPdf(await finishDocument(await printReport(german, html, printer), []));
  const sections = (outline[0]?.items ?? []).map(({ title }) => title);
  expect(sections).toEqual([...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map((found) => found[1]));
  expect(sections).toContain('Was zu entscheiden ist');
  expect(info['Language']).toBe('de');
  expect(metadata['dc:language']).toBe('de');
});
