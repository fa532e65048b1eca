import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import { readReport } from '../../src/report/compose.ts';
import { openFolder, startProgram } from '../support/pipeline.ts';

const GUARD = `--import=${pathToFileURL(resolve('test/e2e/only-loopback.ts')).href}`;

const textOf = async (path: string): Promise<{ pages: number; words: string }> => {
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  const pdf = await task.promise;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, at) => (await pdf.getPage(at + 1)).getTextContent()));
  const words = pages.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join(' ');
  await task.destroy();
  return { pages: pages.length, words };
};

it('the demo ends in a table of verdicts and the paths of the report, without a word to the network', async () => {
  const folder = await openFolder();
  const { code, out, err } = await startProgram(folder, ['demo', '--out', 'here'], { NODE_OPTIONS: GUARD }).ended;
  expect([code, err]).toEqual([0, expect.not.stringContaining('outside loopback')]);
  expect(err).toContain('guard in place');
  expect(out).toMatch(/^✗ FAIL {2}Contoso Ltd \(contoso\) · October 2026, Europe\/Berlin, final\n/);
  expect(out).toMatch(/^ +✗ fail +SharePoint – Legal +\d+\.\d\d% +\d+\/\d+ /m);
  const bundle = join(folder, 'here', 'contoso', '2026-10');
  const named = ['report.html', 'report.pdf', 'report.json', 'email.eml'].map((name) => `  ${join(bundle, name)}`);
  expect(out).toContain(`\n\n${named.join('\n')}\n`);
  // What the simulated world lacks is said, and is no failure of the demo.
  expect(out).toMatch(/^ +Missing:\n.*its last run is in no list/m);
  for (const name of await readdir(bundle)) expect((await stat(join(bundle, name))).size, name).toBeGreaterThan(100);
  expect(readReport((await readFile(join(bundle, 'report.json'))).toString()).verdict).toBe('fail');
  const { pages, words } = await textOf(join(bundle, 'report.pdf'));
  expect(pages).toBeGreaterThan(2);
  for (const name of ['Contoso Ltd', 'SharePoint – Legal', 'OneDrive – Executives']) expect(words).toContain(name);
  expect(await readdir(folder)).toEqual(['here']);
});

it('the demo obeys a gate', async () => {
  const folder = await openFolder();
  expect((await startProgram(folder, ['demo', '--out', 'here', '--format', 'json', '--gate', '--quiet'], {}).ended).code).toBe(1);
});

it('the guard of that test would have noticed', async () => {
  const script = "fetch('http://192.0.2.1/').catch((error) => console.log(String(error.cause ?? error)))";
  const said = await new Promise((done) => {
    execFile(process.execPath, [GUARD, '-e', script], (_error, out, err) => done(out + err));
  });
  expect(said).toContain('outside loopback: 192.0.2.1');
});
