import { lstat, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeRootFile } from '../../src/deliver/root-file.ts';
import { DAY } from '../../src/model/instant.ts';
import { codeOf, useOutputFolder } from './support/bundle-bench.ts';

const { root } = useOutputFolder();
const NOW = Date.parse('2026-11-02T05:00:00Z');
const world = { now: NOW, random: () => 0.5 };
const write = (text: string) => writeRootFile(root(), 'index.html', Buffer.from(text), world);

test('a file takes the place of the one before, and leaves nothing beside it', async () => {
  await write('one, which is longer');
  expect(await write('two')).toBe(join(root(), 'index.html'));
  expect(await readFile(join(root(), 'index.html'), 'utf8')).toBe('two');
  expect(await readdir(root())).toEqual(['index.html']);
});

test('whoever has opened the file before reads it to its end', async () => {
  await write('one');
  const before = await lstat(join(root(), 'index.html'));
  await write('two');
  expect((await lstat(join(root(), 'index.html'))).ino).not.toBe(before.ino);
});

test('a link is neither followed nor replaced, and no folder is either', async () => {
  await writeFile(join(root(), 'other.txt'), 'untouched');
  await symlink(join(root(), 'other.txt'), join(root(), 'index.html'));
  expect(await codeOf(write('x'))).toBe('output-unsafe-place');
  expect(await readFile(join(root(), 'other.txt'), 'utf8')).toBe('untouched');
  await mkdir(join(root(), 'page.html'));
  expect(await codeOf(writeRootFile(root(), 'page.html', Buffer.from('x'), world))).toBe('output-unsafe-place');
  expect((await readdir(root())).toSorted()).toEqual(['index.html', 'other.txt', 'page.html']);
});

test('what a run that died has left is removed after a day, and nothing else', async () => {
  const [old, young, foreign] = ['.index.html.tmp-0123456789ab', '.index.html.tmp-ba9876543210', '.index.html.tmp-notes'];
  for (const name of [old, young, foreign]) await writeFile(join(root(), name), '');
  for (const name of [old, foreign]) await utimes(join(root(), name), (NOW - 2 * DAY) / 1000, (NOW - 2 * DAY) / 1000);
  await utimes(join(root(), young), NOW / 1000, NOW / 1000);
  await write('x');
  expect((await readdir(root())).toSorted()).toEqual([young, foreign, 'index.html'].toSorted());
});

test('a folder that is not there is named', async () => {
  expect(await codeOf(writeRootFile(join(root(), 'none'), 'index.html', Buffer.from('x'), world))).toBe('output-no-folder');
});
