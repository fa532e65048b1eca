import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeBundle } from '../../src/deliver/folder.ts';
import type { BundleStep } from '../../src/deliver/folder.ts';
import { folderError } from '../../src/deliver/folder-errors.ts';
import { UserError } from '../../src/errors.ts';
import { DAY } from '../../src/model/instant.ts';
import { codeOf, idIn, NOW, useOutputFolder, world } from './support/bundle-bench.ts';
import { inOnePart } from '../../src/model/bundle-file.ts';

const { root, bundle, inTenant, write, listTenant } = useOutputFolder();

describe('a disk that refuses', () => {
  test.each([
    ['the output folder', () => `${root()}/file`, 'file'],
    ['the tenant folder', root, 'contoso'],
    ['the period folder', root, 'contoso/2026-10'],
  ])('a file stands for %s', async (_what, out, path) => {
    await mkdir(inTenant(), { recursive: true });
    await rm(join(root(), path), { recursive: true, force: true });
    await writeFile(join(root(), path), 'a file');
    expect(await codeOf(writeBundle({ ...bundle('x'), root: out() }, world))).toMatch(/^output-(?:not-a-folder|unsafe-place)$/);
    expect(await readFile(join(root(), path), 'utf8')).toBe('a file');
  });

  test('a bundle whose files do not fit together leaves nothing behind', async () => {
    const clash = ['evidence', 'evidence/jobs.json'].map((name) => inOnePart(name, Buffer.from('x')));
    expect(await codeOf(writeBundle({ ...bundle('x'), files: clash }, world))).toMatch(/^output-/);
    expect(await listTenant()).toEqual([]);
  });

  test.each([
    ['ENOSPC', 'output-no-space'],
    ['EDQUOT', 'output-no-space'],
    ['EACCES', 'output-refused'],
    ['EROFS', 'output-read-only'],
    ['EIO', 'output-failed'],
  ])('%s becomes a sentence with the path and what to do', (code, expected) => {
    const error = folderError(Object.assign(new Error(code), { code, syscall: 'write', path: '/out/contoso/.tmp-1' }), '/out/contoso/2026-10');
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: expected });
    expect(error instanceof UserError && error.hint).toMatch(/\.$/);
    expect(String(error)).toContain('/out/contoso/2026-10');
  });

  test('a bug stays a bug', () => {
    const bug = new TypeError('x is undefined');
    expect(folderError(bug, '/out')).toBe(bug);
  });

  test.each<BundleStep>(['begun', 'file-written', 'complete', 'announced'])(
    'a failure at "%s" keeps the earlier bundle and leaves nothing else',
    async (fatal) => {
      await write('first');
      const failing = { ...world, onStep: (step: BundleStep) => (step === fatal ? fail() : undefined) };
      const fail = () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
      };
      expect(await codeOf(writeBundle(bundle('second'), failing))).toBe('output-no-space');
      expect(await idIn(inTenant('2026-10'))).toBe('first');
      expect((await listTenant()).filter((name) => name !== '.superseded')).toEqual(['2026-10']);
    },
  );
});

test('when the new bundle cannot be moved in, the earlier one comes back', async () => {
  await write('first');
  const loseNext = (step: BundleStep) => {
    if (step !== 'earlier-moved') return;
    for (const name of readdirSync(inTenant())) if (name.startsWith('.next-')) rmSync(inTenant(name), { recursive: true });
  };
  expect(await codeOf(writeBundle(bundle('second'), { ...world, onStep: loseNext }))).toBe('output-no-folder');
  expect(await idIn(inTenant('2026-10'))).toBe('first');
});

describe('leftovers of crashed runs', () => {
  const leave = async (name: string, age: number) => {
    await mkdir(inTenant(name), { recursive: true });
    await writeFile(inTenant(name, 'report.json'), '{"reportId":"left"}');
    await utimes(inTenant(name), (NOW - age) / 1000, (NOW - age) / 1000);
  };

  test('are removed after a day, not before', async () => {
    await leave('.tmp-old', DAY + 1000);
    await leave('.tmp-young', DAY - 1000);
    await write('first');
    expect(await listTenant()).toEqual(['.tmp-young', '2026-10']);
  });

  test('a complete bundle that was about to move in moves in', async () => {
    await leave('.next-2026-09~abc', 1000);
    await write('october');
    expect(await idIn(inTenant('2026-09'))).toBe('left');
    expect(await listTenant()).toEqual(['2026-09', '2026-10']);
  });

  test('of several the newest moves in, whatever they are called', async () => {
    await leave('.next-2026-09~aaa', 3000);
    await leave('.next-2026-09~zzz', 2000);
    await leave('.next-2026-09~mmm', 1000);
    await write('october');
    expect(await listTenant()).toEqual(['.next-2026-09~aaa', '.next-2026-09~zzz', '2026-09', '2026-10']);
  });

  test('one whose place is taken waits a day, then goes', async () => {
    await writeBundle({ ...bundle('september'), periodKey: '2026-09' }, world);
    await leave('.next-2026-09~old', DAY + 1000);
    await leave('.next-2026-09~young', 1000);
    await write('october');
    expect(await idIn(inTenant('2026-09'))).toBe('september');
    expect(await listTenant()).toEqual(['.next-2026-09~young', '2026-09', '2026-10']);
  });
});

describe('killed in the middle', () => {
  const script = join(import.meta.dirname, 'support', 'write-and-die.ts');
  const die = (step: string, reportId: string) => spawnSync(process.execPath, [script, root(), step, reportId], { encoding: 'utf8' });

  const steps: readonly [BundleStep, string | null][] = [
    ['begun', 'first'],
    ['file-written', 'first'],
    ['complete', 'first'],
    ['announced', 'first'],
    ['earlier-moved', null],
    ['in-place', 'second'],
  ];
  test.each(steps)('at "%s" a reader finds %s, whole, and the next run mends the rest', async (step, visible) => {
    await write('first');
    const dead = die(step, 'second');
    expect(dead.signal, dead.stderr).toBe('SIGKILL');
    const names = await listTenant();
    expect(names.includes('2026-10')).toBe(visible !== null);
    if (visible !== null) expect(await idIn(inTenant('2026-10'))).toBe(visible);

    const next = await writeBundle(bundle('third'), { ...world, now: Date.now() + 2 * DAY });
    expect(await idIn(next.folder)).toBe('third');
    // Cut off between the two renames: the bundle that was on its way arrives first, and is then superseded.
    expect(next.superseded).toBe(visible ?? 'second');
    expect(await listTenant()).toEqual(['.superseded', '2026-10']);
    expect(await idIn(inTenant('.superseded', 'first'))).toBe('first');
  });

  test('without an earlier bundle a reader finds nothing or everything', async () => {
    expect(die('complete', 'first').signal).toBe('SIGKILL');
    expect((await listTenant()).every((name) => name.startsWith('.tmp-'))).toBe(true);
    await rm(inTenant(), { recursive: true });
    expect(die('none', 'first').status).toBe(0);
    expect(await idIn(inTenant('2026-10'))).toBe('first');
  });
});
