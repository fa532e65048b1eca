import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { launch, type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer, type HtmlRenderer } from '../../src/render/html/index.ts';
import { findBrowser } from '../../src/render/pdf/find-browser.ts';
import { brandingFixture } from '../support/branding.ts';
import { inGerman } from '../support/in-german.ts';
import { situations } from './support/situations.ts';

/** The rules of axe-core in a real browser that, unlike the printer's, runs scripts: axe is one. */

let browser: Browser;
let render: HtmlRenderer;
let axe = '';
let reports: Awaited<ReturnType<typeof situations>>;

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
  reports = await situations();
  render = createHtmlRenderer(await loadAssets());
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

afterAll(() => browser.close());

/** Some of many, the longest name among them: each look at all of them takes a second. */
const isPicked = ({ name }: Report['jobs'][number], index: number) => index % 4 === 0 || name.length > 1000;

const pageOf = async (name: string): Promise<string> => {
  const found = reports.get(name.replace('.de', '').replace('branded', 'troubled'));
  const report = found && name.endsWith('.de') ? inGerman(found) : found;
  if (report === undefined) throw new Error(`There is no situation ${name}.`);
  return render(name === 'hostile' ? { ...report, jobs: report.jobs.filter(isPicked) } : report, {
    paper: 'A4',
    branding: name === 'branded' ? brandingFixture() : undefined,
  });
};

const WIDTHS = [375, 800, 1280];
const LOOKS = [
  { name: 'light', media: 'screen', scheme: 'light' },
  { name: 'dark', media: 'screen', scheme: 'dark' },
  { name: 'print', media: 'print', scheme: 'light' },
] as const;

const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')))`;

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

const openPage = async (html: string): Promise<Page> => {
  const page = await browser.newPage();
  // The policy forbids scripts, and axe is one.
  await page.setBypassCSP(true);
  await page.setContent(html, { waitUntil: 'load' });
  await page.evaluate(axe);
  return page;
};

const brokenRules = async (page: Page): Promise<string[]> => {
  const broken: unknown = await page.evaluate(RUN);
  if (!Array.isArray(broken)) throw new Error('axe said nothing.');
  return broken.map(String);
};

const look = async (page: Page, { media, scheme }: (typeof LOOKS)[number], width: number): Promise<void> => {
  await page.emulateMediaType(media);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setViewport({ width, height: 900 });
};

/** Hostile names differ in their length, not in their colours, and make the largest page: one look is enough. */
const looksOf = (name: string) => LOOKS.filter((each) => name !== 'hostile' || each.name === 'light');

describe.each(['troubled', 'hostile', 'new', 'everything-failed', 'empty-tenant', 'trend', 'troubled.de', 'branded'])('for everyone: %s', (name) => {
  test('no rule is broken, and nothing is wider than the window, in any look and width', async () => {
    const page = await openPage(await pageOf(name));
    const found: string[] = [];
    for (const each of looksOf(name)) {
      for (const width of WIDTHS) {
        await look(page, each, width);
        // On paper the width is the paper's, which the PDF's own tests read back.
        const overflow: unknown = each.media === 'print' ? 0 : await page.evaluate(OVERFLOW);
        const wide = overflow === 0 ? [] : [`wider than the window: ${String(overflow)}`];
        found.push(...[...(await brokenRules(page)), ...wide].map((text) => `${each.name} ${width}: ${text}`));
      }
    }
    await page.close();
    expect(found).toEqual([]);
  });
});

test('the dark look is dark, so that it was looked at', async () => {
  const page = await openPage(await pageOf('one-job'));
  const colours: unknown[] = [];
  for (const each of LOOKS) {
    await look(page, each, 800);
    colours.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
  }
  await page.close();
  expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(16, 24, 31)', 'rgb(255, 255, 255)']);
});

test('axe finds what is broken, so that the tests above can fail', async () => {
  const page = await openPage('<!doctype html><html><body><img src="data:,"><p style="color:#eee;background:#fff">pale</p></body></html>');
  const broken = await brokenRules(page);
  await page.close();
  expect(broken.join('; ')).toMatch(/image-alt.*color-contrast|color-contrast.*image-alt/s);
});
