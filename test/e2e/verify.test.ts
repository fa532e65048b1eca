import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BundleFiles } from '../../src/evidence/bundle.ts';
import { readManifest } from '../../src/evidence/manifest.ts';
import { withFile } from '../evidence/support/small-bundle.ts';
import { repaired } from '../evidence/support/repair.ts';
import { packedTables } from '../render/support/bombs.ts';
import { openFolder, PERIOD, startProgram } from '../support/pipeline.ts';
import { laidOut, madeBundle, typeVerify, verified, without } from './verify-bench.ts';

let contoso: BundleFiles;
let fabrikam: BundleFiles;
const roots: string[] = [];

beforeAll(async () => {
  const open = async (): Promise<string> => {
    const root = await mkdtemp(join(tmpdir(), 'vdc-report-verify-'));
    roots.push(root);
    return root;
  };
  contoso = await madeBundle(await open(), 'contoso', { report: { formats: ['html', 'pdf', 'json', 'csv', 'junit', 'markdown'] } });
  fabrikam = await madeBundle(await open(), 'fabrikam', { policy: { rpo: '12h' } });
});
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true, force: true }))));

const bytesOf = ({ files }: BundleFiles, name: string): Buffer => Buffer.from(files.get(name) ?? []);
const flipped = (bytes: Uint8Array): Buffer => {
  const place = Math.floor(bytes.length / 2);
  return Buffer.from(bytes.map((byte, index) => (index === place ? byte ^ 1 : byte)));
};
const single = async (name: string, bytes: Uint8Array): Promise<string> => {
  const path = join(await openFolder(), name);
  await writeFile(path, bytes);
  return path;
};
const zipOf = (files: ReadonlyMap<string, Uint8Array>, prefix: string): Promise<string> =>
  single('bundle.zip', zipSync(Object.fromEntries([...files].map(([name, bytes]) => [prefix + name, new Uint8Array(bytes)]))));

describe('an untouched bundle', () => {
  it('agrees, in words: what was checked, what was not, and one line that concludes', async () => {
    const { code, out, err } = await typeVerify(await laidOut(contoso));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^✓ Agrees\n {4}manifest\.json is whole; SHA-256 [0-9a-f]{64}\.\n {4}\d+ files are as the manifest lists them\.\n/);
    expect(out).toMatch(/^ {4}report\.json was recomputed from the responses: all \d{4} values agree\.$/m);
    expect(out).toContain(
      '    gaps.csv, junit.xml, objects.csv, report.html, report.json, sessions.csv and summary.md were made again: the same bytes.\n',
    );
    expect(out).toContain('\n? Not checked\n    report.pdf: what its pages show was not compared with the report.\n');
    expect(out).toContain('    The bundle is not signed: somebody who changes all of it is not noticed.\n');
    expect(out).toContain('    report.pdf carries no signature of its own.\n');
    expect(out).not.toContain('Does not agree');
    expect(out).toMatch(/\n\n✓ AGREES {2}contoso Ltd \(contoso\) · 2025-10, final · \d+ checks agree; 5 things were not checked\.\n$/);
  });

  it.each(['', '2025-10/', 'reports/contoso/2025-10/'])('agrees as a zip, with %j before each name', async (prefix) => {
    expect(await verified(await zipOf(contoso.files, prefix))).toMatchObject({ code: 0, result: 'agrees', bad: [] });
  });

  it('agrees as its PDF alone, as far as that goes', async () => {
    const path = await single('report.pdf', bytesOf(contoso, 'report.pdf'));
    const { code, out } = await typeVerify(path);
    expect(code).toBe(0);
    expect(out).toContain('The responses of the source are not here: the report could not be recomputed.');
    expect(out).toContain('a PDF alone shows none of them.');
    expect(out).not.toMatch(/chain of reports begins|is not signed/);
    expect(out).toMatch(/^\? AGREES, BUT NOT RECOMPUTED {2}contoso Ltd/m);
    expect((await verified(path)).result).toBe('agrees-in-part');
  });

  it('with --quiet is one line, with --verbose a line for each check', async () => {
    const path = await laidOut(contoso);
    expect((await typeVerify(path, '--quiet')).out).toMatch(/^✓ AGREES .*\n$/);
    const { counts } = await verified(path);
    const { out } = await typeVerify(path, '--verbose');
    expect(out.match(/^ {4}/gm)).toHaveLength(Object.values(counts).reduce((sum, count) => sum + count));
  });

  it('agrees by the command that its report prints, in the folder of all reports', async () => {
    const [, args = ''] = /vdc-report (verify [^<]*)</.exec(bytesOf(contoso, 'report.html').toString()) ?? [];
    const root = await mkdtemp(join(tmpdir(), 'vdc-report-verify-'));
    roots.push(root);
    await madeBundle(root);
    const { code, out } = await startProgram(join(root, 'reports'), args.trim().split(' ')).ended;
    expect([args, code]).toEqual([`verify contoso/${PERIOD}`, 0]);
    // The folder's bundle was made by another version than the program that is started here.
    expect(out).toContain('VALUES AGREE, PAGES NOT COMPARED');
  });
});

