import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPrinter, createPrinterInside, type Printer } from '../../src/render/pdf/browser.ts';
import { ALL_LAYERS, type Layers } from '../../src/render/pdf/fence.ts';
import { findBrowser } from '../../src/render/pdf/find-browser.ts';
import type { BrowserProgram } from '../../src/render/pdf/npm-browser.ts';
import { startCanary, type Canary } from './support/canary.ts';
import { readPdf } from './support/read-pdf.ts';

const SENTINEL = 'abc';
const NO_LAYERS: Layers = { deadProxy: false, scriptsOff: false, interception: false };

const pageOf = (body: string) => `<!doctype html><head><meta name="vdc-report" content="${SENTINEL}"></head><body>${body}</body>`;

let program: BrowserProgram;
let canary: Canary;
let folder = '';
let printer: Printer | null = null;

beforeAll(async () => {
  program = await findBrowser({ configured: null, env: process.env }, async () => null);
});

beforeEach(async () => {
  canary = await startCanary();
  folder = await mkdtemp(join(tmpdir(), 'printer-'));
});

afterEach(async () => {
  await printer?.close();
  await canary.close();
  await rm(folder, { recursive: true });
  printer = null;
});

const pidsFile = () => join(folder, 'pids');
const environmentFile = () => join(folder, 'environment');

/** The real browser behind a script that notes the process and its environment. */
const watchedBrowser = async (): Promise<string> => {
  const path = join(folder, 'browser.sh');
  const exports = Object.entries(program.env).map(([name, value]) => `export ${name}='${value}'`);
  const lines = ['#!/bin/sh', `echo $$ >> '${pidsFile()}'`, `env > '${environmentFile()}'`, ...exports, `exec '${program.executable}' "$@"`, ''];
  await writeFile(path, lines.join('\n'));
  await chmod(path, 0o700);
  return path;
};

const pids = async (): Promise<number[]> => (await readFile(pidsFile(), 'utf8')).trim().split('\n').map(Number);

const killNewest = async (): Promise<void> => {
  const newest = (await pids()).at(-1);
  if (newest !== undefined) process.kill(newest, 'SIGKILL');
};

const open = async (layers: Layers, timeoutMs = 20_000): Promise<Printer> => {
  printer = createPrinterInside({ configured: await watchedBrowser(), env: process.env }, { layers, timeoutMs });
  return printer;
};

const textOf = async (bytes: Uint8Array) => (await readPdf(bytes)).pages.join('\n');

/** A page that is loading until the canary answers: something can happen meanwhile. */
const waitingPage = (name = 'page') => pageOf(`<h1>Patience</h1><img src="http://${canary.host}/hang/${name}">`);

describe('a browser that dies', () => {
  test('between two documents is started again', async () => {
    const mine = await open(ALL_LAYERS);
    await mine.print(pageOf('one'), SENTINEL);
    await killNewest();
    expect(await textOf(await mine.print(pageOf('two'), SENTINEL))).toBe('two');
    expect(await pids()).toHaveLength(2);
  });

  test('while it prints is started again, once, and the page is printed', async () => {
    const mine = await open(NO_LAYERS);
    const first = canary.nextHanging();
    const printing = mine.print(waitingPage(), SENTINEL);
    await first;
    const second = canary.nextHanging();
    await killNewest();
    (await second).answer();
    expect(await textOf(await printing)).toContain('Patience');
    expect(await pids()).toHaveLength(2);
  });

  test('twice is an error, and the next document is printed all the same', async () => {
    const mine = await open(NO_LAYERS);
    const first = canary.nextHanging();
    const printing = expect(mine.print(waitingPage(), SENTINEL)).rejects.toThrow();
    await first;
    const second = canary.nextHanging();
    await killNewest();
    await second;
    await killNewest();
    await printing;
    expect(await pids()).toHaveLength(2);
    expect(await textOf(await mine.print(pageOf('after'), SENTINEL))).toBe('after');
  });

  test('takes all documents in print with it, and one new browser prints them', async () => {
    const mine = await open(NO_LAYERS);
    const hanging = [canary.nextHanging(), canary.nextHanging()];
    const printing = Promise.all(['one', 'other'].map((name) => mine.print(waitingPage(name), SENTINEL)));
    await Promise.all(hanging);
    const again = [canary.nextHanging(), canary.nextHanging()];
    await killNewest();
    for (const { answer } of await Promise.all(again)) answer();
    expect((await printing).length).toBe(2);
    expect(await pids()).toHaveLength(2);
  });
});

test('a print that hangs is ended with its browser, and the next one has a new browser', async () => {
  const mine = await open(NO_LAYERS, 1000);
  await expect(mine.print(waitingPage(), SENTINEL)).rejects.toMatchObject({ code: 'print-timeout' });
  expect(await textOf(await mine.print(pageOf('next'), SENTINEL))).toBe('next');
  expect(await pids()).toHaveLength(2);
});

test('a page without the sentinel, or with another one, is refused', async () => {
  const mine = await open(ALL_LAYERS);
  await expect(mine.print('', SENTINEL)).rejects.toMatchObject({ code: 'page-replaced' });
  await expect(mine.print('<p>x</p>', SENTINEL)).rejects.toMatchObject({ code: 'page-replaced' });
  await expect(mine.print(pageOf('x'), 'abd')).rejects.toMatchObject({ code: 'page-replaced' });
});

test('the browser gets no secret from the environment', async () => {
  printer = createPrinter({ configured: await watchedBrowser(), env: { ...process.env, VDC_API_KEY: 'secret-key', SMTP_PASSWORD: 'secret-word' } });
  await printer.about();
  const environment = await readFile(environmentFile(), 'utf8');
  expect(environment).toContain('PATH=');
  expect(environment).not.toMatch(/secret-(key|word)/);
});

test('says which browser it is, and that root has no sandbox', async () => {
  const about = await (await open(ALL_LAYERS)).about();
  expect(about.origin).toBe('configured');
  expect(about.version).toMatch(/\d+\./);
  if (process.getuid?.() === 0) expect(about.sandbox).toBe(false);
});

test('a program that is no browser is named in the error', async () => {
  const path = join(folder, 'no-browser.sh');
  await writeFile(path, '#!/bin/sh\necho no >&2\nexit 1\n', { mode: 0o700 });
  printer = createPrinter({ configured: path, env: process.env });
  await expect(printer.about()).rejects.toMatchObject({ code: 'browser-did-not-start' });
  await expect(printer.print(pageOf('x'), SENTINEL)).rejects.toMatchObject({ code: 'browser-did-not-start' });
});
