import { mkdir, readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { DAY, toIso, type Instant } from '../../src/model/instant.ts';
import { readReport } from '../../src/report/compose.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { bundleFile, configure, KEY, openFolder, tenantAt } from '../support/pipeline.ts';
import { openChangingSource, typeAt, type ChangingSource } from './archive-source.ts';
import { live, type Aim, type Fate, type Place } from './kill-process.ts';
import { leftovers, remembered, wholeBundles, type Memory } from './kill-remains.ts';

/** The machine's clock is the program's; the source's history ends on the day before. */
const LAST = Math.floor(Date.now() / DAY) * DAY - DAY;
const FIRST = LAST - 14 * DAY;
const healthy = createWorld({ name: 'healthy', seed: 1, now: LAST, days: 40 });
const WORLD = { ...healthy, jobs: healthy.jobs.slice(0, 3) };

const dateOf = (instant: Instant): string => toIso(instant).slice(0, 10);
export const PERIOD = ['--period', `${dateOf(FIRST)}/${dateOf(LAST)}`] as const;
export const KEPT = `${dateOf(FIRST)}_${dateOf(LAST)}`;
const ARCHIVE = { archive: './vdc-report.db', report: { formats: ['json', 'csv', 'html'], logs: 'all' } };

/** What a killed process had come to. `stored`: its collection is in the archive. `half`: it was writing a bundle. `made`: it had written one. */
export type Death = Fate & { readonly stored: boolean; readonly half: boolean; readonly made: boolean };

type Lane = Place & {
  readonly source: ChangingSource;
  readonly env: Readonly<Record<string, string>>;
  /** What is there after a process, and that nothing is lost that was there before it. */
  readonly look: (thorough: boolean) => Promise<Omit<Death, keyof Fate>>;
};

const lookAt = ({ folder, bundles }: Place): Lane['look'] => {
  let before: { memory: Memory; whole: ReadonlySet<string>; left: readonly string[] } = { memory: new Map(), whole: new Set(), left: [] };
  return async (thorough) => {
    const now = {
      memory: await remembered(folder, before.memory, thorough),
      whole: await wholeBundles(bundles, before.whole),
      left: await leftovers(bundles),
    };
    const { memory, whole, left } = before;
    expect([...now.memory].slice(0, memory.size)).toEqual([...memory]);
    expect(now.memory.size - memory.size).toBeLessThanOrEqual(1);
    expect([...now.whole]).toEqual(expect.arrayContaining([...whole]));
    before = now;
    return {
      stored: now.memory.size > memory.size,
      half: now.left.some((name) => name.startsWith('.tmp-') && !left.includes(name)),
      made: now.whole.size > whole.size,
    };
  };
};

/** A source whose history goes on, and a folder with an archive and bundles that processes of its own work in. `cache`: what Node has compiled, to start sooner. */
export const openLane = async (cache: string): Promise<Lane> => {
  const source = await openChangingSource(WORLD, { retention: Infinity });
  const folder = await openFolder();
  await configure(folder, [tenantAt(source.url)], ARCHIVE);
  const bundles = join(folder, 'reports', 'contoso');
  await mkdir(bundles, { recursive: true });
  const place = { folder, bundles, port: new URL(source.url).port };
  return { ...place, source, env: { VDC_KEY: KEY, TMPDIR: await openFolder(), NODE_COMPILE_CACHE: cache }, look: lookAt(place) };
};

/** How far the source's history has come, from 0 to 1. */
export const moveOn = ({ source }: Lane, share: number): void => source.show(FIRST + share * (LAST - FIRST));

/** How far it is, and notes: nobody complains. */
const QUIET: unknown = expect.stringMatching(/^(?:(?:contoso|Note): .+\n)*$/);

/** Starts a process to kill it; null where it was done before. */
export const kill = async (lane: Lane, argv: readonly string[], aim: Aim): Promise<Death | null> => {
  const fate = await live(lane, argv, lane.env, aim);
  const death = { ...fate, ...(await lane.look(false)) };
  expect([death.code, death.err]).toEqual([expect.toBeOneOf([null, 0]), QUIET]);
  return death.code === null ? death : null;
};

const figuresIn = async (folder: string) => {
  const { jobs, totals, verdict, period } = readReport((await bundleFile(folder, 'report.json', KEPT)).toString());
  return { jobs, totals, verdict, period };
};

/** What a source that says the same gives where nothing was ever killed. */
const undisturbed = async ({ source }: Lane) => {
  const folder = await openFolder();
  await configure(folder, [tenantAt(source.url)], ARCHIVE);
  expect((await typeAt(folder, Date.now(), ['run', ...PERIOD])).code).toBe(0);
  return figuresIn(folder);
};

/** Processes that nobody disturbs go on from whatever was left, and end with what they would have said anyway. */
export const goOn = async (lane: Lane, commands: readonly (readonly string[])[]): Promise<void> => {
  for (const argv of commands) {
    const { code, err } = await live(lane, argv, lane.env, null);
    expect([argv, code, err]).toEqual([argv, 0, QUIET]);
    await lane.look(true);
  }
  expect(await figuresIn(lane.folder)).toEqual(await undisturbed(lane));
};

/** Makes everything that was left between two days older: nobody is writing it any more. */
export const age = async ({ bundles }: Place): Promise<void> => {
  for (const path of (await leftovers(bundles)).map((name) => join(bundles, name))) {
    const old = ((await stat(path)).mtimeMs - 2 * DAY) / 1000;
    await utimes(path, old, old);
  }
};

export const filesOf = async ({ folder, bundles }: Place) => ({ folder: (await readdir(folder)).toSorted(), bundles: await readdir(bundles) });
