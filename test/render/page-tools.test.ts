import { launch, type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer } from '../../src/render/html/index.ts';
import { findBrowser } from '../../src/render/pdf/find-browser.ts';
import { readPdf } from './support/read-pdf.ts';
import { reportOfWorld } from './support/world-report.ts';

/** What the page's own script adds, under the page's own policy, in a real browser. */

let browser: Browser;
let html: string;

beforeAll(async () => {
  const program = await findBrowser({ configured: null, env: process.env }, async () => null);
  const root = process.getuid?.() === 0;
  browser = await launch({
    executablePath: program.executable,
    headless: 'shell',
    pipe: true,
    args: ['--disable-gpu', ...(root ? ['--no-sandbox'] : [])],
    env: { ...process.env, ...program.env },
  });
  html = await createHtmlRenderer(await loadAssets())(await reportOfWorld('troubled'), { paper: 'A4' });
});

afterAll(() => browser.close());

const withPage = async <T>(look: (page: Page) => Promise<T>, scripts = true): Promise<T> => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.setViewport({ width: 1000, height: 900 });
    await page.setJavaScriptEnabled(scripts);
    await page.setContent(html, { waitUntil: 'load' });
    const seen = await look(page);
    expect(complaints).toEqual([]);
    return seen;
  } finally {
    await page.close();
  }
};

const JOBS = '.jobs tbody:not(.sum) tr';
/** The page's own objects have no types here: what it says is read as texts. */
const ask = async (page: Page, expression: string): Promise<string[]> => {
  const found: unknown = await page.evaluate(expression);
  if (!Array.isArray(found)) throw new Error(`No list: ${expression}`);
  return found.map(String);
};
const textsOf = (page: Page, selector: string): Promise<string[]> =>
  ask(page, `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((e) => e.checkVisibility()).map((e) => e.textContent.trim())`);
const attributeOf = async (page: Page, selector: string, name: string): Promise<string | undefined> =>
  (await ask(page, `[document.querySelector(${JSON.stringify(selector)}).getAttribute(${JSON.stringify(name)})]`))[0];
const names = (page: Page) => textsOf(page, `${JOBS} th`);

describe('with script', () => {
  test('the filter leaves the rows of jobs that fit, in every table and chart, and says how many', async () => {
    await withPage(async (page) => {
      await page.type('#filter', 'legal');
      expect(await names(page)).toEqual(['SharePoint – Legal']);
      expect(await textsOf(page, '.tools output')).toEqual(['1 of 14 jobs']);
      expect(await textsOf(page, '.timeline h3 bdi, .timeline .name')).toEqual(['SharePoint – Legal']);
      expect(
        new Set(await textsOf(page, '.gaps tbody th, .incidents tbody th, .appendix tbody th, .volume tbody th, .cal tbody th, td.job bdi')),
      ).toEqual(new Set(['SharePoint – Legal']));
      for (let typed = 0; typed < 'legal'.length; typed += 1) await page.keyboard.press('Backspace');
      await page.select('.tools select', 'not-evaluable');
      expect(await names(page)).toEqual(['Teams – Projects']);
    });
  });

  test('a table is sorted by a figure up, down, and back to its own order; what is no figure comes last', async () => {
    await withPage(async (page) => {
      const before = await names(page);
      const click = () => page.click('.jobs thead th:nth-child(4) button');
      const column = () => textsOf(page, `${JOBS} td:nth-child(4)`);
      await click();
      const up = await column();
      expect(up[0]).toMatch(/^\d+\u00a0h/);
      expect(up.at(-1)).toMatch(/d/);
      expect(await attributeOf(page, '.jobs thead th:nth-child(4)', 'aria-sort')).toBe('ascending');
      await click();
      expect(await column()).toEqual(up.toReversed());
      await click();
      expect(await names(page)).toEqual(before);
    });
  });

  test('a part folds with the keyboard, and a link into it opens it again', async () => {
    await withPage(async (page) => {
      await page.focus('.jobs h2 button');
      await page.keyboard.press('Enter');
      expect(await attributeOf(page, '.jobs h2 button', 'aria-expanded')).toBe('false');
      expect(await names(page)).toEqual([]);
      await page.click('.cal tbody tr:nth-child(2) a');
      await page.waitForSelector('.jobs h2 button[aria-expanded="true"]');
      expect(await textsOf(page, 'tr:target th')).toEqual(await textsOf(page, '.cal tbody tr:nth-child(2) th'));
    });
  });

  test('printed from the browser, a table that goes on keeps its whole head on every page', async () => {
    const REASON = 'Reason from the logs';
    const headsOf = (pages: readonly string[]) => pages.join('').split(REASON).length - 1;
    const printed = async (scripts: boolean) => withPage((page) => page.pdf({ preferCSSPageSize: true }), scripts);
    const withTools = (await readPdf(await printed(true))).pages;
    expect(headsOf(withTools)).toBeGreaterThan(2);
    expect(headsOf(withTools)).toBe(headsOf((await readPdf(await printed(false))).pages));
  });

  test('charts tell their values under the pointer and under the arrow keys', async () => {
    await withPage(async (page) => {
      await page.evaluate(`document.querySelector('.cal svg[data-days]').focus()`);
      await page.keyboard.press('ArrowRight');
      expect(await textsOf(page, '.tip')).toEqual(['Fri 2 Oct: recovery point']);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      expect(await textsOf(page, '.tip')).toEqual([expect.stringMatching(/^Sat 31 Oct: /)]);
      await page.keyboard.press('Escape');
      expect(await textsOf(page, '.tip')).toEqual([]);
      for (const chart of ['.daily', '.starts', '.timeline .strip']) {
        await page.hover(`${chart} svg[data-hints]`);
        expect(await textsOf(page, '.tip')).toEqual([expect.stringMatching(/\d/)]);
      }
    });
  });
});

describe('without script', () => {
  test('every table, chart and text is there', async () => {
    const without = await withPage((page) => textsOf(page, 'main > *'), false);
    const withScript = await withPage((page) => textsOf(page, 'main > :not(.tools)'));
    expect(without).toEqual(withScript);
  });
});
