import { chmod, lchown, mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fontsConf, npmBrowser } from '../../src/render/pdf/npm-browser.ts';

const { version } = JSON.parse(await readFile('node_modules/@sparticuz/chromium/package.json', 'utf8')) as { version: string };

let root = '';
let cache = '';
let folder = '';
let program = '';

/** A cache as an earlier run has left it, with a script for a browser. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'npm-browser-'));
  cache = join(root, 'vdc-report');
  folder = join(cache, `chromium-${version}-${process.arch}`);
  program = join(folder, 'chromium');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(program, '#!/bin/sh\n', { mode: 0o700 });
});

afterEach(() => rm(root, { recursive: true }));

const linked = async (path: string): Promise<void> => {
  await rename(path, `${path}-elsewhere`);
  await symlink(`${path}-elsewhere`, path);
};

describe.runIf(process.platform === 'linux')('the cache', () => {
  test('that only this user can have filled is used', async () => {
    expect(await npmBrowser(cache)).toMatchObject({ executable: program });
  });

  test.each<[what: string, spoil: () => Promise<void>, reason: () => string]>([
    ['in a folder that everybody can write', () => chmod(cache, 0o777), () => `${cache} can be changed by other users`],
    ['in a folder that a group can write', () => chmod(cache, 0o770), () => `${cache} can be changed by other users`],
    ['with a folder of the program that others can write', () => chmod(folder, 0o707), () => `${folder} can be changed by other users`],
    ['with a program that others can write', () => chmod(program, 0o722), () => `${program} can be changed by other users`],
    ['behind a link', () => linked(cache), () => `${cache} is not a folder`],
    ['with a folder of the program behind a link', () => linked(folder), () => `${folder} is not a folder`],
    ['with a link for a program', () => linked(program), () => `${program} is not a regular file`],
    ['without a program', () => rm(program), () => `${program} is missing`],
  ])('%s is refused', async (_what, spoil, reason) => {
    await spoil();
    await expect(npmBrowser(cache)).rejects.toMatchObject({
      code: 'browser-cache-unsafe',
      message: `The browser in the cache was not started: ${reason()}.`,
      hint: expect.stringContaining(`Remove ${cache}`) as string,
    });
  });

  test.runIf(process.getuid?.() === 0)('of another user is refused', async () => {
    for (const path of [program, folder, cache]) {
      await lchown(path, 12345, 0);
      await expect(npmBrowser(cache)).rejects.toThrow(`${path} belongs to another user`);
    }
  });

  test('is rid of what killed runs have left, but not of what another run unpacks now', async () => {
    await mkdir(join(cache, '.unpacking-old'));
    await mkdir(join(cache, '.unpacking-new'));
    const twoHoursAgo = Date.now() / 1000 - 7200;
    await utimes(join(cache, '.unpacking-old'), twoHoursAgo, twoHoursAgo);
    await npmBrowser(cache);
    expect((await readdir(cache)).filter((name) => name.startsWith('.'))).toEqual(['.unpacking-new']);
  });

  test('that cannot be there is named', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(npmBrowser(join(root, 'file', 'cache'))).rejects.toMatchObject({ code: 'browser-not-unpacked' });
  });
});

test('a path is escaped where it stands in XML', () => {
  const written = fontsConf('/home/a&b/<c>');
  expect(written).toContain('<dir>/home/a&amp;b/&lt;c&gt;/fonts</dir>');
  expect(written).toContain('<cachedir>/home/a&amp;b/&lt;c&gt;/fonts-cache</cachedir>');
});
