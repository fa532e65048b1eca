import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteArchive } from '../../../src/archive/sqlite/open.ts';
import { DAY, HOUR } from '../../../src/model/instant.ts';
import { createWorld } from '../../../src/simulator/world.ts';
import { bodyReader } from '../../../src/vdc/read/body-reader.ts';
import { startMailServer } from '../../deliver/support/mail-servers.ts';
import { openChangingSource } from '../../e2e/archive-source.ts';
import { FROM } from '../../e2e/send-place.ts';
import { configure, KEY, openFolder, readTree, tenantAt } from '../../support/pipeline.ts';

const SCRIPT = join(import.meta.dirname, 'support', 'keep-schedules.ts');

const START = Date.parse('2025-11-03T00:00:00Z');
const DAYS = 60;
const END = START + DAYS * DAY;
const TENANTS = ['contoso', 'fabrikam', 'litware', 'northwind', 'tailspin'];
const SCHEDULES = [
  { name: 'monthly', cron: '0 6 1 * *', period: 'previous-month', jitter: '2h' },
  { name: 'weekly', cron: '0 7 * * MON', period: 'previous-week' },
  { name: 'every third day', cron: '0 5 */3 * *', period: 'previous-day', settle: '0h' },
];

/** What a calendar on the wall says, without any of the program's own arithmetic. */
const expectedPeriods = (): readonly string[] =>
  Array.from({ length: DAYS }, (_, index) => DateTime.fromMillis(START + index * DAY, { zone: 'utc' })).flatMap((day) => [
    ...(day.day === 1 ? [day.minus({ days: 1 }).toFormat('yyyy-MM')] : []),
    ...(day.weekday === 1 ? [day.minus({ days: 1 }).toFormat("kkkk-'W'WW")] : []),
    ...(day.day % 3 === 1 ? [day.minus({ days: 1 }).toFormat('yyyy-MM-dd')] : []),
  ]);

const startKeeper = async (folder: string): Promise<ChildProcess> => {
  const child = fork(SCRIPT, [String(START)], { cwd: folder, env: { ...process.env, VDC_KEY: KEY }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
};

const keepAt = async (child: ChildProcess, now: number): Promise<readonly string[]> => {
  const answer = once(child, 'message');
  child.send(now);
  const [kept] = (await answer) as [readonly string[]];
  return kept;
};

test('two processes on one archive, 60 days, 3 schedules and 5 tenants: each report once, each mail once', { timeout: 120_000 }, async () => {
  const world = createWorld({ name: 'healthy', seed: 1, now: END });
  const source = await openChangingSource({ ...world, jobs: world.jobs.slice(0, 2) }, { retention: 90 * DAY });
  const { port, received } = await startMailServer();
  const folder = await openFolder();
  const tenants = TENANTS.map((id) => tenantAt(source.url, { id, name: id, email: { to: [`backup@${id}.example`] } }));
  await configure(folder, tenants, {
    archive: './vdc-report.db',
    smtp: { host: '127.0.0.1', port, tls: 'none', from: FROM },
    report: { formats: ['json'], uncertain: 'recipients', logs: 'none' },
    schedules: SCHEDULES,
  });
  const keepers = await Promise.all([startKeeper(folder), startKeeper(folder)]);
  const kept: string[][] = [[], []];
  for (let now = START; now < END; now += 8 * HOUR) {
    source.show(now);
    const round = await Promise.all(keepers.map((keeper) => keepAt(keeper, now + 17 * 60_000)));
    round.forEach((names, index) => kept[index]?.push(...names));
  }

  const expected = TENANTS.flatMap((id) => expectedPeriods().map((period) => `${id} ${period}`)).toSorted();
  expect(expected).toHaveLength(160);
  expect(kept.flat().toSorted()).toEqual(expected.map((name) => `${name} done`));
  expect(kept.map((names) => names.length > 20)).toEqual([true, true]);
  const archive = await openSqliteArchive(join(folder, 'vdc-report.db'), bodyReader);
  const entries = await archive.agenda.list(0);
  await archive.close();
  expect(entries.map(({ tenantId, periodKey, state, attempts }) => `${tenantId} ${periodKey} ${state} ${String(attempts)}`).toSorted()).toEqual(
    expected.map((name) => `${name} done 1`),
  );
  const mails = received.map(({ to, raw }) => `${String(to)} ${/^Message-ID:\s*(\S+)/im.exec(raw.toString('latin1'))?.[1] ?? ''}`);
  expect([mails.length, new Set(mails).size]).toEqual([expected.length, expected.length]);
  for (const id of TENANTS) expect(received.filter(({ to }) => String(to) === `backup@${id}.example`)).toHaveLength(expected.length / TENANTS.length);
  const folders = [...(await readTree(join(folder, 'reports'))).keys()].filter((name) => name.endsWith('/report.json'));
  expect(folders.map((name) => name.replace('/report.json', '').replace('/', ' ')).toSorted()).toEqual(expected);
});
