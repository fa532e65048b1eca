import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBrowser } from '../../src/render/pdf/find-browser.ts';

let root = '';
const at = (...steps: string[]) => join(root, ...steps);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'find-browser-'));
  await mkdir(at('first', 'folder-by-name'), { recursive: true });
  await mkdir(at('second'));
  await writeFile(at('first', 'not-executable'), '', { mode: 0o600 });
  await writeFile(at('second', 'not-executable'), '#!/bin/sh\n', { mode: 0o700 });
  await writeFile(at('second', 'folder-by-name'), '#!/bin/sh\n', { mode: 0o700 });
});

afterEach(() => rm(root, { recursive: true }));

const find = (configured: string | null, more: Record<string, string> = {}) => {
  const env = { PATH: ['', at('first'), at('absent'), at('second')].join(delimiter), ...more };
  return findBrowser({ configured, env }, async () => null);
};

describe('a browser that is named', () => {
  test.each(['not-executable', 'folder-by-name'])('without a slash is the first program of that name along PATH: %s', async (name) => {
    expect(await find(name)).toMatchObject({ executable: at('second', name), origin: 'configured' });
    expect(await find(null, { PUPPETEER_EXECUTABLE_PATH: name })).toMatchObject({ executable: at('second', name) });
  });

  test('with its path is taken as it is', async () => {
    expect(await find(at('second', 'not-executable'))).toMatchObject({ executable: at('second', 'not-executable') });
  });

  test.each<[what: string, name: () => string]>([
    ['without a slash is not looked for in the working folder', () => 'node_modules'],
    ['and is nowhere along PATH', () => 'nowhere'],
    ['and is a folder', () => at('first')],
    ['and may not be run', () => at('first', 'not-executable')],
    ['and is not there', () => at('third')],
  ])('%s: is refused', async (_what, name) => {
    await expect(find(name())).rejects.toMatchObject({ code: 'no-browser', message: `The browser ${name()} (configured) cannot be run.` });
  });
});
