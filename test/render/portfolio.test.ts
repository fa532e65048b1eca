import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createPortfolioRenderer, type PortfolioRenderer } from '../../src/render/html/portfolio.ts';
import { composePortfolio, type PortfolioEntry } from '../../src/report/portfolio.ts';
import { expectGolden } from '../support/golden.ts';
import { ENTRIES, PORTFOLIO_OF } from '../support/portfolio.ts';
import { reviewable, usePages, VIEWS } from './support/page-bench.ts';
import { skeletonOf, tagsOf } from './support/scan-html.ts';

let render: PortfolioRenderer;

beforeAll(async () => {
  render = createPortfolioRenderer(await loadAssets());
});

const { complaints, evaluated } = usePages();

const GERMAN = { ...PORTFOLIO_OF, locale: 'de', period: { ...PORTFOLIO_OF.period, label: 'Oktober 2026' } };
const pageOf = (entries: readonly PortfolioEntry[] = ENTRIES, about = PORTFOLIO_OF) => render(composePortfolio(entries, about), { paper: 'A4' });
const styleOf = (html: string): string => /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';

describe('the page over several tenants', () => {
  test.each([
    ['portfolio', PORTFOLIO_OF],
    ['portfolio.de', GERMAN],
  ] as const)('is as it was reviewed: %s', async (name, about) => {
    expectGolden(`portfolio/${name}.html`, reviewable(await pageOf(ENTRIES, about)));
  });

  test('fetches and runs nothing, and leads to the reports beside it alone', async () => {
    const html = await pageOf();
    const tags = tagsOf(html);
    const names = new Set(tags.map((tag) => tag.name));
    for (const forbidden of ['script', 'link', 'base', 'iframe', 'object', 'embed', 'img', 'form', 'input']) expect(names).not.toContain(forbidden);
    const attributes = tags.flatMap((tag) => [...tag.attributes]);
    expect(attributes.filter(([name]) => name.startsWith('on') || ['style', 'src', 'srcset', 'action'].includes(name))).toEqual([]);
    const links = attributes.filter(([name]) => name === 'href').map(([, href]) => href);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((href) => !/^\.\.\/\.\.\/[a-z]+\/2026-10\/report\.(?:html|pdf|json)$/.test(href))).toEqual([]);
    const hash = createHash('sha256').update(styleOf(html)).digest('base64');
    const policy = tags.find((tag) => tag.attributes.has('http-equiv'))?.attributes.get('content');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; font-src data:; base-uri 'none'; form-action 'none'`);
  });

  test.each([
    '</style><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{{constructor}}{{{this}}}',
    '\u202eright to left',
    'x'.repeat(10_000),
    '',
  ])('keeps its elements whatever a tenant is called or an error says', async (attack) => {
    const named = (name: string) =>
      ENTRIES.map((entry) => ({ ...entry, tenant: { ...entry.tenant, name }, problem: entry.problem && { message: `${name}.`, hint: null } }));
    expect(skeletonOf(await pageOf(named(attack)))).toEqual(skeletonOf(await pageOf(named('harmless'))));
  });

  test('of a thousand tenants shows every one, in tables that a browser can print', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => {
      const entry = ENTRIES[index % ENTRIES.length] ?? ENTRIES[0];
      if (entry === undefined) throw new Error('There is no tenant.');
      return { ...entry, tenant: { id: `tenant-${String(index)}`, name: `Tenant ${String(index)}` } };
    });
    const html = await pageOf(many);
    expect(html.match(/<th scope="row"/g)).toHaveLength(1000);
    const rows = html
      .split('<tbody')
      .slice(1)
      .map((body) => body.match(/<tr/g)?.length ?? 0);
    expect(Math.max(...rows)).toBeLessThanOrEqual(101);
    expect(html.length).toBeLessThan(2_500_000);
  });
});

test.each(VIEWS)('breaks no rule of axe-core and is no wider than the window: %s, %s', async (...view) => {
  expect(await complaints(await pageOf(), view)).toEqual([]);
});

test('has the same columns in every group, and cuts nothing off', async () => {
  const edges = `[...document.querySelectorAll('table.made')].map((table) => [...table.querySelectorAll('thead th')].map((head) => head.offsetLeft).join())`;
  const found = await evaluated(await pageOf(ENTRIES, GERMAN), edges);
  expect(new Set([found].flat()).size).toBe(1);
  const cut = `[...document.querySelectorAll('.wrap')].filter((each) => each.scrollWidth > each.clientWidth).length`;
  expect(await evaluated(await pageOf(ENTRIES, GERMAN), cut)).toBe(0);
});
