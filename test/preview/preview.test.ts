import { once } from 'node:events';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { launch, type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { cli } from '../../src/cli/index.ts';
import { reportJson } from '../../src/render/json.ts';
import { findBrowser } from '../../src/render/pdf/find-browser.ts';
import type { SignalName, World } from '../../src/world.ts';
import { fakeWorld } from '../cli/support/fake-world.ts';
import { svgLogo } from '../support/branding.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';

let browser: Browser;

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
});

afterAll(() => browser.close());

const report = reportFixture({ jobs: [jobFixture({ name: 'First name' })] });
const LIMITS = (words: string): string => `<section class="limits"><h2>{{l.limits}}</h2><p id="mine">${words}</p></section>`;

/** A report.json and a folder with one template. */
const openFolder = async (): Promise<string> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'vdc-preview-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'bundle'));
  await mkdir(join(folder, 'own', 'partials'), { recursive: true });
  await writeFile(join(folder, 'bundle', 'report.json'), reportJson(report));
  await writeFile(join(folder, 'own', 'partials', 'limits.hbs'), LIMITS('one'));
  return folder;
};

type Running = { readonly url: string; readonly stop: (name: SignalName) => Promise<number> };

/** The command as it is typed; a signal ends it. */
const start = async (folder: string, argv: readonly string[]): Promise<Running> => {
  const base = fakeWorld(['preview', ...argv, '--json'], { cwd: folder, columns: 160, env: {} });
  let interrupt: (name: SignalName) => void = () => undefined;
  const told = Promise.withResolvers<string>();
  const world: World = {
    ...base,
    stdout: { ...base.stdout, write: (line) => told.resolve(line) },
    ask: null,
    onSignal: (listener) => {
      interrupt = listener;
      return () => undefined;
    },
  };
  const ended = cli(world);
  const line = await Promise.race([told.promise, ended.then((code) => Promise.reject(new Error(`ended with ${String(code)}: ${base.err()}`)))]);
  const { url } = JSON.parse(line) as { url: string };
  const stop = (name: SignalName): Promise<number> => {
    interrupt(name);
    return ended;
  };
  onTestFinished(() => void stop('SIGTERM'));
  return { url, stop };
};

const openPage = async (url: string): Promise<Page> => {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(url, { waitUntil: 'load' });
  return page;
};

const showing = (page: Page, words: string) =>
  page.waitForFunction(`document.body !== null && document.body.innerText.includes(${JSON.stringify(words)})`, { timeout: 20_000 });

type Answer = { readonly status: number | undefined; readonly body: string };

const ask = async (url: string, options: { method?: string; headers?: Record<string, string>; path?: string }): Promise<Answer> => {
  const sent = request(url, options).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
};

