import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { earlierBundle, writeBundle } from '../../src/deliver/folder.ts';
import { files, idIn, useOutputFolder, world } from './support/bundle-bench.ts';
import { wholeOf } from '../../src/model/bundle-file.ts';

const { root, bundle, inTenant, write, listTenant } = useOutputFolder();

describe('writing', () => {
  test('writes every byte into the folder of tenant and period', async () => {
    const written = await write('first');
    expect(written).toEqual({ folder: inTenant('2026-10'), superseded: null, unchanged: false });
    for (const file of files('first')) expect(await readFile(join(written.folder, file.name))).toEqual(wholeOf(file));
    expect(await listTenant()).toEqual(['2026-10']);
  });

  test('makes an output folder that does not exist yet', async () => {
    const written = await writeBundle({ ...bundle('first'), root: join(root(), 'a', 'b') }, world);
    expect(await idIn(written.folder)).toBe('first');
  });

  test('moves an earlier bundle aside, under its own id', async () => {
    await write('first');
    expect(await write('second')).toMatchObject({ superseded: 'first', unchanged: false });
    expect(await idIn(inTenant('2026-10'))).toBe('second');
    expect(await idIn(inTenant('.superseded', 'first'))).toBe('first');
    expect(await listTenant()).toEqual(['.superseded', '2026-10']);
  });

  test('leaves a bundle with the same bytes as it is', async () => {
    await write('first');
    await utimes(inTenant('2026-10', 'report.json'), 1, 1);
    expect(await write('first')).toEqual({ folder: inTenant('2026-10'), superseded: null, unchanged: true });
    expect(await listTenant()).toEqual(['2026-10']);
  });

  test('the same id with other bytes, again and again, gets a counter', async () => {
    await write('same', '1');
    expect((await write('same', '2')).superseded).toBe('same');
    expect((await write('same', '3')).superseded).toBe('same-2');
    expect((await write('same', '4')).superseded).toBe('same-3');
  });

  test('a file too many makes the earlier bundle a different one', async () => {
    await write('first');
    await writeFile(inTenant('2026-10', 'note.txt'), 'mine');
    expect((await write('first')).superseded).toBe('first');
    expect(await readFile(inTenant('.superseded', 'first', 'note.txt'), 'utf8')).toBe('mine');
  });

  test.each(['not json', '{}', '{"reportId":"../../escape"}', '{"reportId":".."}', '{"reportId":"a/b"}', '{"reportId":""}'])(
    'an earlier report.json of %s gives a name from its bytes',
    async (text) => {
      await mkdir(inTenant('2026-10'), { recursive: true });
      await writeFile(inTenant('2026-10', 'report.json'), text);
      expect((await write('second')).superseded).toMatch(/^unnamed-[0-9a-f]{16}$/);
      expect(await readdir(root())).toEqual(['contoso']);
    },
  );

  test('other periods of the tenant are left alone', async () => {
    await writeBundle({ ...bundle('september'), periodKey: '2026-09' }, world);
    await write('october');
    expect(await idIn(inTenant('2026-09'))).toBe('september');
  });

  test('two writers of one period at once lose neither bundle', async () => {
    await write('zero');
    await Promise.all(['a', 'b', 'c'].map((id) => write(id)));
    const kept = await Promise.all((await readdir(inTenant('.superseded'))).map((name) => idIn(inTenant('.superseded', name))));
    expect([...kept, await idIn(inTenant('2026-10'))].toSorted()).toEqual(['a', 'b', 'c', 'zero']);
    expect(await listTenant()).toEqual(['.superseded', '2026-10']);
  });

  test('tells what a new bundle would supersede', async () => {
    expect(await earlierBundle(bundle('x'))).toBeNull();
    await write('first');
    expect(await earlierBundle(bundle('x'))).toEqual({ folder: inTenant('2026-10'), reportId: 'first' });
  });
});
