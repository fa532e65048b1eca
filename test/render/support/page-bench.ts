import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { launch, type Browser } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { findBrowser } from '../../../src/render/pdf/find-browser.ts';

export type View = readonly [media: 'screen' | 'print', scheme: 'light' | 'dark'];

/** Where a page is looked at. */
export const VIEWS: readonly View[] = [
  ['screen', 'light'],
  ['screen', 'dark'],
  ['print', 'light'],
];

const WIDTHS = [390, 800, 1280];
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].target.join(' ')))`;
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** One browser for the tests of a file, on pages without script of their own. */
export const usePages = () => {
  let browser: Browser;
  let axe = '';
  beforeAll(async () => {
    const program = await findBrowser({ configured: null, env: process.env }, async () => null);
    const root = process.getuid?.() === 0;
    const args = ['--disable-gpu', ...(root ? ['--no-sandbox'] : [])];
    browser = await launch({ executablePath: program.executable, headless: 'shell', pipe: true, args, env: { ...process.env, ...program.env } });
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(() => browser.close());

  /** What axe-core finds, and by how much the page is wider than the window, at each width; nothing is well. */
  const complaints = async (html: string, [media, scheme]: View): Promise<readonly unknown[]> => {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.emulateMediaType(media);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setContent(html, { waitUntil: 'load' });
    await page.evaluate(axe);
    const found: unknown[] = [];
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 900 });
      const wider = media === 'print' ? 0 : await page.evaluate(OVERFLOW);
      found.push(...[await page.evaluate(RUN)].flat(), ...(wider === 0 ? [] : [`${String(wider)} wider than ${String(width)}`]));
    }
    await page.close();
    return found;
  };

  /** Evaluates in the page on a wide screen, under its own policy. */
  const evaluated = async (html: string, expression: string): Promise<unknown> => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.setContent(html, { waitUntil: 'load' });
    await page.evaluate('document.fonts.ready.then(() => true)');
    const found = await page.evaluate(expression);
    await page.close();
    return found;
  };
  return { complaints, evaluated };
};

/** A page as it is reviewed: without its fonts, line by line. */
export const reviewable = (html: string): string =>
  html
    .replace(/<style>[^]*?<\/style>/, '<style>…</style>')
    .replaceAll(/sha256-.*?(?=&#x27;)/g, 'sha256-…')
    .replaceAll(/(<\/(?:p|dt|dd|th|td|tr|thead|svg|div)>)(?=<)/g, '$1\n');
