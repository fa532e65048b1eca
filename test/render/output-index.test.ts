import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createIndexRenderer, type IndexRenderer } from '../../src/render/html/output-index.ts';
import type { OutputIndex } from '../../src/model/output-index.ts';
import { expectGolden } from '../support/golden.ts';
import { IN_GERMAN, manyShelves, named, SHELVES } from '../support/shelves.ts';
import { reviewable, usePages, VIEWS } from './support/page-bench.ts';
import { skeletonOf, tagsOf } from './support/scan-html.ts';

let render: IndexRenderer;

beforeAll(async () => {
  render = createIndexRenderer(await loadAssets());
});

const { complaints, evaluated } = usePages();
const pageOf = (index: OutputIndex = SHELVES): Promise<string> => render(index, { paper: 'A4' });
const styleOf = (html: string): string => /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';

describe('the page over an output folder', () => {
  test.each([
    ['index', SHELVES],
    ['index.de', IN_GERMAN],
  ] as const)('is as it was reviewed: %s', async (name, index) => {
    expectGolden(`portfolio/${name}.html`, reviewable(await pageOf(index)));
  });

  test('has the same bytes for the same folder', async () => {
    expect(await pageOf()).toBe(await pageOf());
  });

  test('fetches and runs nothing, and leads to what lies below it alone', async () => {
    const html = await pageOf();
    const tags = tagsOf(html);
    const names = new Set(tags.map((tag) => tag.name));
    for (const forbidden of ['script', 'link', 'base', 'iframe', 'object', 'embed', 'img', 'form', 'input']) expect(names).not.toContain(forbidden);
    const attributes = tags.flatMap((tag) => [...tag.attributes]);
    expect(attributes.filter(([name]) => name.startsWith('on') || ['style', 'src', 'srcset', 'action'].includes(name))).toEqual([]);
    const links = attributes.filter(([name]) => name === 'href').map(([, href]) => href);
    expect(links.length).toBeGreaterThan(15);
    expect(links.filter((href) => !/^[a-z]+\/2026-(?:09|10)\/(?:report|portfolio)\.(?:html|pdf|json)$/.test(href))).toEqual([]);
    const hash = createHash('sha256').update(styleOf(html)).digest('base64');
    const policy = tags.find((tag) => tag.attributes.has('http-equiv'))?.attributes.get('content');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; font-src data:; base-uri 'none'; form-action 'none'`);
  });

  test.each([
    '</style><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</details></summary></ul>',
    '{{constructor}}{{{this}}}',
    '\u202eright to left',
    'x'.repeat(10_000),
    '',
  ])('keeps its elements whatever a tenant is called', async (attack) => {
    expect(skeletonOf(await pageOf(named(attack)))).toEqual(skeletonOf(await pageOf(named('harmless'))));
  });

  test('never lets what cannot be read look like a pass', async () => {
    const [newest] = SHELVES.periods;
    if (newest === undefined) throw new Error('There is no period.');
    const bundles = newest.bundles.filter(({ tenantId }) => tenantId === 'good' || tenantId === 'broken');
    const html = await pageOf({ ...SHELVES, periods: [{ ...newest, bundles }] });
    expect(html).toContain('class="verdict v-not-evaluable"');
    expect(html).toContain('One report cannot be read.');
    expect(html).not.toContain('href="broken/');
  });

  test('of an empty folder says so', async () => {
    const html = await pageOf({ ...SHELVES, tenants: 0, periods: [], older: [], closed: [] });
    expect(html).toContain('No report lies here.');
  });
});

describe('of a thousand tenants in twelve periods', () => {
  test('lists every report within 6 MB', async () => {
    const html = await pageOf(manyShelves(1000, 12));
    expect(html.match(/<li>/g)).toHaveLength(12_000 + SHELVES.older.length + SHELVES.closed.length);
    expect(Buffer.byteLength(html)).toBeLessThan(6_000_000);
  });

  test('shows the newest period, and of it what needs somebody', async () => {
    const shown = `[...document.querySelectorAll('li')].filter((each) => each.checkVisibility()).length`;
    expect(await evaluated(await pageOf(manyShelves(1000, 12)), shown)).toBe(20 + SHELVES.older.length + SHELVES.closed.length);
  });
});

test.each(VIEWS)('breaks no rule of axe-core and is no wider than the window: %s, %s', async (...view) => {
  expect(await complaints(await pageOf(), view)).toEqual([]);
});
