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
import { SITUATIONS, situations } from './support/situations.ts';

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

/** Some of many, the longest name among them: each look at all of them takes seconds. */
const EVERY: ReadonlyMap<string, number> = new Map([
  ['hostile', 6],
  ['200-jobs', 20],
]);
const picked = (name: string, report: Report): Report => ({
  ...report,
  jobs: report.jobs.filter((job, index) => index % (EVERY.get(name) ?? 1) === 0 || job.name.length > 1000),
});

const pageOf = async (name: string): Promise<string> => {
  const found = reports.get(name.replace('.de', '').replace('branded', 'troubled'));
  const report = found && name.endsWith('.de') ? inGerman(found) : found;
  if (report === undefined) throw new Error(`There is no situation ${name}.`);
  return render(picked(name.replace('.de', ''), report), {
    paper: 'A4',
    branding: name === 'branded' ? brandingFixture() : undefined,
  });
};

const WIDTHS = [390, 820, 1280];
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

type Look = { readonly look: (typeof LOOKS)[number]; readonly width: number };

/** All nine where most of a page is; elsewhere each look and each width once, in the other language other pairs of them. */
const looksOf = (name: string): Look[] => {
  const whole = name === 'branded';
  const shift = name.endsWith('.de') ? 1 : 0;
  return LOOKS.flatMap((look, at) => WIDTHS.filter((_, place) => whole || place === (at + shift) % WIDTHS.length).map((width) => ({ look, width })));
};

/** In every width: on paper it is the paper's, which the PDF's own tests read back. */
const tooWide = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await look(page, LOOKS[0], width);
    const overflow: unknown = await page.evaluate(OVERFLOW);
    if (overflow !== 0) found.push(`${width}: wider than the window by ${String(overflow)}`);
  }
  return found;
};

describe.each([...SITUATIONS.flatMap((name) => [name, `${name}.de`]), 'branded'])('for everyone: %s', (name) => {
  test('no rule is broken, and nothing is wider than the window, in any look and width', async () => {
    const page = await openPage(await pageOf(name));
    const found = await tooWide(page);
    for (const each of looksOf(name)) {
      await look(page, each.look, each.width);
      found.push(...(await brokenRules(page)).map((text) => `${each.look.name} ${each.width}: ${text}`));
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
