import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createWorld } from '../../src/simulator/world.ts';
import { AS_OF, configure, KEY, openFolder, openSource, PERIOD, readTree, startProgram, tenantAt, type Env } from '../support/pipeline.ts';

/** What follows from the answers alone. The rest says when, where and by whom they were had. */
const FILES = ['email.eml', 'gaps.csv', 'junit.xml', 'objects.csv', 'report.html', 'report.json', 'report.pdf', 'sessions.csv', 'summary.md'];

const HERE: Env = { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' };
const ELSEWHERE: Env = { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' };

it('the same source and the same instant give the same bytes, in another folder, zone and language, too', async () => {
  const simulator = await openSource({ world: createWorld({ name: 'troubled', seed: 1, now: Date.parse(AS_OF) }) });
  const folder = await openFolder();
  const email = { to: ['Backup team <backup@contoso.example>'], cc: ['b@x.example'] };
  await configure(folder, [tenantAt(simulator.url, { email })], { timezone: 'Europe/Berlin', report: {} });
  const runTo = async (out: string, env: Env) => {
    const { code, err } = await startProgram(folder, ['run', '--period', PERIOD, '--as-of', AS_OF, '--out', out, '--quiet'], { VDC_KEY: KEY, ...env })
      .ended;
    // A run of the troubled world is in no list, and so missing.
    expect([code, err]).toEqual([3, '']);
    return readTree(join(folder, out, 'contoso', PERIOD));
  };
  const [first, elsewhere] = await Promise.all([runTo('first', HERE), runTo('elsewhere', ELSEWHERE)]);
  const second = await runTo('second/deeper', HERE);
  expect([...first.keys()]).toEqual(expect.arrayContaining(FILES));
  for (const name of FILES) {
    expect(first.get(name)?.length).toBeGreaterThan(100);
    expect([name, second.get(name)?.equals(first.get(name) ?? Buffer.alloc(0))]).toEqual([name, true]);
    expect([name, elsewhere.get(name)?.equals(first.get(name) ?? Buffer.alloc(0))]).toEqual([name, true]);
  }
});
