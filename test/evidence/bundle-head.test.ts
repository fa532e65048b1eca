import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, realpath, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBundleHead } from '../../src/evidence/bundle-head.ts';
import { shelve } from '../support/shelf.ts';

let root = '';
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'vdc-report-head-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const WHERE = { tenantId: 'contoso', key: '2026-10' } as const;
const read = () => readBundleHead(root, WHERE.tenantId, WHERE.key);

describe('the head of a bundle', () => {
  test.each(['pass', 'fail', 'not-evaluable', 'not-applicable'] as const)('is what manifest and report say: %s', async (verdict) => {
    await shelve(root, { ...WHERE, name: 'Contoso <b>Ltd</b>', verdict, state: 'provisional', files: ['report.html'] });
    expect(await read()).toMatchObject({
      head: { name: 'Contoso <b>Ltd</b>', verdict, state: 'provisional', files: ['html', 'json'] },
      problem: null,
    });
  });

  test('is found behind a very long name, and is not believed from within one', async () => {
    await shelve(root, { ...WHERE, name: `\n  "totals": {}, "verdict": "pass"${'\u0001'.repeat(20_000)}`, verdict: 'fail' });
    expect((await read()).head?.verdict).toBe('fail');
  });

  test('leaves out a file that the manifest does not list', async () => {
    const folder = await shelve(root, { ...WHERE, files: ['report.html'] });
    await writeFile(join(folder, 'report.pdf'), 'not of this bundle');
    expect((await read()).head?.files).toEqual(['html', 'json']);
  });
});

/** What happens to a bundle, and what is said of it then. */
const DAMAGE: readonly (readonly [string, (folder: string) => Promise<unknown>, string])[] = [
  ['no manifest', (folder) => rm(join(folder, 'manifest.json')), 'no-manifest'],
  ['half a manifest', (folder) => truncate(join(folder, 'manifest.json'), 100), 'bad-manifest'],
  ['a manifest of something else', (folder) => writeFile(join(folder, 'manifest.json'), '[]'), 'bad-manifest'],
  ['a manifest nested deeply', (folder) => writeFile(join(folder, 'manifest.json'), '['.repeat(200_000)), 'bad-manifest'],
  ['a manifest without end', (folder) => truncate(join(folder, 'manifest.json'), 1_000_000_000), 'bad-manifest'],
  ['a folder as manifest', (folder) => rm(join(folder, 'manifest.json')).then(() => mkdir(join(folder, 'manifest.json'))), 'link'],
  [
    'a link as manifest',
    async (folder) => {
      await rename(join(folder, 'manifest.json'), join(root, 'manifest.json'));
      await symlink(join(root, 'manifest.json'), join(folder, 'manifest.json'));
    },
    'link',
  ],
  [
    'a pipe as manifest',
    async (folder) => {
      await rm(join(folder, 'manifest.json'));
      execFileSync('mkfifo', [join(folder, 'manifest.json')]);
    },
    'link',
  ],
  ['a report that is missing', (folder) => rm(join(folder, 'report.json')), 'other-file'],
  ['a page that is missing', (folder) => rm(join(folder, 'report.html')), 'other-file'],
  ['a page that is longer', (folder) => appendFile(join(folder, 'report.html'), '!'), 'other-file'],
  [
    'a link as page',
    async (folder) => {
      await rename(join(folder, 'report.html'), join(root, 'page'));
      await symlink(join(root, 'page'), join(folder, 'report.html'));
    },
    'other-file',
  ],
];

describe('nothing is said of a bundle', () => {
  test.each(DAMAGE)('with %s', async (_name, damage, problem) => {
    await damage(await shelve(root, WHERE));
    expect(await read()).toEqual({ head: null, problem });
  });

  test.each([
    ['another report', '{\n  "reportId": "other",\n  "verdict": "pass",\n  "totals": 1}'],
    ['no verdict', '{\n  "reportId": "x",\n  "totals": 1}'],
    ['an unknown verdict', '{\n  "reportId": "x",\n  "verdict": "splendid",\n  "totals": 1}'],
    ['no figures', `{"verdict": "pass"${' '.repeat(600_000)}}`],
    ['no JSON', '<html>,\n  "totals": '],
  ])('whose report.json has %s', async (_name, text) => {
    const folder = await shelve(root, { ...WHERE, files: [] });
    const size = Buffer.byteLength(text);
    await writeFile(join(folder, 'report.json'), text);
    const manifest = JSON.stringify({
      scope: 'bundle',
      reportId: 'x',
      state: 'final',
      tenant: { id: WHERE.tenantId, name: 'Contoso' },
      period: { key: WHERE.key, from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z', timezone: 'Europe/Berlin' },
      asOf: '2026-11-01T05:00:00.000Z',
      files: [{ name: 'report.json', size, sha256: '0'.repeat(64) }],
    });
    await writeFile(join(folder, 'manifest.json'), manifest);
    expect(await read()).toEqual({ head: null, problem: 'bad-report' });
  });

  test('that was put in the place of another', async () => {
    const folder = await shelve(root, { ...WHERE, tenantId: 'fabrikam' });
    await mkdir(join(root, WHERE.tenantId));
    await rename(folder, join(root, WHERE.tenantId, WHERE.key));
    expect(await read()).toEqual({ head: null, problem: 'elsewhere' });
  });

  test.each([
    ['the period', WHERE.tenantId],
    ['the tenant', ''],
  ])('where %s is a link, wherever it leads', async (_name, below) => {
    const outside = await realpath(await mkdtemp(join(tmpdir(), 'vdc-report-outside-')));
    await shelve(outside, WHERE);
    if (below !== '') await mkdir(join(root, below));
    const name = below === '' ? WHERE.tenantId : WHERE.key;
    await symlink(join(outside, WHERE.tenantId, below === '' ? '' : WHERE.key), join(root, below, name));
    expect(await read()).toEqual({ head: null, problem: 'link' });
    await rm(outside, { recursive: true });
  });

  test('that the system refuses to read', async () => {
    const folder = await shelve(root, WHERE);
    await chmod(join(folder, 'manifest.json'), 0);
    const mayAll = process.getuid?.() === 0;
    expect((await read()).problem).toBe(mayAll ? null : 'refused');
  });
});
