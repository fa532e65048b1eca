import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/report/compose.ts';
import { parseFault } from '../../src/simulator/parse-fault.ts';
import { createWorld } from '../../src/simulator/world.ts';
import {
  bundleFile,
  configure,
  openFolder,
  openSource,
  PERIOD,
  readTree,
  reportIn,
  run,
  SOURCE_NOW,
  tenantAt,
  type Env,
} from '../support/pipeline.ts';

const place = (tenant: string, ...parts: readonly string[]): string => ['reports', tenant, ...parts].join('/');
const namesIn = async (folder: string): Promise<readonly string[]> =>
  [...(await readTree(join(folder, 'reports'))).keys()].map((name) => name.slice(name.lastIndexOf('/') + 1));

describe('the bundle of a run', () => {
  it('holds what is wanted, and the report and the mail in any case', async () => {
    const simulator = await openSource();
    const folder = await openFolder();
    await configure(folder, [tenantAt(simulator.url)]);
    const { code, out } = await run(folder, ['--json']);
    const files = ['report.html', 'report.json', 'sessions.csv', 'gaps.csv', 'objects.csv', 'email.eml'];
    const listed = files.map((name) => ({ name, path: join(folder, place('contoso', PERIOD, name)) }));
    const tenant = { id: 'contoso', name: 'Contoso Ltd', verdict: 'pass', state: 'final', missing: [], delivery: 'none', error: null };
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { exitCode: 0, tenants: [{ ...tenant, folder: join(folder, place('contoso', PERIOD)), files: expect.arrayContaining(listed) as unknown }] },
    ]);
    expect(await namesIn(folder)).toEqual(expect.arrayContaining([...files, 'manifest.json', 'index.json', 'inputs.json', 'jobs.gz', 'job-0001.gz']));
    expect((await run(folder, ['--out', 'csv', '--format', 'csv'])).code).toBe(0);
    expect((await readdir(join(folder, 'csv', 'contoso', PERIOD))).toSorted()).toEqual([
      'email.eml',
      'evidence',
      'gaps.csv',
      'manifest.json',
      'objects.csv',
      'report.json',
      'sessions.csv',
    ]);
  });

  it('is never seen half-written', async () => {
    const simulator = await openSource();
    const folder = await openFolder();
    await configure(folder, [tenantAt(simulator.url)]);
    const seen = new Set<string>();
    let isRunning = true;
    const watch = async (): Promise<void> => {
      while (isRunning) seen.add((await readdir(join(folder, place('contoso', PERIOD))).catch(() => [])).toSorted().join());
    };
    const watching = watch();
    await run(folder).finally(() => (isRunning = false));
    await watching;
    seen.add((await readdir(join(folder, place('contoso', PERIOD)))).toSorted().join());
    expect([...seen]).toEqual(['', 'email.eml,evidence,gaps.csv,manifest.json,objects.csv,report.html,report.json,sessions.csv']);
  });

  it('is left alone by a run that finds the same, and kept aside by one that finds something else', async () => {
    const simulator = await openSource();
    const folder = await openFolder();
    await configure(folder, [tenantAt(simulator.url)]);
    await run(folder);
    const before = await readTree(folder);
    const { reportId } = await reportIn(folder);
    expect((await run(folder)).code).toBe(0);
    expect(await readTree(folder)).toEqual(before);
    simulator.setFaults([parseFault('404@job=2')]);
    expect((await run(folder)).code).toBe(3);
    const after = await readTree(folder);
    for (const [name, bytes] of before) {
      const aside = name.replace(`/${PERIOD}/`, `/.superseded/${reportId}/`);
      expect([name, after.get(aside)]).toEqual([name, bytes]);
    }
    expect((await reportIn(folder)).reportId).not.toBe(reportId);
    expect(await readdir(join(folder, place('contoso')))).toEqual(['.superseded', PERIOD]);
  });

  it('lies where the id says, whatever the tenant is called', async () => {
    const name = '../../<script>alert(1)</script>"\'&={{7*7}} =cmd|x Bcc: a@b.example';
    const simulator = await openSource({ world: createWorld({ name: 'hostile', seed: 1, now: SOURCE_NOW, days: 40 }) });
    const folder = await openFolder();
    await configure(folder, [tenantAt(simulator.url, { name, email: { to: ['a@x.example'] } })]);
    const { code, out, err } = await run(folder);
    expect([code, err]).toEqual([expect.any(Number), expect.not.stringContaining('bug')]);
    expect((await reportIn(folder)).tenant).toEqual({ id: 'contoso', name });
    expect(await readdir(folder)).toEqual(['reports', 'vdc-report.yaml']);
    const page = (await bundleFile(folder, 'report.html')).toString();
    const ownScript = `<script>${await readFile(join(import.meta.dirname, '../../templates/report.js'), 'utf8')}</script>`;
    expect(page).toContain(ownScript);
    expect(page.replace(ownScript, '')).not.toMatch(/<script|<img|<iframe|<svg\/|onmouseover='/i);
    const [head = ''] = (await bundleFile(folder, 'email.eml')).toString().split('\r\n\r\n');
    expect(head).not.toMatch(/^bcc:/im);
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2066]/);
  });
});

