import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configure, KEY, openFolder, openSource, PERIOD, run, tenantAt } from '../support/pipeline.ts';

const ENV = { VDC_KEY: KEY, REDACT_KEY: 'a key of sixteen characters' };
const REDACTED = { redact: 'pseudonym', redactKey: { env: 'REDACT_KEY' } };

const twoTenants = async () => {
  const source = await openSource();
  const folder = await openFolder();
  const tenants = [
    tenantAt(source.url, { id: 'alpha', name: 'Alpha <b>Ltd</b>' }),
    tenantAt(source.url, { id: 'gamma', name: 'Gamma', report: REDACTED }),
  ];
  await configure(folder, tenants, { locale: 'de', report: { formats: ['html'] } });
  return { folder, reports: join(folder, 'reports') };
};

const hrefsOf = (html: string): string[] => [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);

describe('the page over an output folder', () => {
  it('is written by a run over several tenants, and its links lead to what lies there', async () => {
    const { folder, reports } = await twoTenants();
    const ended = await run(folder, ['--json'], ENV);
    expect((JSON.parse(ended.out) as { portfolio: { index: string } }).portfolio.index).toBe(join(reports, 'index.html'));
    const html = await readFile(join(reports, 'index.html'), 'utf8');
    expect(html).toContain('<html lang="de">');
    expect(html).not.toContain('<b>Ltd');
    const links = hrefsOf(html);
    expect(links).toEqual(
      expect.arrayContaining([`alpha/${PERIOD}/report.html`, `gamma/${PERIOD}/report.json`, `portfolio/${PERIOD}/portfolio.html`]),
    );
    for (const link of links) expect((await readFile(join(reports, link))).length).toBeGreaterThan(0);
  });

  it('is made anew from what lies there: the same folder gives the same bytes, another period a new part', async () => {
    const { folder, reports } = await twoTenants();
    const made = async (...argv: readonly string[]) => {
      await run(folder, argv, ENV);
      return readFile(join(reports, 'index.html'), 'utf8');
    };
    const first = await made();
    expect(await made()).toBe(first);
    const both = await made('--period', '2025-09');
    expect([first, both].map((html) => html.match(/<details class="period"/g)?.length)).toEqual([1, 2]);
    await rm(join(reports, 'alpha'), { recursive: true });
    await rm(join(reports, 'gamma', PERIOD, 'manifest.json'));
    await made('--period', '2025-09');
    const links = hrefsOf(await readFile(join(reports, 'index.html'), 'utf8'));
    expect(links.filter((link) => link.includes(PERIOD) && !link.startsWith('portfolio/'))).toEqual([]);
  });

  it('is not written by a run over one tenant', async () => {
    const { folder, reports } = await twoTenants();
    expect((await run(folder, ['--tenant', 'alpha'], ENV)).code).toBe(0);
    await expect(readFile(join(reports, 'index.html'))).rejects.toThrow('ENOENT');
  });

  it('costs no report when it cannot be written, and is named', async () => {
    const { folder, reports } = await twoTenants();
    await mkdir(join(reports, 'index.html'), { recursive: true });
    const { code, out } = await run(folder, ['--json'], ENV);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ portfolio: { index: null, missing: [expect.stringMatching(/^Index: .*index\.html is no plain file/)] } });
    expect((await readFile(join(reports, 'alpha', PERIOD, 'report.html'))).length).toBeGreaterThan(0);
  });
});
