import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeBundle } from '../../src/deliver/folder.ts';
import { UserError } from '../../src/errors.ts';
import { codeOf, idIn, useOutputFolder, world } from './support/bundle-bench.ts';
import { inOnePart } from '../../src/model/bundle-file.ts';

const { root, bundle, inTenant } = useOutputFolder();

describe('names', () => {
  const hostile = ['', '.', '..', '../x', 'a/b', 'a\\b', 'a\0b', '.hidden', 'con', 'COM1.txt', 'ends.', 'ünïcode', ' a', 'a'.repeat(65), '~', 'a~b'];
  test.each(hostile)('%j is no tenant and no period', async (name) => {
    expect(await codeOf(writeBundle({ ...bundle('x'), tenantId: name }, world))).toBe('output-unsafe-name');
    expect(await codeOf(writeBundle({ ...bundle('x'), periodKey: name }, world))).toBe('output-unsafe-name');
    expect(await readdir(root())).toEqual([]);
  });

  test.each(['../x', '/etc/x', 'evidence/../../x', 'a//b', 'a/', '.env', 'a b', 'x'.repeat(200), 'nul', 'a/b/c/d/e/f/g'])(
    '%j is no file',
    async (name) => {
      const unsafe = { ...bundle('x'), files: [inOnePart(name, Buffer.from(''))] };
      expect(await codeOf(writeBundle(unsafe, world))).toBe('output-unsafe-name');
    },
  );

  test('a name may stand once, whatever its case', async () => {
    const twice = ['report.json', 'Report.JSON'].map((name) => inOnePart(name, Buffer.from('')));
    expect(await codeOf(writeBundle({ ...bundle('x'), files: twice }, world))).toBe('output-unsafe-name');
  });

  test.each(['2026-10', '2026-W44', '2026-Q3', '2026', '2026-10-01_2026-10-15'])('%s is a period', async (periodKey) => {
    expect((await writeBundle({ ...bundle('x'), periodKey }, world)).folder).toBe(inTenant(periodKey));
  });

  test('whatever a name is, nothing is written outside the output folder', async () => {
    const output = join(root(), 'output');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }), async (tenantId, name) => {
        const files = [inOnePart(name, Buffer.from('x'))];
        await writeBundle({ root: output, tenantId, periodKey: '2026', files }, world).catch((error: unknown) => {
          if (!(error instanceof UserError)) throw error;
        });
        expect((await readdir(root())).filter((entry) => entry !== 'output')).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('links', () => {
  let outside = '';
  beforeEach(async () => {
    outside = join(root(), 'outside');
    await mkdir(outside);
  });
  const output = () => join(root(), 'output');
  const attempt = () => codeOf(writeBundle({ ...bundle('x'), root: output() }, world));
  const untouched = async () => expect(await readdir(outside)).toEqual([]);

  test('a tenant folder that is a link is refused', async () => {
    await mkdir(output());
    await symlink(outside, join(output(), 'contoso'));
    expect(await attempt()).toBe('output-unsafe-place');
    await untouched();
  });

  test('a period folder that is a link is refused', async () => {
    await mkdir(join(output(), 'contoso'), { recursive: true });
    await symlink(outside, join(output(), 'contoso', '2026-10'));
    expect(await attempt()).toBe('output-unsafe-place');
    await untouched();
  });

  test('a link to nowhere is refused too', async () => {
    await mkdir(output());
    await symlink(join(root(), 'nowhere'), join(output(), 'contoso'));
    expect(await attempt()).toBe('output-unsafe-place');
    expect(await readdir(root())).toEqual(['output', 'outside']);
  });

  test('.superseded that is a link is refused, and the earlier bundle stays', async () => {
    await writeBundle({ ...bundle('first'), root: output() }, world);
    await symlink(outside, join(output(), 'contoso', '.superseded'));
    expect(await attempt()).toBe('output-unsafe-place');
    await untouched();
    expect(await idIn(join(output(), 'contoso', '2026-10'))).toBe('first');
    expect((await readdir(join(output(), 'contoso'))).toSorted()).toEqual(['.superseded', '2026-10']);
  });

  test('a link inside an earlier bundle is moved aside with it, unread', async () => {
    await writeBundle({ ...bundle('first'), root: output() }, world);
    await rm(join(output(), 'contoso', '2026-10', 'report.json'));
    await writeFile(join(root(), 'elsewhere.json'), '{"reportId":"stolen"}');
    await symlink(join(root(), 'elsewhere.json'), join(output(), 'contoso', '2026-10', 'report.json'));
    expect((await writeBundle({ ...bundle('x'), root: output() }, world)).superseded).toMatch(/^unnamed-/);
  });

  test('the output folder itself may be a link: the operator chose it', async () => {
    await symlink(outside, output());
    expect((await writeBundle({ ...bundle('x'), root: output() }, world)).folder).toBe(join(outside, 'contoso', '2026-10'));
  });
});

describe('an output folder that cannot be', () => {
  const attempt = (output: string) => writeBundle({ ...bundle('x'), root: output }, world);
  const hintOf = (output: string) =>
    attempt(output).then(
      () => null,
      (error: unknown) => (error instanceof UserError ? error.hint : null),
    );

  test.each(['file', 'file/below', 'file/far/below'])('because of a file: %s', async (name) => {
    await writeFile(join(root(), 'file'), 'mine');
    expect(await codeOf(attempt(join(root(), name)))).toBe('output-not-a-folder');
    expect(await hintOf(join(root(), name))).toContain('Move that file away');
    expect(await readdir(root())).toEqual(['file']);
  });

  test('is made with all folders above it where it can be', async () => {
    expect((await attempt(join(root(), 'a', 'b', 'c'))).folder).toBe(join(root(), 'a', 'b', 'c', 'contoso', '2026-10'));
  });

  test('may be a link to a folder, but not to nowhere', async () => {
    await mkdir(join(root(), 'real'));
    await symlink(join(root(), 'real'), join(root(), 'link'));
    await symlink(join(root(), 'nowhere'), join(root(), 'loose'));
    expect((await attempt(join(root(), 'link'))).folder).toBe(join(root(), 'real', 'contoso', '2026-10'));
    expect(await codeOf(attempt(join(root(), 'loose')))).toBe('output-not-a-folder');
  });

  test.runIf(process.platform === 'linux')('because the system makes none there', async () => {
    expect(await codeOf(attempt('/proc/no-such-process/x'))).toBe('output-no-folder');
    expect(await hintOf('/proc/no-such-process/x')).toBe('Make the folder, or choose another with --out.');
  });
});
