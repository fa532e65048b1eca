import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listedPeriods, readOutput } from '../../src/run/output-index.ts';
import { shelve } from '../support/shelf.ts';

let root = '';
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'vdc-report-index-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const read = (locale = 'en') => readOutput(root, { locale, timezone: 'Europe/Berlin', provider: 'portfolio' });

test('periods stand newest first, whatever they are, each with its tenants', async () => {
  const keys = ['2026-09', '2026-10', '2026', '2026-Q3', '2026-W44', '2025-12-01_2025-12-15', '2026-10-31'];
  for (const key of keys) await shelve(root, { tenantId: 'contoso', key });
  await shelve(root, { tenantId: 'fabrikam', key: '2026-10', verdict: 'fail' });
  const { periods, tenants, older } = await read();
  expect(periods.map(({ key }) => key)).toEqual(['2026', '2026-W44', '2026-10-31', '2026-10', '2026-09', '2026-Q3', '2025-12-01_2025-12-15']);
  expect(periods[3]).toMatchObject({
    label: 'October 2026',
    bundles: [{ tenantId: 'contoso' }, { tenantId: 'fabrikam', head: { verdict: 'fail' } }],
  });
  expect([tenants, older]).toEqual([2, []]);
  expect((await read('de')).periods[3]?.label).toBe('Oktober 2026');
});

test('what is no bundle is passed over: earlier ones, half-written ones, other folders and files', async () => {
  await shelve(root, { tenantId: 'contoso', key: '2026-10' });
  for (const name of ['contoso/.superseded/2026-10', 'contoso/.tmp-0123', 'contoso/notes', 'contoso/2026-13', 'contoso/last-30-days', '.git/2026-10'])
    await mkdir(join(root, name), { recursive: true });
  await writeFile(join(root, '2026'), 'a file');
  await writeFile(join(root, 'contoso', '2026-09'), 'a file');
  const { periods, closed } = await read();
  expect(periods.map(({ key, bundles }) => [key, bundles.length])).toEqual([['2026-10', 1]]);
  expect(closed).toEqual([]);
});

test('what cannot be read is named where it belongs, and stops nothing', async () => {
  await shelve(root, { tenantId: 'contoso', key: '2026-10' });
  await mkdir(join(root, 'broken', '2026-10'), { recursive: true });
  await symlink('/', join(root, 'contoso', '2026-09'));
  await symlink('/', join(root, 'elsewhere'));
  const { periods, closed } = await read();
  expect(periods.map(({ key, bundles }) => [key, bundles.map(({ tenantId, problem }) => [tenantId, problem])])).toEqual([
    [
      '2026-10',
      [
        ['broken', 'no-manifest'],
        ['contoso', null],
      ],
    ],
    ['2026-09', [['contoso', 'link']]],
  ]);
  expect(closed).toEqual([{ name: 'elsewhere', problem: 'link' }]);
});

test('a tenant whose folder may not be listed is named', async () => {
  await mkdir(join(root, 'contoso'));
  await chmod(join(root, 'contoso'), 0);
  const mayAll = process.getuid?.() === 0;
  expect((await read()).closed).toEqual(mayAll ? [] : [{ name: 'contoso', problem: 'refused' }]);
});

test('the pages over all tenants stand in their periods, by the files that are there', async () => {
  await shelve(root, { tenantId: 'contoso', key: '2026-10' });
  for (const key of ['2026-10', '2026-09']) await mkdir(join(root, 'portfolio', key), { recursive: true });
  for (const name of ['portfolio.html', 'portfolio.json', 'notes.txt']) await writeFile(join(root, 'portfolio', '2026-10', name), '');
  await symlink('/etc/hostname', join(root, 'portfolio', '2026-10', 'portfolio.pdf'));
  await symlink('/', join(root, 'portfolio', '2026-08'));
  const { periods, tenants } = await read();
  expect(periods.map(({ key, portfolio, bundles }) => [key, portfolio, bundles.length])).toEqual([
    ['2026-10', ['html', 'json'], 1],
    ['2026-09', [], 0],
    ['2026-08', [], 0],
  ]);
  expect(tenants).toBe(1);
});

test('so many periods are listed as a page can bear, and the newest in any case', () => {
  expect(listedPeriods([])).toBe(0);
  expect(listedPeriods([1000, 1000, 1000])).toBe(3);
  expect(listedPeriods([15_000, 0, 1])).toBe(2);
  expect(listedPeriods([40_000, 1])).toBe(1);
});