describe('several tenants', () => {
  it('one whose source fails stops no other', async () => {
    const good = await openSource();
    const bad = await openSource({ faults: ['401'] });
    const folder = await openFolder();
    const broken = { id: 'adatum', name: 'Adatum', caFile: './no-such-file.pem' };
    await configure(folder, [tenantAt(bad.url, { id: 'fabrikam', name: 'Fabrikam' }), tenantAt(good.url, broken), tenantAt(good.url)]);
    const { code, out } = await run(folder, ['--json']);
    expect([code, JSON.parse(out)]).toMatchObject([
      3,
      {
        tenants: [
          { id: 'fabrikam', verdict: 'not-evaluable', missing: [expect.stringContaining('the API refused the key')], error: null },
          { id: 'adatum', verdict: null, files: [], error: { code: 'ca-file' } },
          { id: 'contoso', verdict: 'pass', missing: [], error: null },
        ],
      },
    ]);
    expect((await reportIn(folder)).verdict).toBe('pass');
    expect(await readdir(join(folder, 'reports'))).toEqual(['contoso', 'fabrikam', 'index.html', 'portfolio']);
  });

  it('only those that are named, each with its own key and zone', async () => {
    const simulator = await openSource();
    const other = await openSource({ apiKey: 'key-of-eu-one' });
    const folder = await openFolder();
    const one = tenantAt(other.url, { id: 'eu-one', timezone: 'Asia/Kathmandu', apiKey: { env: 'EU_KEY' } });
    await configure(folder, [tenantAt(simulator.url), one]);
    const { code, out } = await run(folder, ['--tenant', 'eu-*', '--period', '2025-W43'], { EU_KEY: 'key-of-eu-one' });
    expect([code, simulator.requests]).toEqual([0, []]);
    expect(out).toContain('Asia/Kathmandu');
    const report = readReport((await readFile(join(folder, place('eu-one', '2025-W43', 'report.json')))).toString());
    expect(report.period).toMatchObject({ key: '2025-W43', from: '2025-10-19T18:15:00.000Z', hours: 168 });
    expect(other.requests.every(({ headers }) => headers['x-api-key'] === 'key-of-eu-one')).toBe(true);
  });
});

describe('--gate', () => {
  it.each<[verdict: string, faults: readonly string[], code: number]>([
    ['pass', [], 0],
    ['not-evaluable', ['wrong-type@endpoint=jobs,job=2,field=lastRun,value="2025-11-01T00:00:00Z"'], 3],
    ['not-evaluable', ['404@job=2'], 3],
  ])('%s %j: exit code %i', async (verdict, faults, code) => {
    const simulator = await openSource({ faults });
    const folder = await openFolder();
    await configure(folder, [tenantAt(simulator.url)]);
    const ended = await run(folder, ['--gate', '--json', '--quiet']);
    expect([ended.code, ended.err, JSON.parse(ended.out)]).toMatchObject([code, '', { exitCode: code, tenants: [{ verdict }] }]);
  });

  it('a failing policy: exit code 1, and the same without --gate is 0', async () => {
    const simulator = await openSource();
    const folder = await openFolder();
    await configure(folder, [tenantAt(simulator.url)], { policy: { rpo: '6h', grace: '0h' } });
    expect((await run(folder, ['--gate'])).code).toBe(1);
    expect((await run(folder)).code).toBe(0);
    expect((await reportIn(folder)).verdict).toBe('fail');
  });
});

describe('a run that cannot begin', () => {
  it.each<[what: string, argv: readonly string[], env: Env, sentence: string]>([
    ['without the key', [], { VDC_KEY: '' }, 'Tenant contoso: the environment variable VDC_KEY is not set; it should hold the API key.'],
    ['without the mail password', [], { MAIL_PASSWORD: '' }, 'Mail server localhost: the environment variable MAIL_PASSWORD is not set'],
    [
      'for a tenant that is not there',
      ['--tenant', 'contosso'],
      {},
      '--tenant "contosso" fits no tenant of the configuration. Did you mean contoso?',
    ],
    ['for a period that is none', ['--period', '2025-13'], {}, '2025-13'],
    ['as of tomorrow', ['--as-of', '2025-11-03'], {}, 'later than now'],
  ])('%s asks for nothing and writes nothing: exit code 2', async (_what, argv, env, sentence) => {
    const simulator = await openSource();
    const folder = await openFolder();
    const smtp = { host: 'localhost', user: 'reports', password: { env: 'MAIL_PASSWORD' }, from: 'reports@sender.example' };
    await configure(folder, [tenantAt(simulator.url, { email: { to: ['a@x.example'] } })], { smtp });
    const { code, out, err } = await run(folder, argv, { MAIL_PASSWORD: 'secret-of-the-mail', ...env });
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(sentence)]);
    expect([simulator.requests, await readdir(folder)]).toEqual([[], ['vdc-report.yaml']]);
  });
});
