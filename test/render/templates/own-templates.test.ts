import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { nearest } from '../../../src/config/nearest.ts';
import { loadAssets, templatesHash, type Assets } from '../../../src/render/html/assets.ts';
import { createHtmlRenderer } from '../../../src/render/html/index.ts';
import { isList } from '../../../src/render/templates/check-names.ts';
import { HELPERS } from '../../../src/render/templates/check-template.ts';
import type { Data } from '../../../src/render/templates/data.ts';
import { MAIL_DATA } from '../../../src/render/templates/mail-data.ts';
import { loadTemplates, templateFiles, withTemplates } from '../../../src/render/templates/own-templates.ts';
import { PAGE_DATA } from '../../../src/render/templates/page-data.ts';
import { reportFixture } from '../../support/report-fixture.ts';
import { codeSpans, section, tableRows } from '../../docs/support/markdown.ts';

let assets: Assets;
beforeAll(async () => void (assets = await loadAssets()));

const folderWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vdc-templates-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
};

const load = async (files: Readonly<Record<string, string>>) => loadTemplates(await folderWith(files), assets, nearest);

/** Every line of the refusal, without the folder. */
const mistakes = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const folder = await folderWith(files);
  const error: unknown = await loadTemplates(folder, assets, nearest).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof Error)) return [];
  return error.message
    .split('\n')
    .slice(1)
    .map((line) => line.trim().replace(`${folder}/`, ''));
};

const REPORT = readFileSync('templates/report.hbs', 'utf8');

