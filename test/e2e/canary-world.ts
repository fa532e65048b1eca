import type { Instant } from '../../src/model/instant.ts';
import type { SimulatedJob, SimulatedWorld, Workload } from '../../src/simulator/wire.ts';
import { createWorld } from '../../src/simulator/world.ts';

/** Words that stand in names of objects and nowhere else; lower case. */
export const CANARIES = ['zqxvole', 'quokkaland', 'kookaburra', 'wombatry', 'numbatson', 'ottilie', 'platypus', 'echidna'] as const;

/** The names of one object as a log writes it; of a site also by its address alone. */
const named: Readonly<Record<Workload, (place: number) => readonly [string, string]>> = {
  mailbox: (place) => [`zqxvole${String(place)}.echidna@quokkaland.example`, ''],
  onedrive: (place) => [`Ottilie Numbatson ${String(place)}`, ''],
  site: (place) => {
    const address = `https://quokkaland.example/sites/kookaburra-${String(place)}`;
    return [`Kookaburra Board ${String(place)} (${address})`, address];
  },
  team: (place) => [`Wombatry Circle ${String(place)}`, ''],
};

/** Two objects of other jobs, and somebody whom no log names as an object. */
const LOOSE =
  '[Error] Could not ask Ottilie Numbatson 1 about Wombatry Circle 2, since host kookaburra.quokkaland.example was closed by Sven Platypus (zqxvole7).';

const renamed = (job: SimulatedJob): SimulatedJob => {
  const names = new Map(job.objects.map((object, place) => [object, named[job.workload](place)]));
  const addressOf = (text: string): string => /\((https:[^)]*)\)$/.exec(text)?.[1] ?? text;
  const rename = (text: string): string =>
    [...names].reduce((kept, [before, [after, address]]) => {
      const whole = kept.replaceAll(before, after);
      return address === '' ? whole : whole.replaceAll(addressOf(before), address);
    }, text);
  const runs = job.runs.map((run) => ({
    ...run,
    trouble: run.trouble.map(({ object, title }) =>
      object === null ? { object, title: LOOSE } : { object: names.get(object)?.[0] ?? object, title: rename(title) },
    ),
  }));
  return { ...job, objects: [...names.values()].map(([name]) => name), runs };
};

/** A world in trouble whose objects all have names that are easily found again. */
export const canaryWorld = (now: Instant): SimulatedWorld => {
  const world = createWorld({ name: 'troubled', seed: 1, now });
  return { ...world, jobs: world.jobs.map(renamed) };
};

export const NOW = Date.parse('2025-11-01T00:30:00Z');
