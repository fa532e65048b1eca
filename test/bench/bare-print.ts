import { readFileSync } from 'node:fs';
import { launch } from 'puppeteer';
import { findBrowser } from '../../src/render/pdf/find-browser.ts';

const [file = ''] = process.argv.slice(2);
const program = await findBrowser({ configured: null, env: process.env }, async () => null);
const browser = await launch({
  executablePath: program.executable,
  headless: 'shell',
  pipe: true,
  args: ['--no-sandbox', '--disable-gpu'],
  env: { ...process.env, ...program.env },
});
const page = await browser.newPage();
await page.setContent(readFileSync(file, 'utf8'), { waitUntil: 'load' });
await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
await browser.close();