describe('templates of the operator’s own', () => {
  test('replace those of the same name, style sheets as well, and change the hash', async () => {
    const own = await load({
      'partials/sign-off.hbs': '<section class="sign-off"><h2>{{k.signOff}}</h2>{{#each signOff}}<p class="mine">{{@index}} {{this}} of {{../cover.title}}</p>{{/each}}</section>',
      'report.css': ':root { --paper: #fff; } .mine { color: #14202b; }',
      '.git/HEAD': 'ref',
      '.DS_Store': '',
    });
    expect([...own.keys()]).toEqual(['partials/sign-off.hbs', 'report.css']);
    const mixed = withTemplates(assets, own);
    expect(templatesHash(mixed)).not.toBe(templatesHash(assets));
    const page = await createHtmlRenderer(mixed)(reportFixture({ signOff: ['Approved by'] }), { paper: 'A4' });
    expect(page).toContain('<p class="mine">0 Approved by of Contoso Ltd, October 2026</p>');
    expect(page).toContain('.mine { color: #14202b; }');
  });

  test('copied from the package as they are, all of them, are accepted and change nothing', async () => {
    const all = Object.fromEntries(templateFiles(assets));
    expect(Object.keys(all).length).toBeGreaterThan(20);
    expect(templatesHash(withTemplates(assets, await load(all)))).toBe(templatesHash(assets));
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['a name that is none', { 'partials/covers.hbs': '' }, /^partials\/covers\.hbs there is no template of this name; did you mean partials\/cover\.hbs\?$/],
    ['the script', { 'report.js': '' }, /^report\.js the script cannot be replaced/],
    ['syntax', { 'partials/limits.hbs': 'a\n\n{{#if limits}}\n{{/each}}' }, /^partials\/limits\.hbs:3 if doesn't match each$/],
    ['an unfinished name', { 'partials/limits.hbs': 'a\n{{limits' }, /^partials\/limits\.hbs:2 it cannot be read here: /],
    ['a name that the data lack', { 'partials/cover.hbs': '\n{{cover.titel}}' }, /^partials\/cover\.hbs:2 \{\{cover\.titel\}\}: there is no "titel"; did you mean title\? There are: eyebrow, title, line, /],
    ['a name within a list', { 'partials/cover.hbs': '{{#each cover.kpis}}{{#with gauge}}{{../labl}}{{/with}}{{/each}}' }, /there is no "labl"; did you mean label\?/],
    ['something below a text', { 'partials/cover.hbs': '{{cover.title.length}}' }, /there is nothing below a text/],
    ['a prototype', { 'partials/cover.hbs': '{{cover.constructor}}' }, /there is no "constructor"/],
    ['a prototype by its other name', { 'partials/cover.hbs': '{{#with cover}}{{__proto__}}{{/with}}' }, /there is no "__proto__"/],
    ['a function of the words', { 'partials/cover.hbs': '{{l.target}}' }, /there is no "target"/],
    ['a whole list', { 'partials/cover.hbs': '{{limits}}' }, /is a list; go through it with #each/],
    ['a whole part', { 'partials/cover.hbs': '{{cover}}' }, /holds eyebrow, title, .*; show one of them/],
    ['no list', { 'partials/cover.hbs': '{{#each cover}}{{/each}}' }, /#each cover: it is no list/],
    ['a helper', { 'partials/cover.hbs': '{{lookup cover "title"}}' }, /there are only the helpers #if, #unless, #each, #with/],
    ['a block helper', { 'partials/cover.hbs': '{{#raw cover}}{{/raw}}' }, /#raw: there are only/],
    ['a computed name', { 'partials/cover.hbs': '{{#if (lookup cover "title")}}{{/if}}' }, /#if takes one name of the data/],
    ['block parameters', { 'partials/cover.hbs': '{{#each limits as |one|}}{{one}}{{/each}}' }, /as \|name\| is not available/],
    ['an inline partial', { 'partials/cover.hbs': '{{#*inline "a"}}{{/inline}}' }, /inline partials and decorators are not available/],
    ['no partial', { 'partials/cover.hbs': '{{> sing kind="pass"}}' }, /\{\{> sing\}\}: there is no such partial; did you mean sign\?/],
    ['a partial without end', { 'partials/cover.hbs': '{{> cover}}' }, /it would show itself without end/],
    ['data as markup', { 'partials/cover.hbs': '{{{cover.title}}}' }, /data are always escaped; write \{\{cover\.title\}\}/],
    ['data as markup, with &', { 'partials/cover.hbs': '{{&cover.title}}' }, /data are always escaped/],
    ['no quotes', { 'partials/cover.hbs': '<p title={{cover.title}}></p>' }, /an attribute without quotes/],
    ['a script', { 'partials/cover.hbs': 'a\n<SCRIPT src="a.js"></SCRIPT>' }, /^partials\/cover\.hbs:2 a script of its own is not allowed/],
    ['a second script', { 'report.hbs': `${REPORT}<script>{{{script}}}</script>` }, /a script of its own is not allowed/],
    ['no policy', { 'report.hbs': REPORT.replace(/<meta http-equiv.*>\n/, '') }, /it lacks <meta http-equiv="Content-Security-Policy" content="\{\{csp\}\}">, which forbids/],
    ['a late policy', { 'report.hbs': `<body>${REPORT}` }, /the policy must stand before it/],
    ['no sentinel', { 'report.hbs': REPORT.replace('{{sentinel}}', '') }, /lets the printer know its page/],
    ['markup in a style sheet', { 'report.css': 'a {}\n</style><script>' }, /^report\.css:2 a style sheet holds no markup$/],
    ['no place', { 'print.css': '@page { size: {{papr}}; }' }, /\{\{papr\}\}: there is no such place/],
    ['a name that the mail lacks', { 'email.hbs': '{{headlin}}' }, /^email\.hbs:1 \{\{headlin\}\}: there is no "headlin"; did you mean headline\?/],
  ])('with %s are refused with file, line and what there is', async (_what, files, said) => {
    const found = await mistakes(files);
    expect(found.filter((line) => said.test(line)), found.join('\n')).not.toEqual([]);
  });

  test('name all mistakes at once, and a folder that is none', async () => {
    expect(await mistakes({ 'cover.hbs': '', 'report.css': '</', 'partials/cover.hbs': '{{a}}' })).toHaveLength(3);
    await expect(loadTemplates('/nowhere/at/all', assets, nearest)).rejects.toMatchObject({ code: 'templates-unreadable' });
  });
});

const pathsOf = (data: Data, path = ''): readonly string[] => {
  if (data === true) return [path];
  if (isList(data)) return pathsOf(data[0], `${path}[]`);
  return Object.entries(data).flatMap(([name, below]) => pathsOf(below, path === '' ? name : `${path}.${name}`));
};

describe('README: templates', () => {
  const text = section(readFileSync('README.md', 'utf8'), '### Templates of your own');
  const [page = '', mail = ''] = text.split('What `email.hbs` is given');
  /** Rows of words stand for a whole catalogue. */
  const rowsOf = (part: string) => tableRows(part).flatMap(([name = '', keys = '']) => codeSpans(keys).map((key) => (key === codeSpans(name)[0] ? key : `${codeSpans(name)[0] ?? ''}${key}`)));
  const expected = (data: Readonly<Record<string, Data>>, words: readonly string[]) => Object.entries(data).flatMap(([name, below]) => (words.includes(name) ? [] : pathsOf(below, name)));

  test('has everything that a page and a mail are given, and nothing else', () => {
    expect(rowsOf(page).toSorted()).toEqual(expected(PAGE_DATA, ['l', 'c', 'r', 'k', 't']).toSorted());
    expect(rowsOf(mail).toSorted()).toEqual(expected(MAIL_DATA, ['l', 'w']).toSorted());
  });

  test('has every file and every helper', () => {
    const spans = codeSpans(text);
    expect([...templateFiles(assets).keys()].filter((name) => !spans.includes(name))).toEqual([]);
    expect(HELPERS.filter((name) => !spans.includes(`#${name}`))).toEqual([]);
  });
});
