import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startAuthority, type AuthorityFault } from '../evidence/support/authority-server.ts';
import { AS_OF, configure, openFolder, openSource, PERIOD, readTree, run, tenantAt, type Ended } from '../support/pipeline.ts';
import { createSigner, SIGNER_PASSWORD } from '../support/signer.ts';
import { typeAt } from './archive-source.ts';
import { typeVerify, verified } from './verify-bench.ts';

const AT = new Date('2025-11-02T05:00:30Z');
const KEY = { key: { file: './signing.pem' } };
const PDF = { pdf: { certificate: { file: './report.p12' }, password: { env: 'P12_PASSWORD' } } };

type Made = { readonly folder: string; readonly bundle: string; readonly run: () => Promise<Ended>; readonly requests: readonly unknown[] };

/** A folder with a pair of keys, a certificate and a configuration. */
const open = async (signing: object, formats: readonly string[] = ['json'], p12?: Uint8Array): Promise<Made> => {
  const simulator = await openSource();
  const folder = await openFolder();
  await typeAt(folder, Date.parse(AS_OF), ['keys', 'new', 'signing.pem'], {});
  if (p12 !== undefined) await writeFile(join(folder, 'report.p12'), p12);
  await configure(folder, [tenantAt(simulator.url)], { report: { formats }, signing });
  return {
    folder,
    bundle: join(folder, 'reports', 'contoso', PERIOD),
    run: () => run(folder, [], { P12_PASSWORD: SIGNER_PASSWORD }),
    requests: simulator.requests,
  };
};

/** Short only for an authority that never answers: one that does may take its time on a busy machine. */
const stampAt = (url: string, timeout = '30s') => ({ timestamp: { url, timeout } });

describe('key, time stamp and certificate together', () => {
  it('seal a bundle; verify says all three; the PDF alone is verified, too', async () => {
    const authority = await startAuthority(AT);
    const made = await open({ ...KEY, ...PDF, ...stampAt(authority.url) }, ['json', 'pdf'], await createSigner({ name: 'Contoso Backup' }));
    const ended = await made.run();
    expect([ended.code, ended.err.includes(SIGNER_PASSWORD), ended.out.includes('Missing')]).toEqual([0, false, false]);
    expect(authority.queries).toHaveLength(1);

    const { code, out } = await typeVerify(made.bundle, '--key', join(made.folder, 'signing.pem.pub'));
    expect([code, out]).toEqual([0, expect.stringContaining('The signature is good, by the trusted key')]);
    expect(out).toContain('The time stamp says 2025-11-02T05:00:30.000Z, by Test authority');
    expect(out).toMatch(
      /report\.pdf is signed by CN=Contoso Backup \(certificate SHA-256 [0-9a-f]{64}\), at its own word on 2025-11-02T05:00:00\.000Z; nothing of it was changed since\. Whether to trust this certificate was not judged\./,
    );

    const pdf = join(made.bundle, 'report.pdf');
    const alone = await verified(pdf);
    expect(alone).toMatchObject({ code: 0, kind: 'pdf', bad: [] });
    expect(alone.checks.map((one) => one.code)).toEqual(expect.arrayContaining(['manifest-intact', 'file-intact', 'pdf-signature-good']));

    const bytes = await readFile(pdf);
    const revisions = bytes.toString('latin1').split('%%EOF');
    await writeFile(pdf, bytes.subarray(0, (revisions[0]?.length ?? 0) + '%%EOF\n'.length));
    const cut = await verified(pdf);
    const missing = /^report\.pdf carries no signature, although the manifest announces one by the certificate with SHA-256 [0-9a-f]{64}/;
    expect([cut.code, revisions.length, cut.bad]).toEqual([1, 3, [expect.stringMatching(missing)]]);
    await writeFile(pdf, Buffer.concat([bytes, Buffer.from('\n')]));
    const added = 'The signature in report.pdf is bad: something was added to the file after it was signed.';
    expect((await verified(pdf)).bad).toEqual([added]);
    expect((await verified(made.bundle)).bad).toContain(added);

    const written = [...(await readTree(join(made.folder, 'reports')))].filter(([, content]) => content.includes(SIGNER_PASSWORD));
    expect(written).toEqual([]);
  });
});

