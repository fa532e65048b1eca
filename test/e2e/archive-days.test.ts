import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { cli } from '../../src/cli/index.ts';
import { FAILURES } from '../../src/messages/en/failure.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';
import { parseFault } from '../../src/simulator/parse-fault.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { fakeWorld } from '../cli/support/fake-world.ts';
import { configure, KEY, openFolder, PERIOD, readTree, reportIn, tenantAt } from '../support/pipeline.ts';
import { openChangingSource, typeAt } from './archive-source.ts';

const MORNING = Date.parse('2025-11-01T05:00:00Z');
/** In the middle of the nightly run of the intranet. */
const EVENING = Date.parse('2025-10-30T20:20:00Z');
const INTRANET = 3;

const WORLD = createWorld({ name: 'healthy', seed: 1, now: MORNING, days: 60 });
const FOREVER = { retention: Infinity };
const SHORT = { timeouts: { attempt: '400ms', total: '5s' } };

const nameOf = (place: number): string => WORLD.jobs[place]!.record.name;

/** A source, and a folder with an archive of its own. */
const open = async (report: Readonly<Record<string, unknown>> = {}) => {
  const source = await openChangingSource(WORLD, FOREVER);
  const folder = await openFolder();
  await configure(folder, [tenantAt(source.url, SHORT)], { archive: './vdc-report.db', report: { formats: ['json'], ...report } });
  const logsAsked = (): readonly (string | null)[] => source.requests.filter(({ endpoint }) => endpoint === 'logs').map(({ sessionId }) => sessionId);
  return { source, folder, logsAsked };
};

type Summary = { readonly newSessions: number; readonly changedSessions: number; readonly newBytes: number; readonly changes: readonly unknown[] };

const collectJson = async (folder: string, now: number): Promise<Summary> => {
  const { code, out } = await typeAt(folder, now, ['collect', '--json']);
  expect(code).toBe(0);
  return (JSON.parse(out) as { readonly tenants: readonly [Summary] }).tenants[0];
};

describe('collect', () => {
  it('says what is new, and that nothing is; then it stores next to nothing', async () => {
    const { source, folder, logsAsked } = await open();
    const first = await typeAt(folder, MORNING, ['collect']);
    expect([first.code, first.err]).toEqual([0, 'contoso: collecting\n']);
    expect(first.out.replaceAll('\u00a0', ' ')).toMatch(/^✓ COLLECTED {2}Contoso Ltd \(contoso\) · 6 jobs · \d{3} new sessions · [\d.]+ KB stored\n/);
    expect(first.out).toContain(`\n  new job: ${nameOf(0)}\n`);
    const asked = logsAsked().length;
    expect(asked).toBeGreaterThan(2);
    const before = (await stat(join(folder, 'vdc-report.db'))).size;
    source.show(MORNING + 2 * HOUR);
    const second = await typeAt(folder, MORNING + 2 * HOUR, ['collect']);
    expect(second.out.replaceAll('\u00a0', ' ')).toBe('✓ COLLECTED  Contoso Ltd (contoso) · 6 jobs · nothing new · 0 B stored\n');
    expect([second.code, logsAsked().length]).toEqual([0, asked]);
    // One row more may begin a new page or not: what it takes shows over several.
    const more = 9;
    for (let again = 1; again <= more; again += 1) {
      const now = MORNING + 2 * HOUR + again * MINUTE;
      source.show(now);
      expect((await typeAt(folder, now, ['collect'])).out).toContain('nothing new');
    }
    expect((await stat(join(folder, 'vdc-report.db'))).size - before).toBeLessThanOrEqual(((1 + more) * before) / 100);
  });

  it('sees a session that runs on one day and has ended on the next, and reads its log again until it has ended', async () => {
    const { source, folder, logsAsked } = await open({ logs: 'all' });
    const running = WORLD.jobs[INTRANET]!.runs.find(({ session }) => session.creationTime.startsWith('2025-10-30'))!.session.id;
    const times = () => logsAsked().filter((id) => id === running).length;
    source.show(EVENING);
    await collectJson(folder, EVENING);
    expect((await typeAt(folder, EVENING, ['report', '--period', PERIOD])).code).toBe(0);
    const open30 = (await reportIn(folder)).jobs.find(({ name }) => name === nameOf(INTRANET))!.runs;
    expect([open30.running, times()]).toEqual([1, 1]);
    source.show(EVENING + DAY);
    // Each job ran once more; the run that was open has ended.
    expect(await collectJson(folder, EVENING + DAY)).toMatchObject({ newSessions: 6, changedSessions: 1, changes: [] });
    expect(times()).toBe(2);
    source.show(MORNING);
    expect(await collectJson(folder, MORNING)).toMatchObject({ changedSessions: 1 });
    expect(times()).toBe(2);
    expect((await typeAt(folder, MORNING, ['report', '--period', PERIOD])).code).toBe(0);
    const { runs, problems } = (await reportIn(folder)).jobs.find(({ name }) => name === nameOf(INTRANET))!;
    expect([runs.running, runs.total]).toEqual([0, open30.total + 1]);
    expect(problems.map(({ log }) => log)).not.toContain('not-read');
  });

  it('names what is missing, keeps the rest, and goes on with the next tenant', async () => {
    const source = await openChangingSource(WORLD, FOREVER, ['500@job=2,endpoint=sessions']);
    const gone = await openChangingSource(WORLD, FOREVER);
    await gone.close();
    const folder = await openFolder();
    await configure(folder, [tenantAt(gone.url, { ...SHORT, id: 'fabrikam', name: 'Fabrikam' }), tenantAt(source.url, SHORT)], {
      archive: './vdc-report.db',
    });
    const { code, out } = await typeAt(folder, MORNING, ['collect']);
    expect(code).toBe(3);
    expect(out).toContain('✗ NOT COLLECTED  Fabrikam (fabrikam)\n');
    expect(out).toContain(
      `    Tenant fabrikam: The list of jobs could not be collected: ${FAILURES.network}. GET /v1/reports/backup-jobs gave no answer after 5 attempts`,
    );
    expect(out).toMatch(/\? PARTLY COLLECTED {2}Contoso Ltd \(contoso\) · 6 jobs · \d{3} new sessions · /);
    expect(out).toContain(`    Tenant contoso: ${nameOf(1)} could not be collected: ${FAILURES['server-error']}. GET /v1/Reports/backup-jobs/`);
  });
});

