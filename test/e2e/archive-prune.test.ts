import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/model/instant.ts';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { collectAt, regularRuns, type WorldJob } from '../archive/support/source.ts';
import { configure, openFolder, reportIn, tenantAt } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';

const START = Date.parse('2024-01-01T05:00:00Z');
const LAST = START + 400 * DAY;
const CANARY = 'canary-of-the-job-that-is-gone';

const lasting: WorldJob = { id: 'lasting', name: 'Lasting', runs: regularRuns('lasting', START, LAST) };
const ended: WorldJob = { id: 'ended', name: CANARY, runs: regularRuns('ended', START, START + 20 * DAY), deletedAt: START + 25 * DAY };

/** A folder with an archive that was filled every five days for more than a year. */
const open = async (): Promise<string> => {
  const folder = await openFolder();
  await configure(folder, [tenantAt('https://vdc.example/v1')], { archive: './vdc-report.db', report: { formats: ['json'] } });
  const archive = await openSqliteArchive(join(folder, 'vdc-report.db'), bodyReader);
  for (let now = START; now <= LAST; now += 5 * DAY)
    await archive.record({ tenantId: 'contoso', evidence: collectAt([lasting, ended], now, { retention: 10 * DAY }), tool: 'test' });
  await archive.close();
  return folder;
};

const spaces = (text: string): string => text.replaceAll('\u00a0', ' ');
const bytesOf = (folder: string): Promise<Buffer> => readFile(join(folder, 'vdc-report.db'));

describe('archive prune', () => {
  it('says beforehand what would go, then lets it go, and leaves no trace of it', async () => {
    const folder = await open();
    const before = await bytesOf(folder);
    const dry = await typeAt(folder, LAST, ['archive', 'prune', '--keep', '6mo', '--dry-run']);
    expect([dry.code, dry.err]).toEqual([0, '']);
    expect(spaces(dry.out)).toMatch(
      /^Would be forgotten, from before 4 Aug 2024, 05:00 UTC:\n {2}contoso: \d+ collections, \d+ versions? of job records, \d+ states of sessions, \d+ responses \([\d.]+ KB\), 0 notes of reports made, 0 notes of mails sent, 0 notes of schedules kept\nKept, however old: [^\n]+\nNothing was changed\.\n$/,
    );
    expect(await bytesOf(folder)).toEqual(before);
    const done = await typeAt(folder, LAST, ['archive', 'prune', '--keep', '6mo']);
    expect(done.out).toBe(dry.out.replace('Would be forgotten', 'Forgotten').replace('Nothing was changed.\n', ''));
    const after = await bytesOf(folder);
    expect(after.length).toBeLessThan(before.length);
    expect([before.includes(CANARY), after.includes(CANARY)]).toEqual([true, false]);
    const again = await typeAt(folder, LAST, ['archive', 'prune', '--keep', '6mo']);
    expect(again.out).toContain('\n  contoso: nothing\n');
  });

  it('keeps what a report made since stands on: it can be made again, the same', async () => {
    const folder = await open();
    const make = (now: number) => typeAt(folder, now, ['report', '--period', '2024-01', '--as-of', '2024-02-02T00:00:00Z']);
    expect((await make(LAST)).code).toBe(0);
    const first = await reportIn(folder, '2024-01');
    expect(first.jobs.map(({ name }) => name)).toContain(CANARY);
    const { code, out } = await typeAt(folder, LAST, ['archive', 'prune', '--keep', '95d', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      before: '2024-11-01T05:00:00.000Z',
      dryRun: false,
      tenants: [{ id: 'contoso', reports: 0 }],
      exitCode: 0,
    });
    expect((await make(LAST + DAY)).code).toBe(0);
    expect((await reportIn(folder, '2024-01')).jobs).toEqual(first.jobs);
  });

  it.each([
    [['archive'], 'archive expects prune.'],
    [['archive', 'purge'], 'archive does not know "purge"; known: prune.'],
    [['archive', 'prune'], 'archive prune needs --keep'],
    [['archive', 'prune', '--keep', '18m'], '--keep does not understand "18m".\n  Write a number of years, months, weeks or days'],
    [['archive', 'prune', '--keep', '90d'], '--keep 90d would forget all from before'],
  ])('refuses %j', async (argv, sentence) => {
    const folder = await openFolder();
    await configure(folder, [tenantAt('https://vdc.example/v1')], { archive: './vdc-report.db' });
    const { code, out, err } = await typeAt(folder, LAST, argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  it('refuses where there is no archive, or none is wanted, and begins none', async () => {
    const folder = await openFolder();
    const argv = ['archive', 'prune', '--keep', '7y'];
    await configure(folder, [tenantAt('https://vdc.example/v1')], { archive: './elsewhere.db' });
    const absent = await typeAt(folder, LAST, argv);
    expect([absent.code, absent.err]).toEqual([
      3,
      expect.stringContaining(`There is no archive yet at ${join(folder, 'elsewhere.db')}, so nothing was done.`),
    ]);
    await expect(bytesOf(folder)).rejects.toThrow('ENOENT');
    await configure(folder, [tenantAt('https://vdc.example/v1')], { archive: 'none' });
    const none = await typeAt(folder, LAST, argv);
    expect([none.code, none.err]).toEqual([
      2,
      expect.stringContaining('archive prune needs an archive, but the configuration says "archive: none".'),
    ]);
  });

  it('leaves a file of somebody else as it was', async () => {
    const folder = await openFolder();
    await configure(folder, [tenantAt('https://vdc.example/v1')], { archive: './vdc-report.db' });
    await writeFile(join(folder, 'vdc-report.db'), 'letters to my aunt');
    const { code } = await typeAt(folder, LAST, ['archive', 'prune', '--keep', '7y']);
    expect(code).toBe(3);
    expect((await bytesOf(folder)).toString()).toBe('letters to my aunt');
  });
});
