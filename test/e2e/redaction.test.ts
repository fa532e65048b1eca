import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Report } from '../../src/model/report.ts';
import { readReport } from '../../src/report/compose.ts';
import { startSimulator, type Simulator } from '../../src/simulator/server.ts';
import { layersOf } from '../support/layers.ts';
import { configure, KEY, PERIOD, readTree, tenantAt, type Ended } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';
import { CANARIES, canaryWorld, NOW } from './canary-world.ts';

const SECRET = 'a-secret-of-this-test-only';
const ENV = { VDC_KEY: KEY, REDACT_KEY: SECRET, OTHER_KEY: 'another-secret-of-this-test' };

let folder = '';
let simulator: Simulator;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'vdc-report-redact-')));
  simulator = await startSimulator({ world: canaryWorld(NOW), apiKey: KEY, now: () => NOW, faults: [] });
  const tenants = ['contoso', 'fabrikam'].map((id) => tenantAt(simulator.url, { id }));
  await configure(folder, tenants, { archive: './vdc-report.db', report: { formats: ['json'], redactKey: { env: 'REDACT_KEY' } } });
  expect((await typeAt(folder, NOW, ['collect', '--quiet'], ENV)).err).toBe('');
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

const report = (out: string, argv: readonly string[], env: Readonly<Record<string, string>> = ENV): Promise<Ended> =>
  typeAt(folder, NOW, ['report', '--period', PERIOD, '--tenant', 'contoso', '--out', out, ...argv], env);

const bundle = async (out: string, tenant = 'contoso', period = PERIOD): Promise<ReadonlyMap<string, Buffer>> =>
  readTree(join(folder, out, tenant, period));

const reportOf = async (out: string, tenant = 'contoso', period = PERIOD): Promise<Report> =>
  readReport(String((await bundle(out, tenant, period)).get('report.json')));

const aliasesIn = ({ jobs }: Report): readonly string[] => jobs.flatMap(({ objects }) => objects?.persistentlyFailing.map(({ name }) => name) ?? []);

/** The canaries that sing, and where. */
const heard = async (files: ReadonlyMap<string, Buffer>): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const [name, bytes] of files) {
    const text = (await layersOf(name, bytes)).join('\n').toLowerCase();
    found.push(...CANARIES.filter((canary) => text.includes(canary)).map((canary) => `${canary} in ${name}`));
  }
  return found;
};

const ALL_FORMATS = ['--format', 'html,pdf,json,csv,junit,markdown'];

describe('a bundle with redaction', () => {
  it.each(['pseudonym', 'full'])('holds no name of any object in any byte: %s', async (redact) => {
    const { code, out, err } = await report(redact, ['--redact', redact, ...ALL_FORMATS]);
    expect([code, err]).toEqual([3, expect.any(String)]);
    const files = await bundle(redact);
    expect([...files.keys()].toSorted()).toEqual(
      [
        'email.eml',
        'gaps.csv',
        'junit.xml',
        'manifest.json',
        'objects.csv',
        'report.html',
        'report.json',
        'report.pdf',
        'sessions.csv',
        'summary.md',
      ].toSorted(),
    );
    expect(await heard(files)).toEqual([]);
    expect(CANARIES.filter((canary) => `${out}${err}`.toLowerCase().includes(canary))).toEqual([]);
    const made = await reportOf(redact);
    expect([made.redaction, aliasesIn(made).length > 0]).toEqual([redact, true]);
    expect(JSON.parse(String(files.get('manifest.json')))).toMatchObject({ redaction: redact, evidence: { sha256: null } });
    expect(String(files.get('report.html'))).toContain(redact === 'full' ? 'left out; the numbers' : 'replaced by keyed pseudonyms');
    expect(String(files.get('report.html'))).toContain(aliasesIn(made)[0] ?? 'no alias');
  });

  it('is heard of where nothing is redacted, so that the search above means something', async () => {
    await report('open', ALL_FORMATS);
    const files = await bundle('open');
    const found = await heard(files);
    expect(CANARIES.filter((canary) => !found.some((where) => where.startsWith(canary) && where.includes('evidence/')))).toEqual([]);
    for (const name of ['report.json', 'report.html', 'report.pdf', 'email.eml'])
      expect(found.some((where) => where.endsWith(` ${name}`))).toBe(true);
  });

  it('has the same figures and causes, and another id', async () => {
    await report('figures', ['--redact', 'full']);
    await report('whole', []);
    const [redacted, whole] = [await reportOf('figures'), await reportOf('whole')];
    expect({ ...redacted.totals, verdict: redacted.verdict }).toEqual({ ...whole.totals, verdict: whole.verdict });
    expect(redacted.jobs.map(({ name, sessions }) => [name, sessions])).toEqual(whole.jobs.map(({ name, sessions }) => [name, sessions]));
    expect(redacted.provenance.evidence).toEqual(whole.provenance.evidence);
    expect(redacted.reportId).not.toBe(whole.reportId);
    const texts = redacted.jobs.flatMap(({ problems }) => problems.flatMap(({ reasons }) => reasons.map(({ text }) => text)));
    expect(texts).toContain('Failed to find group owner account');
    expect(texts).toContain('Could not ask ‹name› about ‹name›, since host ‹name› was closed by ‹name› (‹name›).');
  });

  it('numbers objects through the report, or gives pseudonyms that depend on key, tenant and object alone', async () => {
    await report('numbers', ['--redact', 'full']);
    expect(new Set(aliasesIn(await reportOf('numbers')))).toContain('mailbox 1');
    const aliases = async (out: string, tenant: string, period: string, env = ENV): Promise<readonly string[]> => {
      await typeAt(folder, NOW, ['report', '--period', period, '--tenant', tenant, '--out', out, '--redact', 'pseudonym'], env);
      return aliasesIn(await reportOf(out, tenant, period));
    };
    const first = await aliases('p1', 'contoso', PERIOD);
    for (const alias of first) expect(alias).toMatch(/^(?:mailbox|onedrive|site|team)-[0-9a-f]{8}$/);
    const common = (other: readonly string[]): number => other.filter((alias) => first.includes(alias)).length;
    expect(await aliases('p2', 'contoso', PERIOD)).toEqual(first);
    expect(common(await aliases('p3', 'contoso', '2025-W43'))).toBeGreaterThan(0);
    expect(common(await aliases('p4', 'fabrikam', PERIOD))).toBe(0);
    expect(common(await aliases('p5', 'contoso', PERIOD, { ...ENV, REDACT_KEY: ENV.OTHER_KEY }))).toBe(0);
  });

  it('keeps the other edition aside where both are made in one place', async () => {
    await report('both', []);
    const { reportId } = await reportOf('both');
    await report('both', ['--redact', 'full']);
    const files = await readTree(join(folder, 'both', 'contoso'));
    expect([...files.keys()]).toContain(`.superseded/${reportId}/evidence/index.json`);
    expect((await reportOf('both')).supersedes).toEqual({ reportId, reason: 'other redaction of names' });
  });

  it('verifies as far as it goes, and says what was not checked', async () => {
    await report('checked', ['--redact', 'full', '--format', 'html,json,csv']);
    const { code, out } = await typeAt(folder, NOW, ['verify', join(folder, 'checked', 'contoso', PERIOD)]);
    expect(code).toBe(0);
    expect(out).toContain(
      'Names of objects are redacted, so the responses of the source, which hold them, are not here: the report could not be recomputed.',
    );
    expect(out).toMatch(/(?:gaps\.csv|report\.html)[^\n]* were not made again\. Their hashes were checked\./);
    expect(out).not.toContain('Does not agree');
  });
});