describe('an interrupted collect', () => {
  it('stores nothing of the tenant it was at, asks for nothing more, and the next one goes on', async () => {
    const { source, folder } = await open();
    const world = fakeWorld(['collect'], { cwd: folder, env: { VDC_KEY: KEY } });
    const { stderr } = world;
    const write = (text: string): void => {
      stderr.write(text);
      world.interrupt('SIGTERM');
    };
    const code = await cli({ ...world, now: () => MORNING, stderr: { ...stderr, write } });
    expect([code, world.out(), source.requests]).toEqual([143, '', []]);
    expect(world.err()).toBe('contoso: collecting\nvdc-report: interrupted (SIGTERM); nothing half-written was left behind.\n');
    expect((await collectJson(folder, MORNING)).newSessions).toBeGreaterThan(300);
  });
});

describe('a collection that fails on the last day', () => {
  it('leaves run with what is known from before, and it says so', async () => {
    const { source, folder } = await open();
    const yesterday = MORNING - HOUR;
    source.show(yesterday);
    await collectJson(folder, yesterday);
    expect((await typeAt(folder, yesterday, ['report', '--period', PERIOD])).code).toBe(0);
    const known = await reportIn(folder);
    source.setFaults([parseFault('401')]);
    expect((await typeAt(folder, MORNING, ['collect'])).out).toBe(
      [
        '✗ NOT COLLECTED  Contoso Ltd (contoso)',
        '',
        '  Missing:',
        `    Tenant contoso: The list of jobs could not be collected: ${FAILURES['refused-key']}. GET /v1/reports/backup-jobs answered 401 after 1 attempt: “Unauthorized: The API key is not valid”. Check that the key is current and belongs to this tenant.`,
        '',
      ].join('\n'),
    );
    const { code, out } = await typeAt(folder, MORNING, ['run', '--period', PERIOD]);
    const report = await reportIn(folder);
    expect([code, report.asOf, report.verdict]).toEqual([3, known.asOf, 'pass']);
    expect(report.findings.map((finding) => finding.code)).toContain('collection-failed');
    expect(report.jobs).toEqual(known.jobs);
    expect(out).toContain(`The newest reading of the list of jobs failed: ${FAILURES['refused-key']}.`);
  });
});

describe('without an archive', () => {
  it('report says that there is none yet, and begins none', async () => {
    const { folder } = await open();
    const before = [...(await readTree(folder)).keys()];
    const { code, out, err } = await typeAt(folder, MORNING, ['report', '--period', PERIOD], {});
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain(`There is no archive yet at ${join(folder, 'vdc-report.db')}, so nothing was done.\n  Run "vdc-report collect" first`);
    expect([...(await readTree(folder)).keys()]).toEqual(before);
  });

  it('report says what to do where nothing was archived of a tenant, and writes nothing', async () => {
    const { folder } = await open();
    await (await openSqliteArchive(join(folder, 'vdc-report.db'), bodyReader)).close();
    const { code, out } = await typeAt(folder, MORNING, ['report', '--period', PERIOD], {});
    expect(code).toBe(3);
    expect(out).toContain('Tenant contoso: the archive holds nothing of this tenant.\n    Run "vdc-report collect" first');
    expect([...(await readTree(join(folder, 'reports'))).keys()]).toEqual([]);
  });

  it.each(['run', 'collect', 'report'])('%s names a kind of archive that there is not as a mistake of the configuration', async (command) => {
    const { source, folder } = await open();
    await configure(folder, [tenantAt(source.url)], { archive: { env: 'ARCHIVE_URL' } });
    const { code, err } = await typeAt(folder, MORNING, [command]);
    expect([code, source.requests.length]).toEqual([2, 0]);
    expect(err).toContain('PostgreSQL is not available in this version');
  });

  it.each(['collect', 'report'])('%s refuses to run', async (command) => {
    const { source, folder } = await open();
    await configure(folder, [tenantAt(source.url)], { archive: 'none' });
    const { code, out, err } = await typeAt(folder, MORNING, [command]);
    expect([code, out, source.requests.length]).toEqual([2, '', 0]);
    expect(err).toContain(`vdc-report: ${command} needs an archive, but the configuration says "archive: none".`);
  });
});
