import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';
import { portfolioSchema } from '../../src/model/portfolio.ts';
import { startMailServer } from '../deliver/support/mail-servers.ts';
import { configure, KEY, openFolder, openSource, readTree, tenantAt, type SourceOptions } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';
import { FROM } from './send-place.ts';

const at = (iso: string): number => Date.parse(iso);

const MONTHLY = { name: 'monthly', cron: '0 6 1 * *', period: 'previous-month' };
const PROVIDER = 'head@provider.example';
const DAILY = { name: 'daily', cron: '0 6 * * *', period: 'previous-day', settle: '0h' };

type Changes = { readonly schedules?: readonly object[]; readonly policy?: object; readonly source?: SourceOptions; readonly refuse?: () => boolean };

const tenantOf = (url: string, id: string, changes: Readonly<Record<string, unknown>> = {}) =>
  tenantAt(url, { id, name: id, email: { to: [`backup@${id}.example`] }, ...changes });

const openPlace = async ({ schedules = [MONTHLY], policy = {}, source = {}, refuse = () => false }: Changes = {}) => {
  const { url } = await openSource(source);
  const { port, received } = await startMailServer({
    onRcptTo: (_address, _session, done) => done(refuse() ? Object.assign(new Error('come back later'), { responseCode: 451 }) : null),
  });
  const folder = await openFolder();
  await configure(folder, [tenantOf(url, 'contoso'), tenantOf(url, 'fabrikam', { apiKey: { env: 'OTHER_KEY' } })], {
    archive: './vdc-report.db',
    smtp: { host: '127.0.0.1', port, tls: 'none', from: FROM },
    report: { formats: ['json'], uncertain: 'recipients' },
    operators: ['ops@provider.example'],
    schedules,
    policy,
  });
  const type = (instant: number, line = '', other = KEY) =>
    typeAt(folder, instant, ['run', '--due', ...line.split(' ').filter(Boolean)], { VDC_KEY: KEY, OTHER_KEY: other });
  return { folder, received, type };
};

const summary = z.object({
  reports: z.array(
    z.object({
      schedule: z.string(),
      tenant: z.string(),
      period: z.string(),
      state: z.string(),
      attempt: z.number(),
      nextAttemptAt: z.string().nullable(),
      error: z.object({ code: z.string() }).nullable(),
    }),
  ),
  waiting: z.array(z.object({ tenant: z.string(), period: z.string(), attempts: z.number() })),
  missing: z.array(z.string()),
  exitCode: z.number(),
});
const read = ({ out }: { readonly out: string }) => summary.parse(JSON.parse(out));
const named = ({ reports }: z.infer<typeof summary>) => reports.map(({ tenant, period, state }) => `${tenant} ${period} ${state}`);

const BEFORE = at('2025-10-15T12:00:00Z');
const DUE = at('2025-11-01T12:00:00Z');

