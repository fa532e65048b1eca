import { describe, expect, it, vi } from 'vitest';
import { between, seededRandom, wholeBetween, type Random } from '../../src/simulator/random.ts';
import { openFolder } from '../support/pipeline.ts';
import { age, filesOf, goOn, KEPT, kill, moveOn, openLane, PERIOD, type Death } from './kill-lane.ts';
import type { Aim, Mark } from './kill-process.ts';
import { workingIn } from './working-in.ts';

/** An instant after a mark: how often the mark may be seen before, and how many milliseconds may pass after it. */
const DRAWS: Readonly<Record<Mark, (random: Random) => Omit<Aim, 'mark'>>> = {
  start: (random) => ({ count: 1, wait: between(random, 0, 300) }),
  request: (random) => ({ count: wholeBetween(random, 1, 8), wait: between(random, 0, 10) }),
  answer: (random) => ({ count: wholeBetween(random, 1, 8), wait: between(random, 0, 20) }),
  // Few pages are written by some collections, hundreds by others.
  archive: (random) => ({ count: Math.floor(60 ** random()), wait: between(random, 0, 5) }),
  stage: (random) => ({ count: wholeBetween(random, 2, 3), wait: between(random, 0, 100) }),
  bundle: (random) => ({ count: wholeBetween(random, 1, 16), wait: between(random, 0, 4) }),
  // Whoever falls here had made a bundle, however slow the machine is.
  placed: (random) => ({ count: 1, wait: between(random, 0, 10) }),
};

type Story = { readonly argv: readonly string[]; readonly marks: readonly Mark[]; readonly kills: number; readonly seed: number };

const COLLECT: Story = { argv: ['collect'], marks: ['request', 'archive', 'answer', 'archive', 'answer', 'start'], kills: 25, seed: 3 };
const RUN: Story = { argv: ['run', ...PERIOD], marks: ['bundle', 'archive', 'stage', 'answer', 'placed', 'start', 'bundle'], kills: 25, seed: 4 };

/** Kills processes one after another while the source's history goes on; halfway, and at the end, nobody disturbs the next ones. */
const killAll = async ({ argv, marks, kills, seed }: Story, cache: string): Promise<readonly Death[]> => {
  const lane = await openLane(cache);
  const after = argv[0] === 'collect' ? [argv, ['report', ...PERIOD]] : [argv];
  const random = seededRandom(seed);
  const deaths: Death[] = [];
  for (let tries = 0; deaths.length < kills; tries += 1) {
    expect(tries).toBeLessThan(2 * kills);
    moveOn(lane, (deaths.length + 1) / kills);
    const mark = marks[deaths.length % marks.length] ?? 'start';
    const death = await kill(lane, argv, { mark, ...DRAWS[mark](random) });
    if (death === null) continue;
    deaths.push(death);
    if (deaths.length === Math.floor(kills / 2)) await goOn(lane, after);
  }
  await age(lane);
  await goOn(lane, after);
  const { folder, bundles } = await filesOf(lane);
  expect(folder).toEqual(['reports', 'vdc-report.db', 'vdc-report.yaml']);
  expect(bundles.filter((name) => name !== '.superseded')).toEqual([KEPT]);
  return deaths;
};

const howMany = (deaths: readonly Death[], is: (death: Death) => boolean): number => deaths.filter(is).length;

describe('killed at any instant', () => {
  it('collect and run leave an archive and bundles that are whole, and the next one goes on', { timeout: 480_000 }, async () => {
    const cache = await openFolder();
    // The cache is written by processes that end.
    await goOn(await openLane(cache), [RUN.argv]);
    const [collected, ran] = await Promise.all([killAll(COLLECT, cache), killAll(RUN, cache)]);
    const all = [...collected, ...ran];
    expect(all.length).toBeGreaterThanOrEqual(50);
    // They fell into everything that a process does.
    const spread = {
      whileStarting: howMany(all, ({ seen }) => seen.request === 0),
      beforeStoring: howMany(all, ({ seen, stored }) => seen.request > 0 && !stored),
      afterStoring: howMany(all, ({ stored }) => stored),
      whileReporting: howMany(ran, ({ seen, half, made }) => seen.stage > 1 && !half && !made),
      whileWriting: howMany(ran, ({ half }) => half),
      afterWriting: howMany(ran, ({ made }) => made),
    };
    expect(Object.entries(spread).filter(([, count]) => count < 2)).toEqual([]);
    expect(spread.whileStarting).toBeLessThanOrEqual(15);
    expect(spread.beforeStoring).toBeGreaterThanOrEqual(8);
    expect(spread.afterStoring).toBeGreaterThanOrEqual(15);
  });

  it.runIf(process.platform === 'linux')('while it prints: no browser outlives it, and the next one prints', { timeout: 240_000 }, async () => {
    const lane = await openLane(await openFolder());
    moveOn(lane, 1);
    const argv = ['run', ...PERIOD, '--format', 'json,pdf'];
    const random = seededRandom(5);
    const died = [];
    for (const count of [2, 4, 4]) died.push(await kill(lane, argv, { mark: 'stage', count, wait: between(random, 0, 100) }));
    expect(died.filter((death) => death !== null && death.seen.stage >= 2)).toHaveLength(3);
    await vi.waitFor(async () => expect(await workingIn(lane.folder)).toEqual([]), { timeout: 20_000, interval: 20 });
    await goOn(lane, [argv]);
    expect((await filesOf(lane)).bundles).toContain(KEPT);
  });
});
