import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SOURCE_DEFAULTS } from '../../src/vdc/options.ts';
import { configKeys } from './support/config-keys.ts';
import { codeBlocks, codeSpans, firstColumn, section, tableRows } from './support/markdown.ts';
import { readText, readTree, smallest, withKey } from './support/try-config.ts';

const readme = readFileSync('README.md', 'utf8');
const configuration = section(readme, '## Configuration');
const reference = section(readme, '### Reference');

const keys = configKeys();
const named = firstColumn(reference);
/** A tenant's own policy and report have the keys of the common ones, and one row each. */
const REPEATED = ['policy', 'report'] as const;
const isRepeated = (path: string) => REPEATED.some((name) => path.startsWith(`tenants[].${name}.`));
/** What a rule for single jobs leaves out is as in the policy, whatever the defaults of that are. */
const isRule = (path: string) => path.startsWith('policy.jobs[].');
const below = (prefix: string) => keys.filter(({ path }) => path.startsWith(prefix)).map(({ path }) => path.slice(prefix.length));

/** Rows about one key, with its default where that is a value. */
const defaults = tableRows(reference).flatMap(([key = '', value = '']) => {
  const [path = '', ...more] = codeSpans(key);
  const [text, ...others] = codeSpans(value);
  return text === undefined || more.length > 0 || others.length > 0 ? [] : [{ path, text }];
});

const INACTIVE = {
  archive: './other.db',
  'tenants[].paths': { logDownload: '{jobId}/{sessionId}' },
} as const;

describe('README: configuration', () => {
  it('has every key of the schema, and no other', () => {
    const expected = keys.filter(({ path, inner }) => !inner && !isRepeated(path)).map(({ path }) => path);
    expect(expected.filter((path) => !named.includes(path))).toEqual([]);
    const known = keys.map(({ path }) => path);
    expect(named.filter((path) => !known.includes(path))).toEqual([]);
    expect(named).toHaveLength(new Set(named).size);
  });

  it.each(REPEATED)('says once what a tenant’s own %s may hold', (name) => {
    expect(named).toContain(`tenants[].${name}`);
    expect(below(`tenants[].${name}.`)).toEqual(below(`${name}.`));
  });

  it('has a default wherever the schema names one', () => {
    const expected = keys
      .filter(({ path, description }) => !isRepeated(path) && !isRule(path) && /\bDefault [^:]/.test(description))
      .map(({ path }) => path);
    expect(expected.length).toBeGreaterThan(15);
    expect(expected.filter((path) => !defaults.some((row) => row.path === path))).toEqual([]);
  });

  it.each(defaults.filter(({ path }) => !path.includes('.paths.')))('$path is $text when it is left out', ({ path, text }) => {
    expect(readTree(withKey(smallest(), path, parse(text))).config).toEqual(readTree(smallest()).config);
  });

  it('has the paths of the API as the client asks for them', () => {
    const paths = defaults.filter(({ path }) => path.includes('.paths.')).map(({ path, text }) => [path.slice(path.lastIndexOf('.') + 1), text]);
    expect(Object.fromEntries(paths)).toEqual(SOURCE_DEFAULTS.paths);
  });

  it('marks the keys that have no effect yet, and no other', () => {
    const tree = Object.entries(INACTIVE).reduce((grown, [path, value]) => withKey(grown, path, value), smallest());
    const inactive = readTree(tree).notices.map((notice) => notice.split(' ')[0] ?? '');
    const marked = tableRows(reference).flatMap(([first = '', , meaning = '']) => (meaning.startsWith('*No effect yet.*') ? codeSpans(first) : []));
    const isOf = (path: string, key: string) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[]`);
    expect(inactive.filter((key) => !marked.some((path) => isOf(path, key)))).toEqual([]);
    expect(marked.filter((path) => !inactive.some((key) => isOf(path, key)))).toEqual([]);
  });

  it('shows configurations that are accepted as they stand, without a word about keys that do nothing', () => {
    const examples = codeBlocks(readme, 'yaml');
    expect(examples).toHaveLength(3);
    expect(examples.map((text) => readText(text).notices)).toEqual([[], [], []]);
  });

  it('shows values of each form that are accepted', () => {
    const forms = new Map(tableRows(section(configuration, '### Forms of values')).map(([form = '', text = '']) => [form, codeSpans(text)]));
    const paths = { duration: 'policy.rpo', percentage: 'policy.targets.successRate', size: 'tenants[].maxBody', 'time zone': 'timezone' } as const;
    for (const [form, path] of Object.entries(paths)) {
      const texts = forms.get(form) ?? [];
      expect(texts).not.toEqual([]);
      for (const text of texts) expect(readTree(withKey(smallest(), path, parse(text))).config).toBeDefined();
    }
    for (const text of forms.get('secret') ?? []) expect(readTree(withKey(smallest(), 'tenants[].apiKey', parse(text))).config).toBeDefined();
    for (const text of forms.get('e-mail address') ?? []) expect(readTree(withKey(smallest(), 'smtp.from', text)).config).toBeDefined();
    for (const text of forms.get('cron') ?? []) expect(readTree(withKey(smallest(), 'policy.cron', text)).config).toBeDefined();
  });
});
