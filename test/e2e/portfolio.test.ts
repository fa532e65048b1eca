import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { portfolioSchema } from '../../src/model/portfolio.ts';
import { createDocumentReader } from '../../src/render/pdf/document-reader.ts';
import { readPdf } from '../render/support/read-pdf.ts';
import { configure, KEY, openFolder, openSource, PERIOD, readTree, run, tenantAt } from '../support/pipeline.ts';

const FORMATS = { report: { formats: ['html', 'json'] } };

const threeTenants = async () => {
  const [well, broken] = [await openSource(), await openSource({ faults: ['401'] })];
  const folder = await openFolder();
  const tenants = [
    tenantAt(well.url, { id: 'alpha', name: 'Alpha <b>Ltd</b>' }),
    tenantAt(broken.url, { id: 'beta', name: 'Beta GmbH' }),
    tenantAt(well.url, { id: 'gamma', name: 'Gamma', report: { redact: 'pseudonym', redactKey: { env: 'REDACT_KEY' } } }),
  ];
  await configure(folder, tenants, FORMATS);
  return { folder, place: join(folder, 'reports', 'portfolio', PERIOD) };
};

const ENV = { VDC_KEY: KEY, REDACT_KEY: 'a key of sixteen characters' };

describe('a run over several tenants', () => {
  it('ends with one page over all, the tenant that failed among them, and links that lead to their reports', async () => {
    const { folder, place } = await threeTenants();
    const ended = await run(folder, ['--json'], ENV);
    expect(ended.code).toBe(3);
    const portfolio = portfolioSchema.parse(JSON.parse(await readFile(join(place, 'portfolio.json'), 'utf8')));
    expect(portfolio.tenants.map(({ id }) => id).toSorted()).toEqual(['alpha', 'beta', 'gamma']);
    expect(portfolio.verdict).not.toBe('pass');
    const html = await readFile(join(place, 'portfolio.html'), 'utf8');
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
    expect(links).toEqual(expect.arrayContaining([`../../alpha/${PERIOD}/report.html`, `../../gamma/${PERIOD}/report.json`]));
    for (const link of links) expect((await readFile(join(place, link))).length).toBeGreaterThan(0);
    expect(html).toContain('Beta GmbH');
    expect(html).not.toContain('<b>Ltd');
    const { portfolio: said } = JSON.parse(ended.out) as { portfolio: { files: { name: string }[] } };
    expect(said.files.map(({ name }) => name)).toEqual(['portfolio.html', 'portfolio.json']);
  });

  it('is printed with its figures attached, in its own language and on its own paper', async () => {
    const { url } = await openSource();
    const folder = await openFolder();
    const tenants = ['alpha', 'beta'].map((id) => tenantAt(url, { id, name: `Firma ${id}` }));
    await configure(folder, tenants, { locale: 'de', report: { formats: ['pdf'], paper: 'Letter' } });
    expect((await run(folder, ['--no-mail'], ENV)).code).toBe(0);
    const place = join(folder, 'reports', 'portfolio', PERIOD);
    const pdf = await readFile(join(place, 'portfolio.pdf'));
    const { info, marked, pages, sizes } = await readPdf(pdf);
    expect([info['Title'], info['Language'], marked, sizes]).toEqual(['Portfolio: Oktober 2025', 'de', true, [[612, 792]]]);
    expect(pages[0]).toContain('Firma beta');
    const attached = await createDocumentReader().attachmentsOf(pdf);
    expect(attached.get('portfolio.json')).toEqual(new Uint8Array(await readFile(join(place, 'portfolio.json'))));
  });

  it('tells no tenant of another', async () => {
    const { folder } = await threeTenants();
    await run(folder, [], ENV);
    const files = await readTree(join(folder, 'reports'));
    const own = { alpha: /Beta GmbH|Gamma|"(?:beta|gamma)"/, gamma: /Alpha|Beta GmbH|"(?:alpha|beta)"/ };
    for (const [id, others] of Object.entries(own)) {
      const theirs = [...files].filter(([name]) => name.startsWith(`${id}/`));
      expect(theirs.length).toBeGreaterThan(3);
      expect(theirs.filter(([, bytes]) => others.test(bytes.toString('latin1'))).map(([name]) => name)).toEqual([]);
    }
  });

  it('leaves the page before where it can be found, and makes none for one tenant', async () => {
    const { folder } = await threeTenants();
    await run(folder, ['--tenant', 'alpha'], ENV);
    expect([...(await readTree(join(folder, 'reports'))).keys()].filter((name) => name.startsWith('portfolio'))).toEqual([]);
    await run(folder, [], ENV);
    await run(folder, ['--tenant', 'alpha', '--tenant', 'gamma'], ENV);
    const names = [...(await readTree(join(folder, 'reports'))).keys()];
    expect(names.filter((name) => /^portfolio\/[^.].*portfolio\.json$/.test(name))).toEqual([`portfolio/${PERIOD}/portfolio.json`]);
    expect(names.filter((name) => /^portfolio\/\.superseded\/.*portfolio\.json$/.test(name))).toHaveLength(1);
  });
});