describe('evidence', () => {
  it('can be left out where names are shown', async () => {
    await report('bare', ['--evidence', 'none']);
    const files = await bundle('bare');
    expect([...files.keys()].filter((name) => name.startsWith('evidence/'))).toEqual([]);
    expect((await reportOf('bare')).redaction).toBe('none');
    const { out } = await typeAt(folder, NOW, ['verify', join(folder, 'bare', 'contoso', PERIOD)]);
    expect(out).toContain('The responses of the source are not here: the report could not be recomputed.');
  });

  it.each(['pseudonym', 'full'])('never goes along with %s', async (redact) => {
    const { code, out, err } = await report('never', ['--redact', redact, '--evidence', 'full']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`--evidence full does not go with redact ${redact}: the raw responses name every mailbox and site, byte for byte.`);
    expect((await readTree(join(folder, 'never'))).size).toBe(0);
  });
});

describe('redaction in the configuration', () => {
  const inConfig = async (own: Readonly<Record<string, unknown>>, argv: readonly string[], env: Readonly<Record<string, string>> = ENV) => {
    const place = await realpath(await mkdtemp(join(tmpdir(), 'vdc-report-redact-')));
    try {
      await configure(place, [tenantAt(simulator.url)], { report: { formats: ['json'], ...own } });
      const ended = await typeAt(place, NOW, ['run', '--period', PERIOD, ...argv], env);
      return { ...ended, files: await readTree(join(place, 'reports', 'contoso', PERIOD)) };
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  };

  it('applies to run, and the command line can take it back', async () => {
    const own = { redact: 'pseudonym', redactKey: { env: 'REDACT_KEY' } };
    const kept = await inConfig(own, []);
    expect([kept.code, kept.files.has('evidence/index.json'), await heard(kept.files)]).toEqual([3, false, []]);
    const open = await inConfig(own, ['--redact', 'none']);
    expect([open.code, open.files.has('evidence/index.json')]).toEqual([3, true]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['is not set', { VDC_KEY: KEY }, 'Tenant contoso: the environment variable REDACT_KEY is not set; it should hold the key of the pseudonyms.'],
    [
      'is too short',
      { VDC_KEY: KEY, REDACT_KEY: 'short' },
      'Tenant contoso: the environment variable REDACT_KEY holds no usable key; pseudonyms need',
    ],
  ])('refuses a key that %s, before anything is done', async (_, env, sentence) => {
    const { code, err, files } = await inConfig({ redact: 'pseudonym', redactKey: { env: 'REDACT_KEY' } }, [], env);
    expect([code, files.size]).toEqual([2, 0]);
    expect(err).toContain(sentence);
  });

  it('refuses pseudonyms from the command line without a configured key', async () => {
    const { code, err } = await inConfig({}, ['--redact', 'pseudonym']);
    expect([code, err]).toEqual([2, expect.stringContaining('Tenant contoso: no report.redactKey is configured; pseudonyms need a secret key')]);
  });
});
