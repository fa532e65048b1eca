import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { cli } from '../../src/cli/index.ts';
import type { SimulatedWorld } from '../../src/simulator/wire.ts';
import { startMailServer, type Received } from '../deliver/support/mail-servers.ts';
import { fakeWorld } from '../cli/support/fake-world.ts';
import { layersOf } from '../support/layers.ts';
import { configure, openFolder, openSource, readTree, tenantAt } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';
import { CANARIES, canaryWorld, NOW } from './canary-world.ts';
import { FROM } from './send-place.ts';

const DUE = Date.parse('2025-11-01T12:00:00Z');
const BEFORE = Date.parse('2025-10-15T12:00:00Z');

/** Words that stand in what belongs to one tenant and nowhere else; lower case. */
type Flock = {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly recipient: string;
  readonly jobs: string;
  readonly objects: readonly string[];
};

const CONTOSO: Flock = {
  id: 'contoso',
  name: 'Bandicoot Holdings',
  key: 'key-of-the-bandicoots',
  recipient: 'bilby@contoso.example',
  jobs: 'wallaby',
  objects: CANARIES,
};
const FABRIKAM: Flock = {
  id: 'fabrikam',
  name: 'Marmot Brothers',
  key: 'key-of-the-marmots',
  recipient: 'ibex@fabrikam.example',
  jobs: 'chamois',
  objects: ['pqxlynx', 'capercaillie', 'ptarmigan', 'hedgehoggery', 'badgerson', 'kunigunde', 'salamander', 'hazelhen'],
};

const wordsOf = ({ name, key, recipient, jobs, objects }: Flock): readonly string[] =>
  [name, name.split(' ')[0] ?? name, key, recipient, jobs, ...objects].map((word) => word.toLowerCase());

/** The world of the canaries, with the words of this flock in their place, small or large. */
const worldOf = ({ jobs, objects }: Flock): SimulatedWorld => {
  const swap = (text: string): string =>
    CANARIES.reduce((kept, canary, place) => kept.replaceAll(new RegExp(canary, 'gi'), objects[place] ?? canary), text);
  const world = JSON.parse(swap(JSON.stringify(canaryWorld(NOW)))) as SimulatedWorld;
  return { ...world, jobs: world.jobs.map((job) => ({ ...job, record: { ...job.record, name: `${job.record.name} ${jobs}` } })) };
};

const heardIn = (text: string, flock: Flock): readonly string[] => wordsOf(flock).filter((word) => text.toLowerCase().includes(word));

const textOf = async (files: Iterable<readonly [string, Buffer]>): Promise<string> => {
  const layers = await Promise.all([...files].map(([name, bytes]) => layersOf(name, bytes)));
  return layers.flat().join('\n');
};

const mailsTo = (received: readonly Received[], { recipient }: Flock) =>
  received.filter(({ to }) => to.includes(recipient)).map(({ raw }, index) => [`${String(index)}.eml`, raw] as const);

/** Both tenants at once, by the service itself, until both reports are made. */
const serveBoth = async (folder: string, env: Readonly<Record<string, string>>) => {
  const world = fakeWorld(['serve', '--port', '0', '--parallel', '2', '--verbose'], { cwd: folder, env });
  const sleep = (_ms: number, signal?: AbortSignal): Promise<void> => pause(50, undefined, signal === undefined ? {} : { signal });
  const ended = cli({ ...world, now: () => DUE, sleep });
  const lines = () =>
    world
      .out()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const events = () => lines().map(({ event }) => String(event));
  await vi.waitFor(() => expect(events().filter((event) => event.startsWith('report made'))).toHaveLength(2), { timeout: 60_000, interval: 50 });
  const url = String(lines().find(({ event }) => event === 'serving')?.['url']);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  world.interrupt('SIGTERM');
  expect(await ended).toBe(0);
  return { log: world.out() + world.err(), events: events(), metrics };
};

describe('two tenants that are reported at the same time', () => {
  it('have nothing of each other in files and mails, and the log and the metrics have nothing of either', { timeout: 120_000 }, async () => {
    const flocks = [CONTOSO, FABRIKAM];
    const { port, received } = await startMailServer();
    const folder = await openFolder();
    const tenants = await Promise.all(
      flocks.map(async (flock) => {
        const { url } = await openSource({ world: worldOf(flock), apiKey: flock.key, now: () => NOW });
        const { id, name, recipient } = flock;
        return tenantAt(url, { id, name, apiKey: { env: `KEY_${id.toUpperCase()}` }, email: { to: [recipient] } });
      }),
    );
    await configure(folder, tenants, {
      archive: './vdc-report.db',
      smtp: { host: '127.0.0.1', port, tls: 'none', from: FROM },
      operators: ['ops@provider.example'],
      report: { uncertain: 'recipients' },
      schedules: [{ name: 'monthly', cron: '0 6 1 * *', period: 'previous-month' }],
    });
    const env = Object.fromEntries(flocks.map(({ id, key }) => [`KEY_${id.toUpperCase()}`, key]));
    expect((await typeAt(folder, BEFORE, ['run', '--due', '--quiet'], env)).code).toBe(0);

    const { log, events, metrics } = await serveBoth(folder, env);
    const begun = events.flatMap((event, place) => (event === 'report begun' ? [place] : []));
    expect(Math.max(...begun)).toBeLessThan(events.findIndex((event) => event.startsWith('report made')));

    for (const [mine, other] of [
      [CONTOSO, FABRIKAM],
      [FABRIKAM, CONTOSO],
    ] as const) {
      const files = await textOf(await readTree(join(folder, 'reports', mine.id)));
      const mails = mailsTo(received, mine);
      expect(mails).toHaveLength(1);
      const mail = await textOf(mails);
      // The canaries do sing: each where it belongs.
      expect(heardIn(files, mine)).toEqual(expect.arrayContaining([mine.name.toLowerCase(), mine.recipient, mine.jobs, ...mine.objects]));
      expect(heardIn(mail, mine)).toEqual(expect.arrayContaining([mine.name.toLowerCase(), mine.recipient, mine.jobs]));
      expect([heardIn(files, other), heardIn(mail, other)]).toEqual([[], []]);
      expect([heardIn(log, mine), heardIn(metrics, mine)]).toEqual([[], []]);
      expect(flocks.filter(({ key }) => [files, mail, log, metrics].some((text) => text.includes(key)))).toEqual([]);
    }
    expect(received.every(({ to }) => to.length === 1)).toBe(true);
  });
});