describe('a time stamp authority that', () => {
  it.each<[AuthorityFault, sentence: RegExp]>([
    ['404', /has no time stamp of http:\/\/127\.0\.0\.1:\d+\/tsr, because it answered with status 404/],
    ['500', /because it answered with status 500.*, asked 2 times\. Make the report again/],
    ['hang', /because it did not answer in time \(.*\), asked 2 times\./],
    ['oversized', /because its answer was larger than any time stamp/],
    ['html', /because its answer was no time stamp, but text\/html\. Check that signing\.timestamp\.url/],
    ['redirect', /because it redirected, which was refused \(a link to another server: http:\/\/elsewhere\.test\)\. Write the address/],
    ['rejected', /because its answer is no good time stamp: the authority did not grant it\./],
    ['wrong-imprint', /because its answer is no good time stamp: it was made for something else\./],
    ['wrong-usage', /because its answer is no good time stamp: its certificate is not one for time stamps\./],
    ['garbage', /because its answer is no good time stamp: it /],
  ])('answers with %s costs no report: it is whole, signed, without a stamp, and that is said', async (fault, sentence) => {
    const authority = await startAuthority(AT, fault);
    const made = await open({ ...KEY, ...stampAt(authority.url, fault === 'hang' ? '250ms' : '30s') });
    const { code, out } = await made.run();
    expect([code, out.replaceAll(/\s+/g, ' ')]).toEqual([3, expect.stringMatching(sentence)]);
    const said = await verified(made.bundle, '--key', join(made.folder, 'signing.pem.pub'));
    expect(said).toMatchObject({ code: 0, result: 'agrees', bad: [] });
    expect(said.checks.map((one) => one.code)).toEqual(expect.arrayContaining(['signature-good', 'timestamp-none']));
    expect([...(await readTree(made.bundle)).keys()]).not.toContain('manifest.tsr.json');
  });

  it('is well again stamps the report that is made again, also without a key', async () => {
    const authority = await startAuthority(AT, '500-once');
    const made = await open(stampAt(authority.url));
    expect((await made.run()).code).toBe(0);
    expect((await verified(made.bundle)).checks.map((one) => one.code)).toEqual(expect.arrayContaining(['signature-none', 'timestamp-good']));
    await writeFile(join(made.bundle, 'manifest.tsr.json'), '{}');
    expect((await verified(made.bundle)).bad).toEqual([expect.stringMatching(/^The time stamp is bad: the file cannot be read/)]);
  });
});

describe('a report made again from the archive', () => {
  it.each([
    ['with a key', KEY],
    ['without a key', {}],
  ])('%s is the same bundle and keeps its stamp, whatever becomes of the authority', async (_what, key) => {
    const authority = await startAuthority(AT, '500-later');
    const [simulator, folder] = [await openSource(), await openFolder()];
    const type = (...argv: readonly string[]) => typeAt(folder, Date.parse(AS_OF), argv);
    await type('keys', 'new', 'signing.pem');
    await configure(folder, [tenantAt(simulator.url)], {
      archive: './vdc-report.db',
      report: { formats: ['json'] },
      signing: { ...key, ...stampAt(authority.url) },
    });
    expect((await type('collect')).code).toBe(0);
    expect((await type('report', '--period', PERIOD)).code).toBe(0);
    const first = await readTree(join(folder, 'reports'));
    expect([...first.keys()]).toContain(`contoso/${PERIOD}/manifest.tsr.json`);
    expect((await type('report', '--period', PERIOD)).code).toBe(0);
    expect(await readTree(join(folder, 'reports'))).toEqual(first);
    expect(authority.queries).toHaveLength(1);
    // A stamp that does not hold is no reason to ask nobody.
    await writeFile(join(folder, 'reports', 'contoso', PERIOD, 'manifest.tsr.json'), '{}');
    expect((await type('report', '--period', PERIOD)).code).toBe(3);
    expect(authority.queries).toHaveLength(3);
  });
});

describe('a certificate for the PDF that', () => {
  it.each<[what: string, signing: object, p12: Uint8Array | undefined, sentence: RegExp]>([
    ['is not there', PDF, undefined, /signing\.pdf\.certificate: the file .*report\.p12 cannot be read \(ENOENT\)\./],
    ['is none', PDF, Buffer.from('none'), /signing\.pdf\.certificate: the file .*report\.p12 could not be opened: it is no PKCS#12 file/],
    [
      'has no password',
      { pdf: { ...PDF.pdf, password: { env: 'NOT_SET' } } },
      Buffer.from('none'),
      /signing\.pdf\.password: the environment variable NOT_SET is not set; it should hold the password of the certificate\./,
    ],
  ])('%s is a mistake before anything runs', async (_what, signing, p12, sentence) => {
    const made = await open(signing, ['json', 'pdf'], p12);
    const { code, out, err } = await made.run();
    expect([code, out, err, made.requests]).toEqual([2, '', expect.stringMatching(sentence), []]);
  });

  it('opens with another password is refused, and neither password is said', async () => {
    const made = await open(PDF, ['json', 'pdf'], await createSigner());
    const { code, out, err } = await run(made.folder, ['--verbose'], { P12_PASSWORD: 'another-password' });
    expect([code, out, err, made.requests]).toEqual([2, '', expect.stringContaining('or the password is another.'), []]);
    expect(err).not.toContain('another-password');
  });

  it('is not needed is not opened', async () => {
    const made = await open(PDF, ['json']);
    expect((await made.run()).code).toBe(0);
  });
});
