import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutputError } from '../../src/errors.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer } from '../../src/render/html/index.ts';
import { createPrinterInside, type Printer } from '../../src/render/pdf/browser.ts';
import { ALL_LAYERS, type Layers } from '../../src/render/pdf/fence.ts';
import { reportFixture } from '../support/report-fixture.ts';
import { startCanary, type Canary } from './support/canary.ts';
import { readPdf } from './support/read-pdf.ts';
import { passiveWays, replacingWays, withoutPolicy, withWaysOut, type WayOut } from './support/ways-out.ts';

const SENTINEL = 'sentinel-of-this-test';
const MARKER = 'MARKER-FROM-THE-DISK';
const NO_LAYERS: Layers = { deadProxy: false, scriptsOff: false, interception: false };

let canary: Canary;
let folder = '';
let markerFile = '';
let page = '';

beforeAll(async () => {
  canary = await startCanary();
  folder = await mkdtemp(join(tmpdir(), 'fence-'));
  const marker = join(folder, 'marker.html');
  await writeFile(marker, `<p>${MARKER}</p>`);
  markerFile = pathToFileURL(marker).href;
  const html = await createHtmlRenderer(await loadAssets())(reportFixture(), { paper: 'A4' });
  const [policy = ''] = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(html) ?? [];
  // The report's own policy on a small page: many of them are printed here.
  page = `<!doctype html><html><head>${policy}<meta name="vdc-report" content="${SENTINEL}"></head><body><main><h1>Ours</h1></main></body></html>`;
});

afterAll(async () => {
  await canary.close();
  await rm(folder, { recursive: true });
});

/** The text of the PDF, or the code of the error in its place. */
const printed = async (printer: Printer, html: string): Promise<string> => {
  try {
    const { pages } = await readPdf(await printer.print(html, SENTINEL));
    return pages.join('\n');
  } catch (error) {
    if (error instanceof OutputError) return error.code === 'page-replaced' ? error.code : `${error.code}: ${error.message}`;
    throw error;
  }
};

type Outcome = { readonly way: string; readonly text: string };

/** Tries every way out. `name` keeps the canary's records of several attempts apart. */
const tryEverything = async (name: string, layers: Layers, html: string): Promise<{ outcomes: Outcome[]; hits: string[] }> => {
  const printer = createPrinterInside({ configured: null, env: process.env }, { layers, timeoutMs: 30_000 });
  const url = (path: string) => `http://${canary.host}/${name}/${path}`;
  const attempt = async (way: string, ways: readonly WayOut[]) => ({ way, text: await printed(printer, withWaysOut(html, ways)) });
  try {
    const passive = await attempt('passive', passiveWays(url, canary.host));
    const replacing = await Promise.all(replacingWays(url, markerFile).map((way) => attempt(way.name, [way])));
    return { outcomes: [passive, ...replacing], hits: hitsOf(name) };
  } finally {
    await printer.close();
  }
};

/** Datagrams carry no path: they are counted once for all. */
const hitsOf = (name: string) => [...canary.hits].filter((path) => path.startsWith(`/${name}/`) || path === '/datagram');

const oursOrRefused = ({ text }: Outcome): boolean => text === 'page-replaced' || text.includes('Ours');

const LEFT_OUT: readonly (readonly [string, Layers, boolean])[] = [
  ['no layer left out', ALL_LAYERS, true],
  ['scripts on', { ...ALL_LAYERS, scriptsOff: false }, true],
  ['no interception', { ...ALL_LAYERS, interception: false }, true],
  ['no dead proxy', { ...ALL_LAYERS, deadProxy: false }, true],
  ['no policy in the page', ALL_LAYERS, false],
];

describe('nothing leaves a page that is printed', () => {
  test.each(LEFT_OUT)('with %s', async (name, layers, policy) => {
    const { outcomes, hits } = await tryEverything(name.replaceAll(' ', '-'), layers, policy ? page : withoutPolicy(page));
    expect(hits).toEqual([]);
    expect(outcomes.filter((outcome) => !oursOrRefused(outcome))).toEqual([]);
    expect(outcomes.filter(({ text }) => text.includes(MARKER) || text.includes('REPLACED'))).toEqual([]);
    // The page was not refused whatever it was: what cannot replace it is printed.
    expect(outcomes.find(({ way }) => way === 'passive')?.text).toContain('Ours');
    expect(outcomes.find(({ way }) => way === 'refresh to about:blank')?.text).toBe('page-replaced');
    expect(outcomes.find(({ way }) => way === 'refresh to http')?.text).toBe('page-replaced');
  });

  test('and without any layer it does, so that the tests above can fail', async () => {
    const { outcomes, hits } = await tryEverything('open', NO_LAYERS, withoutPolicy(page));
    const ways = ['img', 'srcset', 'picture', 'iframe', 'import.css', 'link.css', 'script.js', 'css-url', 'font', 'video', 'svg-image'];
    const scripts = ['fetch', 'xhr', 'websocket', 'event-source', 'beacon', 'import.js', 'onerror', 'location', 'post', 'refresh', 'base/picture'];
    expect([...ways, ...scripts].filter((way) => !hits.includes(`/open/${way}`))).toEqual([]);
    expect(hits.length).toBeGreaterThan(45);
    // Even then a page that was replaced by the network is not printed.
    expect(outcomes.filter(({ way, text }) => way !== 'passive' && text.includes('CANARY'))).toEqual([]);
  });
});
