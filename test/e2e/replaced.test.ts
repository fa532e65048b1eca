import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/model/sha256.ts';
import { startAuthority } from '../evidence/support/authority-server.ts';
import { AS_OF, configure, openFolder, openSource, PERIOD, readTree, tenantAt, type Ended } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';
import { verified } from './verify-bench.ts';

type Supersedes = { readonly reportId: string; readonly manifestSha256: string | null; readonly reason: string };
type Open = { readonly folder: string; readonly bundle: string; readonly report: (...argv: readonly string[]) => Promise<Ended> };

/** An archive with one collection in it, of which any report can be made. */
const open = async (changes: object = {}): Promise<Open> => {
  const [simulator, folder] = [await openSource(), await openFolder()];
  await configure(folder, [tenantAt(simulator.url)], { archive: './vdc-report.db', report: { formats: ['json'] }, ...changes });
  const type = (...argv: readonly string[]) => typeAt(folder, Date.parse(AS_OF), argv);
  expect((await type('collect')).code).toBe(0);
  return {
    folder,
    bundle: join(folder, 'reports', 'contoso', PERIOD),
    report: (...argv) => type('report', ...(argv.includes('--period') ? [] : ['--period', PERIOD]), ...argv),
  };
};

const supersedesIn = async (bundle: string): Promise<Supersedes | null> =>
  (JSON.parse(await readFile(join(bundle, 'manifest.json'), 'utf8')) as { supersedes: Supersedes | null }).supersedes;
const hashIn = async (bundle: string): Promise<string> => sha256(await readFile(join(bundle, 'manifest.json')));
const reportIdIn = async (bundle: string): Promise<string> =>
  (JSON.parse(await readFile(join(bundle, 'report.json'), 'utf8')) as { reportId: string }).reportId;
const codesOf = (checks: readonly { readonly code: string }[], start: string): readonly string[] =>
  checks.map(({ code }) => code).filter((code) => code.startsWith(start));

describe('the same report, made again', () => {
  it('in another form names the bundle that it replaces, in what they differ, and keeps its cover', async () => {
    const { folder, bundle, report } = await open();
    expect((await report()).code).toBe(0);
    const [before, content, reportId] = [await hashIn(bundle), await readFile(join(bundle, 'report.json'), 'utf8'), await reportIdIn(bundle)];
    expect(await supersedesIn(bundle)).toBeNull();
    expect((await report('--format', 'json,csv')).code).toBe(0);
    const reason = 'the same report, made again: added gaps.csv, objects.csv, sessions.csv';
    expect(await supersedesIn(bundle)).toEqual({ reportId, manifestSha256: before, reason });
    expect(await readFile(join(bundle, 'report.json'), 'utf8')).toBe(content);

    const aside = join(folder, 'reports', 'contoso', '.superseded', reportId);
    const alone = await verified(bundle);
    expect([alone.code, alone.result, codesOf(alone.checks, 'replaced')]).toEqual([0, 'agrees', ['replaced-not-given']]);
    const both = await verified(bundle, '--earlier', aside);
    expect([both.code, codesOf(both.checks, 'replaced'), codesOf(both.checks, 'earlier')]).toEqual([0, ['replaced-holds'], []]);

    const tree = await readTree(join(folder, 'reports'));
    expect((await report('--format', 'json,csv')).code).toBe(0);
    expect(await readTree(join(folder, 'reports'))).toEqual(tree);
  });

  it('after another report of the period keeps saying which one that was', async () => {
    const { bundle, report } = await open();
    await report('--as-of', '2025-10-20');
    const [first, hash] = [await reportIdIn(bundle), await hashIn(bundle)];
    await report();
    const final = { reportId: first, manifestSha256: hash, reason: 'final after provisional' };
    expect(await supersedesIn(bundle)).toEqual(final);
    const bytes = await hashIn(bundle);
    await report();
    expect([await supersedesIn(bundle), await hashIn(bundle)]).toEqual([final, bytes]);
    await report('--format', 'json,csv');
    expect(await supersedesIn(bundle)).toMatchObject({ reportId: await reportIdIn(bundle), manifestSha256: bytes });
    expect(JSON.parse(await readFile(join(bundle, 'report.json'), 'utf8'))).toMatchObject({
      supersedes: { reportId: first, reason: 'final after provisional' },
    });
    expect(await verified(bundle)).toMatchObject({ code: 0, result: 'agrees', bad: [] });
  });

  it('breaks no chain: what was given in place of a link says so', async () => {
    const { folder, bundle, report } = await open();
    await report('--period', '2025-09');
    await report();
    const earlier = join(folder, 'reports', 'contoso', '2025-09');
    const reportId = await reportIdIn(earlier);
    await report('--period', '2025-09', '--format', 'json,csv');
    const said = await verified(bundle, '--earlier', earlier);
    expect([said.code, codesOf(said.checks, 'chain-replaced'), codesOf(said.checks, 'earlier')]).toEqual([0, ['chain-replaced'], []]);
    const whole = await verified(bundle, '--earlier', earlier, '--earlier', join(folder, 'reports', 'contoso', '.superseded', reportId));
    expect([whole.code, codesOf(whole.checks, 'chain')]).toEqual([0, ['chain-holds', 'chain-begins']]);
  });

  it('keeps the stamp of a bundle that had replaced another, while the authority is down', async () => {
    const authority = await startAuthority(new Date('2025-11-02T05:00:30Z'));
    const { folder, bundle, report } = await open({ signing: { timestamp: { url: authority.url } } });
    expect((await report('--as-of', '2025-10-20')).code).toBe(0);
    expect((await report()).code).toBe(0);
    expect(authority.queries).toHaveLength(2);
    const tree = await readTree(join(folder, 'reports'));
    expect((await report()).code).toBe(0);
    expect([authority.queries.length, await readTree(join(folder, 'reports'))]).toEqual([2, tree]);
    await writeFile(join(bundle, 'manifest.json'), 'no manifest');
    expect((await report()).code).toBe(0);
    expect(await supersedesIn(bundle)).toMatchObject({ reason: 'the same report, made again' });
  });
});
