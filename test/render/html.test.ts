import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { loadAssets, type Assets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer, type HtmlRenderer } from '../../src/render/html/index.ts';
import { expectGolden } from '../support/golden.ts';
import { inGerman } from '../support/in-german.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';
import { sectionsOf, skeletonOf, tagsOf, type Tag } from './support/scan-html.ts';
import { harmless } from './support/harmless.ts';
import { SITUATIONS, situations } from './support/situations.ts';

/** Each situation in English and in German. */
const PAGES = SITUATIONS.flatMap((name) => [name, `${name}.de`]);

let assets: Assets;
let render: HtmlRenderer;
let reports: ReadonlyMap<string, Report>;
const pages = new Map<string, string>();

beforeAll(async () => {
  assets = await loadAssets();
  render = createHtmlRenderer(assets);
  const english = await situations();
  reports = new Map([...english].flatMap(([name, report]) => [[name, report] as const, [`${name}.de`, inGerman(report)] as const]));
  for (const [name, report] of reports) pages.set(name, await render(report, { paper: 'A4' }));
});

const pageOf = (name: string): string => {
  const page = pages.get(name);
  if (page === undefined) throw new Error(`There is no situation ${name}.`);
  return page;
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
const styleOf = (html: string): string => /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
const scriptOf = (html: string): string => /<script>([^]*?)<\/script>/.exec(html)?.[1] ?? '';
const valuesOf = (tags: readonly Tag[], name: string): string[] => tags.flatMap(({ attributes }) => attributes.get(name) ?? []);

/** Of a page that nobody would read to its end: rows that a table shows first stand for the others, which are counted. */
const MOST_READ = 300_000;
const FIRST_ROWS = 6;
const readable = (page: string): string =>
  page.length <= MOST_READ
    ? page
    : page.replaceAll(/(<tbody[^>]*>)([^]*?)(<\/tbody>)/g, (_, open: string, body: string, close: string) => {
        const rows = body.split(/(?=<tr[ >])/);
        const rest = rows.slice(FIRST_ROWS).join('');
        return [
          open,
          ...rows.slice(0, FIRST_ROWS),
          rest === '' ? '' : `(${rows.length - FIRST_ROWS} more rows, ${sha256(rest).slice(0, 8)})\n`,
          close,
        ].join('');
      });

/** Without the style, which has its own tests, with hashes and drawn paths by their beginning, so that a person can read the file. */
const reviewable = (name: string): string =>
  readable(
    pageOf(name)
      .replaceAll(reports.get(name)?.reportId ?? '', '(report id)')
      .replace(/<style>[^]*?<\/style>/, '<style>…</style>')
      .replace(/<script>[^]*?<\/script>/, '<script>…</script>')
      .replaceAll(/sha256-.*?(?=&#x27;)/g, 'sha256-…')
      .replaceAll(/\b[0-9a-f]{64}\b/g, (hash) => `${hash.slice(0, 4)}… (SHA-256)`)
      .replaceAll(/ d="([^"]{60})[^"]*"/g, (whole, start: string) => ` d="${start}… ${sha256(whole).slice(0, 8)}"`)
      .replaceAll(/(<\/(?:p|dt|dd|th|td|tr|thead|tbody|svg|div|li|h3)>)(?=<)/g, '$1\n')
      .replaceAll(/<details class="numbers">[^]*?<\/details>/g, (numbers) => numbers.replaceAll(/(<\/t[hd]>)\n(?=<t[hd])/g, '$1')),
  );

describe.each(PAGES)('the page of a tenant: %s', (name) => {
  test('is as it was reviewed', () => {
    expectGolden(`html/${name}.html`, reviewable(name));
  });

  test('fetches nothing, runs nothing but its own script and leads nowhere', () => {
    const tags = tagsOf(pageOf(name));
    const names = new Set(tags.map((tag) => tag.name));
    for (const forbidden of ['link', 'base', 'iframe', 'object', 'embed', 'img', 'form', 'input', 'video', 'audio', 'use', 'image'])
      expect(names, forbidden).not.toContain(forbidden);
    for (const attribute of ['style', 'src', 'srcset', 'action', 'ping', 'background', 'poster', 'xlink:href'])
      expect(valuesOf(tags, attribute)).toEqual([]);
    expect(tags.flatMap(({ attributes }) => [...attributes.keys()]).filter((attribute) => attribute.startsWith('on'))).toEqual([]);
    expect(valuesOf(tags, 'href').filter((href) => !href.startsWith('#'))).toEqual([]);
    expect(tags.filter((tag) => tag.name === 'script' && !tag.close)).toHaveLength(1);
    expect(scriptOf(pageOf(name))).toBe(assets.templates.get('report.js'));
    expect(valuesOf(tags, 'http-equiv')).toEqual(['Content-Security-Policy']);
    expect(
      [...styleOf(pageOf(name)).matchAll(/url\(([^)]{0,20})/g)].map((found) => found[1]).filter((url) => !url?.startsWith('data:font/woff2;')),
    ).toEqual([]);
    expect(styleOf(pageOf(name))).not.toMatch(/@import|expression|-moz-binding/);
  });

  test('allows by its policy exactly its own style and script', () => {
    const tags = tagsOf(pageOf(name));
    const policy = tags.find(({ attributes }) => attributes.has('http-equiv'))?.attributes.get('content') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${sha256(styleOf(pageOf(name)))}'`,
      `script-src 'sha256-${sha256(scriptOf(pageOf(name)))}'`,
      'font-src data:',
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(tags.filter((tag) => tag.name === 'style' && !tag.close)).toHaveLength(1);
  });

  test('closes what it opens', () => {
    const open: string[] = [];
    const empty = new Set(['meta', 'path']);
    for (const tag of tagsOf(pageOf(name)).filter((each) => !empty.has(each.name))) {
      if (!tag.close) open.push(tag.name);
      else expect(open.pop()).toBe(tag.name);
    }
    expect(open).toEqual([]);
  });

  test('has one first heading, and skips no level after it', () => {
    const levels = skeletonOf(pageOf(name)).flatMap((tag) => (/^h[1-6]$/.test(tag) ? [Number(tag.slice(1))] : []));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test('names every table head, picture and scrolling part, and no id twice', () => {
    const tags = tagsOf(pageOf(name)).filter(({ close }) => !close);
    expect(tags.filter((tag) => tag.name === 'th' && !['col', 'row'].includes(tag.attributes.get('scope') ?? ''))).toEqual([]);
    const unnamed = ({ attributes }: Tag) =>
      attributes.get('aria-hidden') !== 'true' && (attributes.get('role') !== 'img' || !attributes.get('aria-label'));
    expect(tags.filter((tag) => tag.name === 'svg' && unnamed(tag))).toEqual([]);
    expect(tags.filter(({ attributes }) => attributes.has('tabindex') && !attributes.get('aria-label'))).toEqual([]);
    const ids = valuesOf(tags, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    expect(valuesOf(tags, 'href').filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
  });

  test('leaves no part blank and shows no hole', () => {
    const sections = sectionsOf(pageOf(name));
    const classes = [...sections.keys()].map((each) => each.split(' ')[0]);
    const wanted = [
      'cover',
      'decisions',
      'every-day',
      'jobs',
      'daily',
      'timeline',
      'gaps',
      'incidents',
      'starts',
      'durations',
      'findings',
      'provenance',
      'definitions',
      'limits',
      'appendix',
    ];
    expect(wanted.filter((each) => !classes.includes(each))).toEqual([]);
    const headings = [...pageOf(name).matchAll(/<h2>([^<]*)<\/h2>/g)].map((found) => found[1] ?? '');
    for (const text of sections.values()) {
      const body = headings.reduce((rest, heading) => (rest.startsWith(heading) ? rest.slice(heading.length) : rest), text);
      expect(body.trim().length, text).toBeGreaterThan(8);
      expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object|Infinity|Invalid Date/);
    }
  });
});

test.each(SITUATIONS)('the German page of %s says that it is German, and has the elements of the English one', (name) => {
  const languages = [name, `${name}.de`].map((each) => valuesOf(tagsOf(pageOf(each)).slice(0, 3), 'lang'));
  expect(languages).toEqual([['en'], ['de']]);
  expect(skeletonOf(pageOf(`${name}.de`))).toEqual(skeletonOf(pageOf(name)));
});

describe('hostile texts', () => {
  test('change no element of the page', async () => {
    const report = reports.get('hostile');
    expect(report?.jobs.length).toBeGreaterThan(20);
    if (report === undefined) return;
    expect(skeletonOf(pageOf('hostile'))).toEqual(skeletonOf(await render(harmless(report), { paper: 'A4' })));
  });

  const ATTACKS = [
    '</style><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '{{constructor}}{{> cover}}{{{this}}}',
    "$& $1 $` $' $$",
    '\\22 ; } body { background: url(https://elsewhere.example/) } \\',
    'x */ } @import url(https://elsewhere.example/) /*',
    '<!-- ',
    ']]>',
    '\u202eright to left\u2066',
  ];

  test.each(ATTACKS)('%s as every name that can be chosen', async (attack) => {
    const job = (name: string) => jobFixture({ name, lastStatus: name, problems: [] });
    const page = (name: string) =>
      render(reportFixture({ tenant: { id: 'contoso', name }, jobs: [job(name)] }), {
        paper: 'A4',
      });
    const [attacked, harmlessPage] = [await page(attack), await page('harmless')];
    expect(skeletonOf(attacked)).toEqual(skeletonOf(harmlessPage));
    // In the print margins a name is a CSS string: nothing of it stands there as it was written.
    const rules = styleOf(attacked).slice(styleOf(attacked).indexOf('@page'));
    expect(rules).not.toMatch(/elsewhere\.example\/|<|@import|url\(/);
    expect(rules.match(/[{}]/g)?.length).toBe(styleOf(harmlessPage).slice(styleOf(harmlessPage).indexOf('@page')).match(/[{}]/g)?.length);
    expect(attacked).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('a report that knows nothing', () => {
  test('does not call an unread job list empty', () => {
    expect(pageOf('job-list-failed')).not.toMatch(/lists no job|no backup job|0 jobs|Nothing needs a decision/);
    expect(pageOf('job-list-failed')).toContain('The list of jobs could not be read');
  });

  test('does not call unknown days days without failure', () => {
    expect(pageOf('everything-failed')).not.toMatch(/No job failed|No incident|No gap:|met (its|their) targets/);
    expect(pageOf('everything-failed')).toContain('None of the six enabled jobs could be measured.');
    expect(sectionsOf(pageOf('everything-failed')).get('daily')).toContain('31 of 31 days the outcome of at least one job is unknown');
  });
});

describe('templates', () => {
  const withPartial = (name: string, text: string): Assets => ({ ...assets, partials: new Map([...assets.partials, [name, text]]) });
  const rendered = (changed: Assets) => createHtmlRenderer(changed)(reportFixture(), { paper: 'A4' });

  test.each([
    '{{l.noSuchLabel}}',
    '{{cover.noSuchField}}',
    '{{noSuchThing}}',
    '{{> no-such-part}}',
    '{{#each cover.noSuchList}}x{{/each}}',
    '{{{limits.noSuchField}}}',
  ])('that ask for what is not there throw: %s', async (text) => {
    await expect(rendered(withPartial('limits-of-test', 'x'))).resolves.toContain('</html>');
    await expect(rendered(withPartial('cover', text))).rejects.toThrow();
  });

  test('that are missing throw', () => {
    expect(() => createHtmlRenderer({ ...assets, templates: new Map() })).toThrow(/report is missing/);
  });
});

test('the paper is written into the page rules', async () => {
  expect(await render(reportFixture(), { paper: 'A4' })).toContain('@page { size: A4;');
  expect(await render(reportFixture(), { paper: 'Letter' })).toContain('@page { size: Letter;');
});

test('equal reports are equal pages, whoever renders them', async () => {
  const report = reports.get('troubled') ?? reportFixture();
  const other = createHtmlRenderer(await loadAssets());
  expect((await other(report, { paper: 'A4' })) === pageOf('troubled')).toBe(true);
});
