import { onTestFinished } from 'vitest';
import { cli } from '../../src/cli/index.ts';
import { DAY, type Instant } from '../../src/model/instant.ts';
import { parseFault } from '../../src/simulator/parse-fault.ts';
import { startSimulator, type Simulator } from '../../src/simulator/server.ts';
import type { SimulatedJob, SimulatedRun, SimulatedWorld } from '../../src/simulator/wire.ts';
import { fakeWorld } from '../cli/support/fake-world.ts';
import { KEY, type Ended, type Env } from '../support/pipeline.ts';

/** What an administrator does to a job, and when. */
export type Story = { readonly deletedAt?: Instant; readonly disabledAt?: Instant; readonly renamed?: { readonly at: Instant; readonly to: string } };

export type Habits = {
  /** Milliseconds after its start for which a session is listed. */
  readonly retention: number;
  /** By the job's place in the list, from 0. */
  readonly stories?: Readonly<Record<number, Story>>;
};

const startOf = ({ session }: SimulatedRun): Instant => Date.parse(session.creationTime);

/** A run that has not ended yet is listed as running, whatever becomes of it. */
const runAt = (run: SimulatedRun, now: Instant): SimulatedRun => {
  const { session } = run;
  if (session.endTime !== null && Date.parse(session.endTime) <= now) return run;
  return { trouble: [], session: { ...session, endTime: null, status: 'Running', progress: 0, processedObjects: 0 } };
};

const jobAt = (job: SimulatedJob, now: Instant, retention: number, { disabledAt = Infinity, renamed }: Story): SimulatedJob => {
  const runs = job.runs.filter((run) => startOf(run) <= Math.min(now, disabledAt)).map((run) => runAt(run, now));
  const newest = runs.find(({ session }) => session.endTime !== null)?.session;
  const record = {
    ...job.record,
    name: renamed !== undefined && renamed.at <= now ? renamed.to : job.record.name,
    isEnabled: disabledAt > now,
    lastRun: newest?.endTime ?? null,
    lastStatus: newest?.status ?? null,
    nextRun: null,
  };
  return { ...job, record, runs: runs.filter((run) => startOf(run) > now - retention) };
};

/** What the source says of a world at an instant of its history. */
export const worldAt = (world: SimulatedWorld, now: Instant, { retention, stories = {} }: Habits): SimulatedWorld => ({
  ...world,
  now,
  jobs: world.jobs.flatMap((job, place) => {
    const story = stories[place] ?? {};
    return (story.deletedAt ?? Infinity) > now ? [jobAt(job, now, retention, story)] : [];
  }),
});

export type ChangingSource = Simulator & { readonly show: (now: Instant) => void };

/** A simulator at one address, whose world moves on; closed when the test ends. */
export const openChangingSource = async (world: SimulatedWorld, habits: Habits, faults: readonly string[] = []): Promise<ChangingSource> => {
  const shown = { world: worldAt(world, world.now, habits) };
  const simulator = await startSimulator({
    get world() {
      return shown.world;
    },
    apiKey: KEY,
    now: () => shown.world.now,
    faults: faults.map(parseFault),
  });
  onTestFinished(() => simulator.close());
  return Object.assign(simulator, { show: (now: Instant) => void (shown.world = worldAt(world, now, habits)) });
};

/** Runs a command line in this process at an instant, without waiting between retries. */
export const typeAt = async (folder: string, now: Instant, argv: readonly string[], env: Env = { VDC_KEY: KEY }): Promise<Ended> => {
  const world = fakeWorld(argv, { cwd: folder, columns: 160, env });
  const code = await cli({ ...world, now: () => now });
  return { code, out: world.out(), err: world.err() };
};

/** Once a day from the first instant to the last. */
export const daysFrom = (first: Instant, last: Instant): readonly Instant[] =>
  Array.from({ length: Math.floor((last - first) / DAY) + 1 }, (_, day) => first + day * DAY);