describe('a bundle in which', () => {
  it('one byte of any file was changed is found out, by the name of that file', async () => {
    const names = [...contoso.files.keys()];
    expect(names.length).toBeGreaterThan(13);
    for (const name of names) {
      const { code, bad } = await verified(await laidOut(withFile(contoso, name, flipped(bytesOf(contoso, name)))));
      expect([name, code, bad.some((text) => text.startsWith(name))]).toEqual([name, 1, true]);
    }
  });

  it('a number was edited, and the manifest made to fit, is found out by path and both values', async () => {
    const text = bytesOf(contoso, 'report.json').toString();
    const [, success = ''] = /"success": (\d+)/.exec(text) ?? [];
    const edited = text.replace(`"success": ${success}`, `"success": ${String(Number(success) + 1)}`);
    const { code, out } = await typeVerify(await laidOut(repaired(withFile(contoso, 'report.json', Buffer.from(edited)))));
    expect(code).toBe(1);
    expect(out).toContain(`    report.json states totals.runs.success as ${String(Number(success) + 1)}; recomputed it is ${success}.\n`);
    expect(out).toMatch(/^✗ DOES NOT AGREE /m);
  });

  it('the page shows something else, and the manifest was made to fit, is found out', async () => {
    const page = bytesOf(contoso, 'report.html').toString().replaceAll('contoso Ltd', 'Contoso Inc');
    const { code, bad } = await verified(await laidOut(repaired(withFile(contoso, 'report.html', Buffer.from(page)))));
    const sentence = expect.stringMatching(/^report\.html does not show the recomputed report: made again, it differs from byte \d+\.$/) as unknown;
    expect([code, bad]).toEqual([1, [sentence, 'report.pdf: manifest.json is not the one of this bundle.']]);
  });

  it('a page differs and another Node made it is found out, with that Node named', async () => {
    const page = Buffer.from(bytesOf(contoso, 'report.html').toString().replaceAll('Oct', 'Okt'));
    const read = readManifest(bytesOf(contoso, 'manifest.json'));
    const tool = read.ok ? { ...read.value.tool, node: 'v18.0.0' } : undefined;
    const bundle = repaired(withFile(contoso, 'report.html', page), tool === undefined ? {} : { tool });
    const { code, out } = await typeVerify(await laidOut(bundle));
    expect([code, out]).toEqual([1, expect.stringContaining(`Node v18.0.0 made the bundle, this is ${process.version},`)]);
    expect((await typeVerify(await laidOut(contoso))).out).not.toContain('made the bundle');
  });

  it('the evidence is another tenant’s is found out, with both tenants', async () => {
    const own = [...contoso.files].filter(([name]) => !name.startsWith('evidence/'));
    const foreign = [...fabrikam.files].filter(([name]) => name.startsWith('evidence/'));
    const { code, bad } = await verified(await laidOut(repaired({ kind: 'folder', files: new Map([...own, ...foreign]) })));
    expect([code, bad]).toEqual([
      1,
      expect.arrayContaining([
        'evidence/inputs.json does not belong here: its tenant is “fabrikam”; manifest.json says “contoso”.',
        expect.stringContaining('report.json states tenant.id as "contoso"; recomputed it is "fabrikam".'),
      ]),
    ]);
  });

  it('a file is missing, another was added, or the manifest is gone is found out', async () => {
    const path = await laidOut(withFile(contoso, 'notes.txt', Buffer.from('x')));
    await without(path, 'gaps.csv');
    expect(await verified(path)).toMatchObject({
      code: 1,
      bad: ['gaps.csv is listed, but missing.', 'notes.txt is not listed: it was added afterwards.'],
    });
    await without(path, 'manifest.json');
    expect(await verified(path)).toMatchObject({ code: 1, bad: ['manifest.json is missing: without it nothing can be checked.'] });
  });

  it('names try to take over the terminal is told of in plain letters', async () => {
    const hostile = '\u001b[31m\u001b]0;x\u0007‮evil\nx';
    const path = await laidOut(withFile(contoso, hostile, Buffer.from('x')));
    const text = await typeVerify(path);
    const json = await typeVerify(path, '--json');
    expect([text.code, json.code]).toEqual([1, 1]);
    for (const { out, err } of [text, json]) expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(text.out).toContain('    \\u001b[31m\\u001b]0;x\\u0007\\u202eevil x is not listed: it was added afterwards.\n');
    expect((JSON.parse(json.out) as { checks: { subject: string }[] }).checks.map(({ subject }) => subject)).toContain(hostile);
  });
});

