import { HOUR } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { buildJob } from '../build-job.ts';
import { nextDaily, nightly } from '../nightly.ts';
import type { Night } from '../nightly.ts';
import { randomFor } from '../random.ts';
import type { SimulatedJob, SimulatedWorld, Trouble, Workload } from '../wire.ts';
import { HOSTILE_IDS, HOSTILE_TEXTS } from './hostile-texts.ts';

const WORKLOADS: readonly Workload[] = ['mailbox', 'onedrive', 'site', 'team'];

/** Lines that are almost like real ones, and lines that are like none. */
const hostileTrouble = (text: string): readonly Trouble[] => [
  { object: text, title: `[Warning] Processing mailbox ${text} completed with warning: ${text}` },
  { object: `${text} 2`, title: `[Error] Failed to process site ${text} (https://contoso.example/${text}). ${text}` },
  { object: `${text} 3`, title: text },
  { object: `${text} 4`, title: `[${text}] ${text}` },
  { object: `${text} 5`, title: '[Success] Transferred: 99999999999999999999 PB (-1 items) at NaN MB/s' },
  { object: `${text} 6`, title: '[Success] Found 1e400 objects' },
];

/** Every sixth night warns, every eleventh fails at first; every third job lost one night, so that it has a gap to show. */
const nightOf = (text: string, index: number, daysAgo: number): Night | null => {
  if (daysAgo === 16 && index % 3 === 0) return { kind: 'failed', trouble: hostileTrouble(text) };
  if (daysAgo % 11 === 5) return { kind: 'retried', trouble: [{ object: null, title: `[Error] ${text}` }] };
  return daysAgo % 6 === 1 ? { kind: 'warning', trouble: hostileTrouble(text) } : null;
};

/** The newest sessions get hostile ids; every job's its own, as an id belongs to one session only. */
const withHostileIds = (job: SimulatedJob, index: number): SimulatedJob => ({
  ...job,
  runs: job.runs.map((run, at) => {
    const odd = HOSTILE_IDS[at];
    return odd === undefined ? run : { ...run, session: { ...run.session, id: index === 0 ? odd : `${odd} ${index}` } };
  }),
});

const build = (text: string, index: number, seed: number, now: Instant, days: number): SimulatedJob => {
  const random = randomFor(seed, `${index} ${text.slice(0, 40)}`);
  const objects = ['', ' 2', ' 3', ' 4', ' 5', ' 6', ' 7'].map((suffix) => text + suffix);
  const at = 3 * HOUR;
  const runs = nightly({ now, days, at, minutes: 7, objects: () => objects.length, night: (daysAgo) => nightOf(text, index, daysAgo) }, random);
  const workload = WORKLOADS[index % WORKLOADS.length] ?? 'mailbox';
  const id = HOSTILE_IDS[index];
  const plan = { name: text, workload, objects, runs, nextRun: nextDaily(now, at), ...(id === undefined ? {} : { id }) };
  return withHostileIds(buildJob(plan, now, random), index);
};

/** Jobs, objects, ids and log lines whose texts attack whatever shows them. Their histories are ordinary. */
export const hostileWorld = (seed: number, now: Instant, days: number): SimulatedWorld => ({
  name: 'hostile',
  seed,
  now,
  indent: 0,
  jobs: HOSTILE_TEXTS.map((text, index) => build(text, index, seed, now, days)),
});
