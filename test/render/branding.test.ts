import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { launch, type Browser } from 'puppeteer';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Branding } from '../../src/model/branding.ts';
import { createEmailRenderer, type EmailRenderer } from '../../src/render/email/index.ts';
import { buildMail } from '../../src/render/email/mime.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer, type HtmlRenderer } from '../../src/render/html/index.ts';
import { logoBox } from '../../src/render/html/view/brand.ts';
import { findBrowser } from '../../src/render/pdf/find-browser.ts';
import { brandingFixture, pngLogo, svgLogo } from '../support/branding.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';

let html: HtmlRenderer;
let mail: EmailRenderer;
let browser: Browser;

beforeAll(async () => {
  const assets = await loadAssets();
  html = createHtmlRenderer(assets);
  mail = createEmailRenderer(assets);
  const program = await findBrowser({ configured: null, env: process.env }, async () => null);
  const root = process.getuid?.() === 0;
  browser = await launch({
    executablePath: program.executable,
    headless: 'shell',
    pipe: true,
    args: ['--disable-gpu', ...(root ? ['--no-sandbox'] : [])],
    env: { ...process.env, ...program.env },
  });
});

afterAll(() => browser.close());

const report = reportFixture({ jobs: [jobFixture({ verdict: 'fail' })] });
const pageWith = (branding?: Branding) => html(report, { paper: 'A4', branding });
const mailWith = (branding?: Branding) => mail(report, { attached: false, branding });
const styleOf = (page: string): string => /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';

describe('a page with a look of its own', () => {
  test('shows logo, cover text and footer, and its policy knows its style', async () => {
    const page = await pageWith(brandingFixture());
    expect(page).toMatch(/<img class="logo" src="data:image\/svg\+xml;base64,[^"]+" width="157" height="39" alt="">/);
    expect(page).toContain('<p class="own">Prepared by Northwind for the audit committee.</p>');
    expect(page).toContain('<footer class="own-footer">Northwind GmbH · Confidential</footer>');
    expect(styleOf(page)).toMatch(/@bottom-left \{ content: "[^"]*\\a Northwind GmbH · Confidential"/);
    const hash = createHash('sha256').update(styleOf(page)).digest('base64');
    expect(page).toContain(`sha256-${hash.replaceAll('=', '&#x3D;')}`);
  });

  test('changes no colour that means something', async () => {
    const [own, plain] = [styleOf(await pageWith(brandingFixture())), styleOf(await pageWith())];
    const footer = /(@bottom-left \{ content: )"[^"]*"/;
    const [rest, added] = [own.slice(0, own.indexOf('\n:root{--brand')), own.slice(own.indexOf('\n:root{--brand'))];
    // Letters that only the footer has may be added; rules may not.
    const rules = (style: string) => style.slice(style.indexOf(':root {')).replace(footer, '$1');
    expect(rules(rest)).toBe(rules(plain));
    expect(added.match(/--[a-z-]+(?=:)/g)).toEqual(['--brand', '--brand-fill', '--brand']);
  });

  test('keeps hostile texts as text', async () => {
    const hostile = '</style><script>alert(1)</script>{{csp}} "} \u202e';
    const page = await pageWith(brandingFixture({ cover: hostile, footer: hostile }));
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).toContain('{{csp}}');
  });

  test('lets no drawing run a script or reach anything, whatever it holds', async () => {
    const seen: string[] = [];
    const canary = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((done) => canary.listen(0, '127.0.0.1', done));
    const address = canary.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const drawing = svgLogo(
      `<script>fetch('${url}/script'); parent.document.title = 'taken'</script><image href="${url}/image" width="9" height="9"/><style>@import "${url}/style";</style><foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${url}/foreign" onerror="parent.document.title = 'taken'"/></foreignObject>`,
    );
    const page = await browser.newPage();
    const base64 = Buffer.from(drawing).toString('base64');
    await page.setContent(await pageWith(brandingFixture({ logo: { type: 'image/svg+xml', base64, width: 240, height: 60 } })), {
      waitUntil: 'load',
    });
    // The logo is shown, and was therefore read.
    expect(await page.evaluate(`document.querySelector('.logo').decode().then(() => document.querySelector('.logo').naturalWidth > 0)`)).toBe(true);
    expect(await page.title()).not.toBe('taken');
    expect(seen).toEqual([]);
    await page.close();
    await new Promise((done) => canary.close(done));
  });
});

describe('the size of a logo', () => {
  test.each([
    [240, 60],
    [1400, 100],
    [60, 300],
    [1, 1],
    [4000, 1],
    [1, 4000],
  ])('stays within its place and keeps its shape: %d × %d', (width, height) => {
    const box = logoBox({ width, height });
    expect(box.width).toBeLessThanOrEqual(220);
    expect(box.height).toBeLessThanOrEqual(64);
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(1);
    if (Math.min(box.width, box.height) > 10) expect(box.width / box.height).toBeCloseTo(width / height, 0);
  });
});

const build = (parts: ReturnType<typeof mailWith>) =>
  buildMail({
    from: { name: null, address: 'from@reports.example' },
    to: [{ name: null, address: 'to@contoso.example' }],
    cc: [],
    ...parts,
    attachments: [{ name: 'report.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-') }],
    date: 0,
    messageId: '<a@reports.example>',
    listId: 'contoso',
  });

describe('a mail with a look of its own', () => {
  test('carries the logo inside, never as SVG, and both texts in both parts', async () => {
    const parts = mailWith(brandingFixture());
    const bytes = await build(parts);
    const read = await simpleParser(Buffer.from(bytes));
    expect(read.attachments.map(({ contentType, cid, contentDisposition, related }) => [contentType, cid, contentDisposition, related])).toEqual([
      ['image/png', 'logo@vdc-report', 'inline', true],
      ['application/pdf', undefined, 'attachment', undefined],
    ]);
    expect(read.attachments[0]?.content.equals(pngLogo())).toBe(true);
    expect(parts.html).toContain('<img src="cid:logo@vdc-report" width="111" height="56" alt=""');
    expect(parts.html).not.toMatch(/data:|svg|https?:/i);
    expect(parts.html.indexOf('#fff3a0')).toBeGreaterThan(0);
    for (const text of ['Prepared by Northwind for the audit committee.', 'Northwind GmbH · Confidential'])
      for (const part of [parts.html, parts.text]) expect(part).toContain(text);
    expect(await build(parts)).toEqual(bytes);
    expect(await build(mailWith(brandingFixture({ mailLogo: null })))).not.toEqual(bytes);
  });

  test('has no picture where only a drawing is there, and the colours of states as ever', () => {
    const { html: shown, images } = mailWith(brandingFixture({ mailLogo: null }));
    expect(images).toEqual([]);
    expect(shown).not.toContain('<img');
    const states = (text: string) => text.match(/#b3261e|#2a7152|t-bad|b-bad|t-ok/g);
    expect(states(shown)).toEqual(states(mailWith().html));
  });
});
