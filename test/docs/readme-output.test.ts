import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/config/config.ts';
import { renderFiles } from '../../src/render/files.ts';
import { reportFixture } from '../support/report-fixture.ts';
import { codeSpans, firstColumn, section, tableRows } from './support/markdown.ts';

const readme = readFileSync('README.md', 'utf8');

type Manifest = { readonly dependencies: Record<string, string>; readonly devDependencies: Record<string, string>; readonly license: string };
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

describe('README: output', () => {
  it('has every file of a bundle, and no other', async () => {
    const rendered = await renderFiles(reportFixture(), {
      formats: new Set(FORMATS),
      paper: 'A4',
      html: async () => '',
      printer: null,
      onPrint: () => undefined,
    });
    const expected = [...rendered.files.map(({ name }) => name), 'report.pdf', 'email.eml'];
    expect(firstColumn(section(readme, '## Output')).toSorted()).toEqual(expected.toSorted());
  });

  it('names the formats that there are, and no other', () => {
    const row = tableRows(section(readme, '### `run`')).find(([first]) => first?.startsWith('`--format') === true);
    const named = codeSpans(row?.[1] ?? '').filter((span) => span !== 'report.formats');
    expect(named).toEqual([...FORMATS]);
  });
});

describe('README: dependencies', () => {
  const text = section(readme, '## Dependencies');
  const [product = '', development = ''] = text.split('Those of development');

  it('says of every one why it is there, and of no other', () => {
    const all = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
    expect(firstColumn(text).toSorted()).toEqual(all.toSorted());
    expect(tableRows(text).filter(([, why = '']) => why.length < 10)).toEqual([]);
  });

  it('tells those of the product from those of development', () => {
    const types = (name: string) => name.startsWith('@types/');
    expect(firstColumn(product).filter((name) => !(name in manifest.dependencies))).toEqual([]);
    expect(firstColumn(development).filter((name) => !(name in manifest.devDependencies) && !types(name))).toEqual([]);
  });
});

describe('README: links', () => {
  it('leads only to files that exist and to its own headings', () => {
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const anchors = [...readme.matchAll(/^#{2,3} (.*)$/gm)].map(
      ([, title = '']) =>
        `#${title
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-')}`,
    );
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((target) => (target.startsWith('#') ? !anchors.includes(target) : !existsSync(target)))).toEqual([]);
  });

  it('names only folders that exist', () => {
    const paths = codeSpans(section(readme, '## How it works')).filter((span) => /^(?:src|templates|fixtures|test)\//.test(span));
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names the licence and that the project is independent', () => {
    const text = section(readme, '## Licence');
    expect(text).toContain(manifest.license);
    expect(text).toMatch(/not affiliated with, sponsored or endorsed by Veeam; Veeam is a trademark of its owner/);
  });
});