describe('preview', () => {
  test('shows a change of template, report and style sheet by itself, a mistake in its place, and recovers', async () => {
    const folder = await openFolder();
    const { url, stop } = await start(folder, ['bundle', '--templates', 'own']);
    const page = await openPage(url);
    await showing(page, 'one');

    const partial = join(folder, 'own', 'partials', 'limits.hbs');
    await writeFile(partial, LIMITS('two'));
    await showing(page, 'two');

    await writeFile(partial, 'a\n{{limts}}');
    await showing(page, 'limits.hbs:2 {{limts}}: there is no "limts"; did you mean limits?');
    await writeFile(partial, LIMITS('three'));
    await showing(page, 'three');

    await cp('templates/report.css', join(folder, 'own', 'report.css'));
    await writeFile(join(folder, 'own', 'report.css'), '#mine { color: rgb(1, 2, 3); }');
    await page.waitForFunction(`getComputedStyle(document.querySelector('#mine') ?? document.body).color === 'rgb(1, 2, 3)'`, { timeout: 20_000 });

    // A run writes a bundle beside and puts it in place.
    await mkdir(join(folder, 'next'));
    await writeFile(join(folder, 'next', 'report.json'), reportJson(reportFixture({ jobs: [jobFixture({ name: 'Second name' })] })));
    await rm(join(folder, 'bundle'), { recursive: true });
    await showing(page, 'holds no report that can be shown');
    await cp(join(folder, 'next'), join(folder, 'bundle'), { recursive: true });
    await showing(page, 'Second name');
    expect(await stop('SIGINT')).toBe(0);
  });

  test('has the mail and the paper, and the look of a configuration', async () => {
    const folder = await openFolder();
    await writeFile(join(folder, 'logo.svg'), svgLogo());
    const theme = { logo: './logo.svg', accent: '#0b6e4f', cover: 'For the board' };
    const tenants = [{ id: 'contoso', baseUrl: 'https://vdc.example/v1', apiKey: { env: 'KEY' } }];
    await writeFile(join(folder, 'vdc-report.yaml'), JSON.stringify({ timezone: 'UTC', tenants, report: { theme, templates: './own' } }));
    const { url } = await start(folder, ['bundle/report.json', '--config', 'vdc-report.yaml']);
    const page = await openPage(`${url}/paper`);
    await showing(page, 'For the board');
    expect(await page.evaluate(`[getComputedStyle(document.querySelector('main')).maxWidth, document.querySelector('.logo') !== null]`)).toEqual([
      expect.stringMatching(/^672\./),
      true,
    ]);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await page.setViewport({ width: 500, height: 700 });
    expect(
      await page.evaluate(
        `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.kpis')).gridTemplateColumns.split(' ').length, getComputedStyle(document.querySelector('.eyebrow')).color]`,
      ),
    ).toEqual(['rgb(255, 255, 255)', 4, 'rgb(11, 110, 79)']);
    await page.goto(`${url}/mail`);
    await showing(page, 'For the board');
    await writeFile(
      join(folder, 'vdc-report.yaml'),
      JSON.stringify({ timezone: 'UTC', tenants, report: { theme: { ...theme, cover: 'For the chair' } } }),
    );
    await showing(page, 'For the chair');
  });

  test('loosens the page’s policy by its own script and nothing else', async () => {
    const folder = await openFolder();
    const { url } = await start(folder, ['bundle']);
    const { body } = await ask(url, {});
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(body)?.[1]?.replaceAll('&#x27;', "'") ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; connect-src 'self'; script-src 'sha256-[^']+' 'sha256-[^']+'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
    const page = await openPage(url);
    const ran = await page.evaluate(
      `(() => { const script = document.createElement('script'); script.textContent = 'document.title = "ran"'; document.body.append(script); return document.title; })()`,
    );
    expect(ran).not.toBe('ran');
  });

  test('answers to its own name and to GET alone, and reads no path that was asked for', async () => {
    const folder = await openFolder();
    const { url } = await start(folder, ['bundle']);
    const { host, port } = new URL(url);
    expect(await ask(url, { headers: { host: `evil.example:${port}` } })).toMatchObject({ status: 421 });
    expect(await ask(url, { headers: { host: 'localhost' } })).toMatchObject({ status: 421 });
    expect(await ask(`${url}/events`, { headers: { host: 'evil.example' } })).toMatchObject({ status: 421 });
    expect(await ask(url, { headers: { host: `localhost:${port}` } })).toMatchObject({ status: 200 });
    expect(host.startsWith('127.0.0.1:')).toBe(true);
    for (const method of ['POST', 'HEAD', 'OPTIONS', 'DELETE']) expect(await ask(url, { method })).toMatchObject({ status: 405 });
    for (const path of ['/../../etc/passwd', '/%2e%2e/report.json', '/report.json', '//evil.example/', '/mail/..'])
      expect(await ask(url, { path })).toMatchObject({ status: 404 });
  });

  test('of a port that is taken, or of no report, says so', async () => {
    const folder = await openFolder();
    const { url } = await start(folder, ['bundle']);
    const typed = async (...argv: readonly string[]) => {
      const world = fakeWorld(['preview', ...argv], { cwd: folder, columns: 160, env: {} });
      return [await cli(world), world.err()];
    };
    expect(await typed('bundle', '--port', new URL(url).port)).toEqual([3, expect.stringContaining('cannot listen on port')]);
    expect(await typed('nothing-there')).toEqual([2, expect.stringContaining('neither a file or folder')]);
    expect(await typed('--tenant', 'contoso')).toEqual([2, expect.stringContaining('--tenant needs --config')]);
    await writeFile(join(folder, 'bundle', 'report.json'), '{}');
    expect((await ask(url, {})).body).toContain('holds no report that can be shown');
  });

  test('shows a simulated tenant where nothing is named', async () => {
    const { url } = await start(await openFolder(), []);
    await showing(await openPage(url), 'What needs a decision');
  });
});