describe('run --due', () => {
  it('begins a schedule when it first hears of it, makes each report once it is due and settled, and mails it once', async () => {
    const { folder, received, type } = await openPlace();
    expect(await type(BEFORE)).toMatchObject({ code: 0, out: 'No report was due.\n' });
    expect(await type(BEFORE, '--quiet')).toMatchObject({ code: 0, out: '' });
    // Due at six, and settled at noon.
    expect(named(read(await type(DUE - 1, '--json')))).toEqual([]);
    const done = read(await type(DUE, '--json'));
    expect([named(done).toSorted(), done.exitCode]).toEqual([['contoso 2025-10 done', 'fabrikam 2025-10 done'], 0]);
    expect(received.map(({ to }) => to).toSorted()).toEqual([['backup@contoso.example'], ['backup@fabrikam.example']]);
    for (const later of [DUE + 1, DUE + DAY]) expect(read(await type(later, '--json')).reports).toEqual([]);
    expect(received).toHaveLength(2);
    const files = [...(await readTree(`${folder}/reports`)).keys()];
    expect(files.filter((name) => /^(index\.html|.*report\.json|portfolio\/.*)$/.test(name)).toSorted()).toEqual([
      'contoso/2025-10/report.json',
      'fabrikam/2025-10/report.json',
      'index.html',
      'portfolio/2025-10/portfolio.html',
      'portfolio/2025-10/portfolio.json',
    ]);
  });

  it('makes up for each missed period once, the newest first, as far back as it is told to', async () => {
    const { type } = await openPlace({ schedules: [{ ...DAILY, catchUp: '72h' }] });
    await type(at('2025-10-20T12:00:00Z'));
    const done = read(await type(at('2025-10-28T12:00:00Z'), '--tenant contoso --json'));
    expect(named(done)).toEqual(['2025-10-27', '2025-10-26', '2025-10-25'].map((day) => `contoso ${day} done`));
    expect(read(await type(at('2025-10-28T13:00:00Z'), '--tenant contoso --json')).reports).toEqual([]);
  });

  it('goes on with the others where one fails, tries that one again later, and tells the operators once', async () => {
    const { folder, received, type } = await openPlace();
    const portfolio = async () => {
      const { tenants } = portfolioSchema.parse(JSON.parse(await readFile(join(folder, 'reports/portfolio/2025-10/portfolio.json'), 'utf8')));
      return tenants.map(({ id, verdict, missing }) => [id, verdict === 'not-evaluable', missing.length > 0]);
    };
    await type(BEFORE);
    const first = read(await type(DUE, '--json', 'wrong-key'));
    expect((await portfolio()).toSorted()).toEqual([
      ['contoso', false, false],
      ['fabrikam', true, true],
    ]);
    expect(named(first).toSorted()).toEqual(['contoso 2025-10 done', 'fabrikam 2025-10 waiting']);
    expect([first.exitCode, first.reports.find(({ tenant }) => tenant === 'fabrikam')?.nextAttemptAt]).toEqual([3, '2025-11-01T12:05:00.000Z']);
    const between = await type(DUE + MINUTE, '', 'wrong-key');
    expect([between.code, between.out]).toEqual([0, expect.stringContaining('monthly · fabrikam · 2025-10 · 1 attempt, again from')]);
    const second = read(await type(DUE + HOUR, '--json', 'wrong-key'));
    expect([named(second), second.reports[0]?.attempt]).toEqual([['fabrikam 2025-10 waiting'], 2]);
    const third = read(await type(DUE + 2 * HOUR, '--json'));
    expect([named(third), third.exitCode]).toEqual([['fabrikam 2025-10 done'], 0]);
    expect((await portfolio()).toSorted()).toEqual([
      ['contoso', false, false],
      ['fabrikam', false, false],
    ]);
    const count = (address: string) => received.filter(({ to }) => to.includes(address)).length;
    expect(['backup@contoso.example', 'backup@fabrikam.example', 'ops@provider.example'].map(count)).toEqual([1, 1, 2]);
  });

  it('mails the portfolio to whom its schedule names: once, again when it says something else, and later where it was put off', async () => {
    const server = { refuses: false };
    const { folder, received, type } = await openPlace({ schedules: [{ ...MONTHLY, portfolio: [PROVIDER] }], refuse: () => server.refuses });
    await type(BEFORE);
    await type(DUE, '', 'wrong-key');
    const mails = () => Promise.all(received.filter(({ to }) => to.includes(PROVIDER)).map(({ raw }) => simpleParser(raw)));
    const [first] = await mails();
    expect(first?.subject).toBe('Backup portfolio October 2025: Not evaluable');
    expect(first?.text).toContain('Not evaluable: 1 tenant\n- fabrikam (fabrikam)');
    expect(first?.text?.replaceAll(/\s+/g, ' ')).toContain(`The page with all figures lies in ${folder}/reports/portfolio/2025-10`);
    await type(DUE + HOUR, '', 'wrong-key');
    expect(await mails()).toHaveLength(1);
    server.refuses = true;
    await type(DUE + 2 * HOUR);
    expect(await mails()).toHaveLength(1);
    server.refuses = false;
    for (const hours of [3, 4]) await type(DUE + hours * HOUR);
    expect((await mails()).map(({ subject }) => subject)).toEqual([first?.subject, 'Backup portfolio October 2025: Target met']);
    const { out } = await typeAt(folder, DUE + 5 * HOUR, ['send', '--list'], { VDC_KEY: KEY, OTHER_KEY: KEY });
    expect(out).toContain('· portfolio · 2025-10 monthly');
  });

  it('gives up what could not be made within the window, and says so', async () => {
    const { type } = await openPlace({ schedules: [{ ...MONTHLY, catchUp: '1h' }] });
    await type(BEFORE);
    for (const minutes of [0, 5, 15]) await type(DUE + minutes * MINUTE, '', 'wrong-key');
    const last = await type(DUE + 35 * MINUTE, '', 'wrong-key');
    expect([last.code, last.out]).toEqual([3, expect.stringContaining('given up: monthly · fabrikam · 2025-10')]);
    expect(read(await type(DUE + 50 * MINUTE, '--json')).reports).toEqual([]);
  });

  it('sends mails that were put off, also when no report is due', async () => {
    const server = { refuses: true };
    const { received, type } = await openPlace({ refuse: () => server.refuses });
    await type(BEFORE);
    const first = read(await type(DUE, '--json'));
    expect([first.exitCode, named(first).length, received.length]).toEqual([3, 2, 0]);
    server.refuses = false;
    const second = await type(DUE + HOUR, '--json');
    expect([second.code, read(second).reports, received.length]).toEqual([0, [], 2]);
  });

  it('keeps the gate: a verdict that is no pass counts once, with the report', async () => {
    const { type } = await openPlace({ policy: { rpo: '1h', grace: '0h' } });
    await type(BEFORE);
    expect([(await type(DUE, '--gate')).code, (await type(DUE + HOUR, '--gate')).code]).toEqual([1, 0]);
  });

  it('two at once make and mail each report once', async () => {
    const { received, type } = await openPlace({ schedules: [MONTHLY, DAILY] });
    await type(at('2025-10-30T12:00:00Z'));
    const both = await Promise.all([type(DUE, '--json'), type(DUE, '--json --parallel 1')]);
    const rest = await type(DUE, '--json');
    const all = [...both, rest].flatMap((each) => named(read(each)));
    expect(all.toSorted()).toEqual(
      ['contoso', 'fabrikam'].flatMap((id) => ['2025-10', '2025-10-30', '2025-10-31'].map((period) => `${id} ${period} done`)),
    );
    expect(received).toHaveLength(6);
  });

  it.each([
    ['--due --period 2025-10', '--period and --as-of do not go with --due.'],
    ['--parallel 2', '--parallel goes with --due.'],
  ])('run %s is refused', async (line, text) => {
    const { folder } = await openPlace();
    const { code, err } = await typeAt(folder, DUE, ['run', ...line.split(' ')]);
    expect([code, err]).toEqual([2, expect.stringContaining(text)]);
  });

  it('is refused without schedules, and without an archive', async () => {
    const { type } = await openPlace({ schedules: [] });
    expect(await type(DUE)).toMatchObject({ code: 2, err: expect.stringContaining('there are none') as string });
    const folder = await openFolder();
    await configure(folder, [tenantAt('https://vdc.example/v1')], { schedules: [MONTHLY] });
    const { code, err } = await typeAt(folder, DUE, ['run', '--due']);
    expect([code, err]).toEqual([2, expect.stringContaining('run --due needs an archive')]);
  });
});
