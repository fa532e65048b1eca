import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesWithAny } from './support/keywords.ts';
import { projectFiles, textFiles, type TextFile } from './support/project-files.ts';

/** What neither the compiler, the linter nor dependency-cruiser sees. Words looked for are put together, so that this file is clean. */
const together = (...parts: readonly string[]): string => parts.join('');

const files = projectFiles();
const texts = textFiles(files);
const code = texts.filter(({ path }) => /^(?:src|test)\/.*\.ts$/.test(path));
const source = code.filter(({ path }) => path.startsWith('src/'));

/** `path:line` of every line that fits. */
const linesThat = (among: readonly TextFile[], pattern: RegExp): string[] =>
  among.flatMap(({ path, text }) =>
    pattern.test(text) ? text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${String(index + 1)}`] : [])) : [],
  );

describe('files', () => {
  it('are many, so that the tests below look at something', () => {
    expect(source.length).toBeGreaterThan(100);
    expect(code.length).toBeGreaterThan(source.length);
  });

  it('lie in the agreed places: the top level is a table of contents', () => {
    const agreed = [
      'src',
      'templates',
      'fixtures',
      'test',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
    ];
    const top = [...new Set(files.map((path) => path.split('/')[0] ?? ''))];
    expect(top.filter((name) => !name.startsWith('.') && !agreed.includes(name))).toEqual([]);
    expect(agreed.filter((name) => !top.includes(name))).toEqual([]);
  });

  it('have names in kebab case', () => {
    const inside = files.filter((path) => /^(?:src|templates|fixtures|test)\//.test(path));
    const odd = inside.filter((path) => !path.split('/').every((name) => /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/.test(name)));
    expect(odd).toEqual([]);
  });

  it('do not say that nobody knew where to put something', () => {
    expect(source.filter(({ path }) => /\b(?:utils?|helpers?|common|misc|shared)\b/.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('are small: what does not fit on a few screens is two things', () => {
    const most = 260;
    const linesOf = (text: string): number => text.split('\n').length - 1;
    expect(source.filter(({ text }) => linesOf(text) > most).map(({ path, text }) => `${path}: ${String(linesOf(text))}`)).toEqual([]);
  });

  it('weigh little: a clone is quick, and a large file is a mistake', () => {
    const most = 300_000;
    const allowed = (path: string): boolean => path === 'package-lock.json' || /^\.github\/.*\.png$/.test(path);
    expect(files.filter((path) => !allowed(path) && statSync(path).size > most)).toEqual([]);
  });
});

describe('code', () => {
  it('never gives up on types', () => {
    const found = code.flatMap(({ path, text }) => (/\bany\b/.test(text) ? linesWithAny(text).map((line) => `${path}:${String(line)}`) : []));
    expect(found).toEqual([]);
  });

  it('sees the type where it is written, and not the word', () => {
    expect(linesWithAny(`const a = 'any';\n// any: any\nconst b = (c: ${together('a', 'ny')}[]) => c;\n`)).toEqual([3]);
  });

  it('silences neither compiler nor linter', () => {
    expect(linesThat(code, new RegExp(together('@ts', '-(?:ignore|nocheck|expect-error)|eslint', '-disable')))).toEqual([]);
  });

  it('puts nothing off', () => {
    expect(
      linesThat(
        texts,
        new RegExp(`\\b(?:${['TO', 'FIX', 'X'].map((start, index) => together(start, ['DO', 'ME', 'XX'][index] ?? '')).join('|')})\\b`),
      ),
    ).toEqual([]);
  });

  it('leaves out no test', () => {
    const tests = code.filter(({ path }) => path.endsWith('.test.ts'));
    const left = new RegExp(together('\\b(?:it|test|describe)(?:\\.\\w+)*', '\\.(?:only|skip|todo|fails)\\b'));
    expect(linesThat(tests, left)).toEqual([]);
    expect(tests.filter(({ text }) => !text.includes('expect')).map(({ path }) => path)).toEqual([]);
  });
});

describe('the repository', () => {
  it('holds no key', () => {
    expect(linesThat(texts, new RegExp(together('BEGIN ', '(?:[A-Z]+ )?PRIVATE KEY')))).toEqual([]);
  });

  it('names no machine: no path of it, no address of where its packages came from', () => {
    const elsewhere = texts.filter(({ path }) => path !== 'package-lock.json');
    expect(linesThat(elsewhere, new RegExp(together('(?<![\\w.])/', '(?:work|root|home/[a-z]\\w*|Users/\\w+)/')))).toEqual([]);
    expect(linesThat(elsewhere, new RegExp(together('https?://[\\w.-]*', '(?:registry|npmjs|artifactory|nexus|verdaccio)')))).toEqual([]);
  });

  it('locks packages from the public place only', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { resolved?: string }> };
    const usual = together('registry.', 'npmjs.org');
    const elsewhere = Object.values(packages).filter(({ resolved }) => resolved !== undefined && new URL(resolved).host !== usual);
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    // The count only: a failure is printed where everybody reads it.
    expect(elsewhere.length).toBe(0);
  });

  it('needs every package that it brings', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
    const imported = (name: string): boolean => source.some(({ text }) => text.includes(`'${name}'`) || text.includes(`'${name}/`));
    const resolved = (name: string): boolean => source.some(({ text }) => text.includes(`resolve('${name}`));
    expect(Object.keys(dependencies).filter((name) => !name.startsWith('@types/') && !imported(name) && !resolved(name))).toEqual([]);
  });
});
