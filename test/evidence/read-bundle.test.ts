import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BundleFiles } from '../../src/evidence/bundle.ts';
import { readBundle } from '../../src/evidence/read-bundle.ts';
import { verify } from '../../src/evidence/verify.ts';
import { readAttachments } from '../../src/render/pdf/attach.ts';
import { makeBundle, MEANS } from './support/small-bundle.ts';

const { bundle } = await makeBundle();
const means = { attachmentsOf: readAttachments };

const openFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const writeFolder = async ({ files }: BundleFiles): Promise<string> => {
  const folder = await openFolder();
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return folder;
};

const writeSingle = async (name: string, bytes: Uint8Array): Promise<string> => {
  const path = join(await openFolder(), name);
  await writeFile(path, bytes);
  return path;
};

const entries = (prefix: string): Zippable => Object.fromEntries([...bundle.files].map(([name, bytes]) => [prefix + name, bytes]));
const zipOf = (files: Zippable) => writeSingle('bundle.zip', zipSync(files));

const sorted = (files: ReadonlyMap<string, Uint8Array>) =>
  [...files].map(([name, bytes]) => [name, Buffer.from(bytes)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));

describe('a bundle is read', () => {
  it('from its folder', async () => {
    const read = await readBundle(await writeFolder(bundle), means);
    expect(read.kind).toBe('folder');
    expect(sorted(read.files)).toEqual(sorted(bundle.files));
  });

  it.each(['', '2026-10/', 'reports/contoso/2026-10/'])('from a zip of its folder, under %j', async (prefix) => {
    const read = await readBundle(await zipOf(entries(prefix)), means);
    expect(read.kind).toBe('zip');
    expect(sorted(read.files)).toEqual(sorted(bundle.files));
    expect((await verify(read, MEANS)).filter(({ status }) => status === 'bad')).toEqual([]);
  });

  it('from the PDF, as far as that carries it', async () => {
    const read = await readBundle(await writeSingle('anything', bundle.files.get('report.pdf') ?? new Uint8Array()), means);
    expect(read.kind).toBe('pdf');
    expect([...read.files.keys()]).toEqual(['manifest.json', 'report.json']);
    expect((await verify(read, MEANS)).filter(({ status }) => status === 'bad')).toEqual([]);
  });

  it('from a PDF that is cut off, with nothing in it but why', async () => {
    const pdf = bundle.files.get('report.pdf') ?? new Uint8Array();
    const read = await readBundle(await writeSingle('cut.pdf', pdf.subarray(0, 200)), means);
    expect([read.kind, read.files.size, read.unreadable]).toEqual(['pdf', 0, expect.any(String)]);
    expect((await verify(read, MEANS)).map(({ code, status }) => [code, status])).toEqual([['pdf-unreadable', 'bad']]);
  });

  it("but the PDF's manifest is none for a folder", async () => {
    const inside = await readAttachments(bundle.files.get('report.pdf') ?? new Uint8Array());
    const folder = await writeFolder({ kind: 'folder', files: new Map([...bundle.files, ...inside]) });
    expect((await verify(await readBundle(folder, means), MEANS)).map(({ code }) => code)).toEqual(['manifest-unreadable']);
  });
});

describe('refused, with nothing read', () => {
  it('a folder with a link in it, wherever it leads', async () => {
    for (const target of ['/etc/passwd', '.', 'report.json', 'nowhere']) {
      const folder = await writeFolder(bundle);
      await symlink(target, join(folder, 'evidence', 'link'));
      await expect(readBundle(folder, means)).rejects.toMatchObject({ code: 'bundle-unsafe' });
    }
  });

  it.each(['../evil', 'a/../../evil', '/etc/passwd', 'a\\..\\b', 'C:evil', 'a//b', './a', 'a\0b'])('a zip with the name %j', async (name) => {
    await expect(readBundle(await zipOf({ ...entries(''), [name]: Buffer.from('x') }), means)).rejects.toMatchObject({ code: 'bundle-unsafe' });
  });

  it('a zip with a name that an object cannot hold', async () => {
    const zip = Buffer.from(zipSync({ ...entries(''), XXprotoXX: Buffer.from('{}') }));
    for (let at = zip.indexOf('XXprotoXX'); at !== -1; at = zip.indexOf('XXprotoXX')) zip.write('__proto__', at);
    await expect(readBundle(await writeSingle('proto.zip', zip), means)).rejects.toMatchObject({ code: 'bundle-unsafe' });
  });

  it('a zip with one name twice', async () => {
    const zip = Buffer.from(zipSync({ ...entries(''), 'report.jsoX': Buffer.from('{}') }));
    for (let at = zip.indexOf('report.jsoX'); at !== -1; at = zip.indexOf('report.jsoX')) zip.write('report.json', at);
    await expect(readBundle(await writeSingle('twice.zip', zip), means)).rejects.toMatchObject({ code: 'bundle-unsafe' });
  });

  it('a zip or folder that is larger than any bundle, before it is unpacked', async () => {
    const bomb = await zipOf({ 'manifest.json': new Uint8Array(5_000_000) });
    const limits = { bytes: 1_000_000, files: 100 };
    await expect(readBundle(bomb, { ...means, limits })).rejects.toMatchObject({ code: 'bundle-unsafe' });
    const folder = await writeFolder(bundle);
    await expect(readBundle(folder, { ...means, limits: { bytes: 1000, files: 100 } })).rejects.toMatchObject({ code: 'bundle-too-large' });
    await expect(readBundle(folder, { ...means, limits: { bytes: 1e9, files: 3 } })).rejects.toMatchObject({ code: 'bundle-too-large' });
  });

  it('a zip whose directory lies about a size', async () => {
    const zip = Buffer.from(zipSync({ 'manifest.json': new Uint8Array(5_000_000) }));
    const at = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    zip.writeUInt32LE(10, at + 24);
    const read = await readBundle(await writeSingle('lie.zip', zip), { ...means, limits: { bytes: 1_000_000, files: 10 } }).catch(() => null);
    expect(read?.files.get('manifest.json')?.length ?? 0).toBeLessThanOrEqual(10);
  });

  it('a zip that is cut off', async () => {
    const zip = zipSync(entries(''));
    await expect(readBundle(await writeSingle('cut.zip', zip.subarray(0, zip.length >> 1)), means)).rejects.toMatchObject({ code: 'bundle-unsafe' });
  });

  it('anything else', async () => {
    await expect(readBundle(await writeSingle('report.json', Buffer.from('{}')), means)).rejects.toMatchObject({ code: 'bundle-unknown' });
    await expect(readBundle(join(await openFolder(), 'nowhere'), means)).rejects.toMatchObject({ code: 'bundle-not-found' });
    await expect(readBundle('/dev/null', means)).rejects.toMatchObject({ code: 'bundle-unsafe' });
  });
});
