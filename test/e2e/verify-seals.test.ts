import { generateKeyPairSync } from 'node:crypto';
import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AS_OF, configure, KEY, openFolder, openSource, PERIOD, readTree, run, tenantAt, type Ended, type Env } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';
import { typeVerify, verified, without } from './verify-bench.ts';

const typeIn = (folder: string, ...argv: readonly string[]): Promise<Ended> => typeAt(folder, Date.parse(AS_OF), argv, {});

const JSON_ONLY = { formats: ['json'] };
const FILE = { signing: { key: { file: './signing.pem' } } };

/** A folder with a pair of keys and a configuration. */
const openSigned = async (changes: object = FILE): Promise<{ folder: string; bundle: string; requests: readonly unknown[] }> => {
  const simulator = await openSource();
  const folder = await openFolder();
  expect((await typeIn(folder, 'keys', 'new', 'signing.pem')).code).toBe(0);
  await configure(folder, [tenantAt(simulator.url)], { report: JSON_ONLY, ...changes });
  return { folder, bundle: join(folder, 'reports', 'contoso', PERIOD), requests: simulator.requests };
};

describe('keys new', () => {
  it('writes a pair, says its id and what to do next, and replaces nothing', async () => {
    const folder = await openFolder();
    const { code, out } = await typeIn(folder, 'keys', 'new', 'my.pem', '--json');
    const { keyId, privateKey, publicKey } = JSON.parse(out) as Record<string, string>;
    expect([code, keyId, privateKey, publicKey]).toEqual([
      0,
      expect.stringMatching(/^[0-9a-f]{64}$/),
      join(folder, 'my.pem'),
      join(folder, 'my.pem.pub'),
    ]);
    expect((await stat(join(folder, 'my.pem'))).mode & 0o777).toBe(0o600);
    const before = await readTree(folder);
    const again = await typeIn(folder, 'keys', 'new', 'my.pem');
    expect([again.code, again.out, again.err]).toEqual([2, '', expect.stringContaining('my.pem stands there already; no key was replaced.')]);
    expect(await readTree(folder)).toEqual(before);
    const other = await typeIn(folder, 'keys', 'new', 'other.pem');
    expect(other.out).toContain(`signing: { key: { file: ${JSON.stringify(join(folder, 'other.pem'))} } }`);
    expect(other.out).toMatch(/Key id: {6}[0-9a-f]{64}\n/);
  });

  it('leaves no lone private key where a public one is in the way', async () => {
    const folder = await openFolder();
    await writeFile(join(folder, 'my.pem.pub'), 'mine');
    expect((await typeIn(folder, 'keys', 'new', 'my.pem')).code).toBe(2);
    expect(await readdir(folder)).toEqual(['my.pem.pub']);
  });

  it.each([
    [['keys'], 'keys expects new and a path.'],
    [['keys', 'new'], 'keys expects new and a path.'],
    [['keys', 'nwe', 'x'], 'keys does not know "nwe"; did you mean new?'],
    [['verify'], 'verify expects the path of a bundle.'],
  ])('%j says what is missing', async (argv, sentence) => {
    const { code, err } = await typeIn(await openFolder(), ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

describe('a signed bundle', () => {
  it('agrees with the key that is trusted, not with another, and not when its signature is gone', async () => {
    const { folder, bundle } = await openSigned();
    expect((await run(folder)).code).toBe(0);
    const key = join(folder, 'signing.pem.pub');
    const { code, out } = await typeVerify(bundle, '--key', key);
    expect([code, out]).toEqual([0, expect.stringMatching(/The signature is good, by the trusted key [0-9a-f]{16}\./)]);
    expect((await typeVerify(bundle)).out).toContain('no trusted key was given, so nobody vouches for it.');

    await typeIn(folder, 'keys', 'new', 'other.pem');
    const other = join(folder, 'other.pem.pub');
    expect(await verified(bundle, '--key', other)).toMatchObject({ code: 1, bad: [expect.stringContaining('which is none of the trusted ones')] });
    expect(await verified(bundle, '--key', other, '--key', key)).toMatchObject({ code: 0, result: 'agrees' });

    await without(bundle, 'manifest.sig.json');
    expect(await verified(bundle)).toMatchObject({
      code: 1,
      bad: ['manifest.sig.json is missing, although the manifest announces a signature.'],
    });
  });

  it('is made with a key from the environment, which is nowhere written or said', async () => {
    const { folder, bundle } = await openSigned({ signing: { key: { env: 'SIGNING_KEY' } } });
    const pem = await readFile(join(folder, 'signing.pem'), 'utf8');
    const ended = await run(folder, ['--verbose'], { SIGNING_KEY: pem });
    expect(ended.code).toBe(0);
    expect(await verified(bundle, '--key', join(folder, 'signing.pem.pub'))).toMatchObject({ code: 0 });
    const secret = pem.split('\n')[1] ?? '';
    expect(secret.length).toBeGreaterThan(60);
    const written = [...(await readTree(join(folder, 'reports')))].filter(([, bytes]) => bytes.includes(secret)).map(([name]) => name);
    expect([written, `${ended.out}${ended.err}`.includes(secret)]).toEqual([[], false]);
  });

  it('that was not signed does not do for whoever names a key, and a private key is none to trust', async () => {
    const { folder, bundle } = await openSigned({});
    await run(folder);
    expect(await verified(bundle, '--key', join(folder, 'signing.pem.pub'))).toMatchObject({
      code: 1,
      bad: ['The bundle is not signed, although trusted keys were given.'],
    });
    const { code, err } = await typeVerify(bundle, '--key', join(folder, 'signing.pem'));
    expect([code, err]).toEqual([2, expect.stringMatching(/is no Ed25519 public key in PEM form\.\n {2}Name the public key/)]);
    expect((await typeVerify(bundle, '--key', join(folder, 'nowhere.pub'))).err).toContain('nowhere.pub cannot be read.');
  });
});

describe('a signing key that is', () => {
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const secret = (curve.split('\n')[1] ?? '').slice(0, 30);

  it.each<[what: string, signing: unknown, env: Env, sentence: RegExp]>([
    [
      'not there',
      { key: { file: './nowhere.pem' } },
      {},
      /signing\.key: the file .*nowhere\.pem cannot be read \(ENOENT\); it should hold the private key for signatures\./,
    ],
    ['in no variable', { key: { env: 'NO_KEY' } }, {}, /signing\.key: the environment variable NO_KEY is not set/],
    [
      'of another kind',
      { key: { env: 'EC_KEY' } },
      { EC_KEY: curve },
      /signing\.key: the environment variable EC_KEY is no Ed25519 private key in PEM form\.\n {2}Make a pair/,
    ],
    ['the public one', { key: { file: './signing.pem.pub' } }, {}, /signing\.pem\.pub is no Ed25519 private key/],
    ['written out', { key: curve }, {}, /signing\.key: found a literal value \(not shown\); expected \{ env: VARIABLE \} or \{ file: PATH \}/],
    ['written out one level above', curve, {}, /signing: found a literal value \(not shown\)/],
  ])('%s is a mistake: nothing is asked, written or repeated', async (_what, signing, env, sentence) => {
    const { folder, requests } = await openSigned({ signing });
    const before = await readdir(folder);
    const { code, out, err } = await run(folder, [], env);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(sentence)]);
    expect([err.includes(secret), requests, await readdir(folder)]).toEqual([false, [], before]);
  });

  it('open to everybody is used, with a word about it', async () => {
    const { folder } = await openSigned();
    await chmod(join(folder, 'signing.pem'), 0o644);
    const { code, err } = await run(folder);
    expect([code, err]).toEqual([0, expect.stringContaining('run chmod 600 on it.')]);
  });
});

describe('the chain of reports', () => {
  it('is followed through the earlier bundles that are given, and a changed or foreign one is named', async () => {
    const { folder, bundle } = await openSigned({ archive: './vdc-report.db' });
    expect((await run(folder, ['--period', '2025-09'])).code).toBe(0);
    expect((await run(folder)).code).toBe(0);
    const earlier = join(folder, 'reports', 'contoso', '2025-09');
    expect((await typeVerify(bundle)).out).toMatch(/The report before, [0-9a-f]+ of 2025-09, was not given: the chain was not followed to it\./);
    const { code, out } = await typeVerify(bundle, '--earlier', earlier);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/of 2025-09, is the one that this series names\.\n {4}The chain of reports begins here\./),
    ]);
    const unused = await typeVerify(earlier, '--earlier', bundle);
    expect([unused.code, unused.out]).toEqual([0, expect.stringContaining('is no link of the chain that leads here.')]);

    const manifest = await readFile(join(earlier, 'manifest.json'), 'utf8');
    await writeFile(join(earlier, 'manifest.json'), manifest.replace('"jobs": 5', '"jobs": 4'));
    expect(await verified(bundle, '--earlier', earlier)).toMatchObject({
      code: 1,
      bad: [expect.stringContaining('given as an earlier bundle, has no manifest that can be read (the checksum does not fit).')],
    });
    expect((await typeVerify(bundle, '--earlier', join(folder, 'reports'))).code).toBe(2);
  });

  it('a report that took the place of another agrees, and so does the one that it replaced', async () => {
    const { folder, bundle } = await openSigned({});
    await run(folder, ['--as-of', '2025-10-20']);
    await run(folder);
    const aside = join(folder, 'reports', 'contoso', '.superseded');
    const [replaced = ''] = await readdir(aside);
    const report = JSON.parse(await readFile(join(bundle, 'report.json'), 'utf8')) as { supersedes: { reportId: string } };
    expect(report.supersedes.reportId).toBe(replaced);
    for (const path of [bundle, join(aside, replaced)]) expect(await verified(path)).toMatchObject({ code: 0, result: 'agrees', bad: [] });
  });
});

it('needs no key of the source, no configuration and no archive', async () => {
  const { folder, bundle } = await openSigned({});
  await run(folder, [], { VDC_KEY: KEY });
  const { code, err } = await typeVerify(bundle);
  expect([code, err]).toEqual([0, '']);
});