describe('a PDF alone that', () => {
  it.each<[what: string, pdf: () => Uint8Array, sentence: string]>([
    [
      'was cut off',
      () => bytesOf(contoso, 'report.pdf').subarray(0, 5000),
      'report.pdf cannot be read (its end is missing: it was cut off, for instance when it was copied).',
    ],
    ['unpacks to gigabytes', packedTables, 'report.pdf cannot be read (reading it takes more memory than any report).'],
  ])('%s does not agree: exit code 1', async (_what, pdf, sentence) => {
    expect(await verified(await single('report.pdf', pdf()))).toMatchObject({ code: 1, result: 'differs', bad: [sentence] });
  });
});

describe('what is no bundle', () => {
  it.each<[what: string, make: () => Promise<string>, sentence: RegExp]>([
    [
      'a folder of something else',
      async () => join(await laidOut({ files: new Map([['a.txt', Buffer.from('x')]]) })),
      /is no bundle: it holds neither manifest\.json nor report\.json\.\n {2}Name the folder of one period/,
    ],
    ['an empty folder', openFolder, /is no bundle: the folder is empty/],
    ['a path that is not there', async () => join(await openFolder(), 'nowhere'), /nowhere does not exist\./],
    [
      'a file of something else',
      () => single('report.html', bytesOf(contoso, 'report.html')),
      /is neither a bundle's folder, nor a zip of it, nor its PDF/,
    ],
    [
      'a zip of several bundles',
      () =>
        zipOf(
          new Map(
            [...contoso.files].flatMap(
              ([name, bytes]) =>
                [
                  [`a/${name}`, bytes],
                  [`b/${name}`, bytes],
                ] as const,
            ),
          ),
          '',
        ),
      /is no bundle: the zip holds several bundles/,
    ],
    [
      'a cut zip',
      async () => single('cut.zip', (await readFile(await zipOf(contoso.files, ''))).subarray(0, 5000)),
      /is a damaged zip file; nothing was checked/,
    ],
  ])('%s: exit code 2', async (_what, make, sentence) => {
    const { code, out, err } = await typeVerify(await make());
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(sentence)]);
  });

  it('but holds bundles: they are named', async () => {
    const above = await laidOut({ files: new Map([...contoso.files].map(([name, bytes]) => [`contoso/2025-10/${name}`, bytes])) });
    const { code, err } = await typeVerify(above);
    expect([code, err]).toEqual([2, expect.stringContaining(`such as ${join(above, 'contoso', '2025-10')}.`)]);
  });
});

it('a bundle made in one zone agrees in another zone and language, in a process of its own', async () => {
  const folder = await openFolder();
  const made = await startProgram(folder, ['demo', '--format', 'html,json,csv,junit,markdown', '--quiet'], {
    TZ: 'America/St_Johns',
    LC_ALL: 'de_DE.UTF-8',
  }).ended;
  expect(made.code).toBe(0);
  const elsewhere = { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  const { code, out, err } = await startProgram(folder, ['verify', 'reports/contoso/2026-10'], elsewhere).ended;
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('gaps.csv, junit.xml, objects.csv, report.html, report.json, sessions.csv and summary.md were made again: the same bytes.');
  expect(out).toMatch(/^✓ AGREES {2}Contoso Ltd \(contoso\) · 2026-10, final/m);
});
