import { isAnswerFault } from './fault.ts';
import type { Fault } from './fault.ts';
import type { SimulatedJob, SimulatedWorld } from './wire.ts';

/** What a request asks about; `job` null: the list, or a job that does not exist. */
export type FaultTarget = { readonly endpoint: 'jobs' | 'sessions' | 'logs'; readonly job: SimulatedJob | null };

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const fitsName = (glob: string, name: string): boolean =>
  new RegExp(
    `^${escaped(glob)
      .replaceAll(String.raw`\*`, '.*')
      .replaceAll(String.raw`\?`, '.')}$`,
    'isu',
  ).test(name);

/** Whether `wanted` (an id, a name with `*` and `?`, or a place from 1) means `job`. */
export const meansJob = (wanted: string | number, job: SimulatedJob, world: SimulatedWorld): boolean =>
  typeof wanted === 'number' ? world.jobs[wanted - 1] === job : wanted === job.record.id || fitsName(wanted, job.record.name);

const fits = (fault: Fault, target: FaultTarget, world: SimulatedWorld): boolean => {
  const endpoint = fault.endpoint ?? 'any';
  if (endpoint !== 'any' && endpoint !== target.endpoint) return false;
  if (fault.job === undefined) return true;
  if (target.endpoint === 'jobs') return endpoint === 'jobs';
  return target.job !== null && meansJob(fault.job, target.job, world);
};

/** Deals out faults to requests: as many as combine, at most one that takes the answer's place, each no more than `times`. */
export const faultQueue = (faults: readonly Fault[], world: SimulatedWorld): ((target: FaultTarget) => readonly Fault[]) => {
  const used = new Map<Fault, number>();
  const left = (fault: Fault): boolean => (used.get(fault) ?? 0) < (fault.times ?? Infinity);
  return (target) => {
    const waiting = faults.filter((fault) => left(fault) && fits(fault, target, world));
    const decisive = waiting.find(isAnswerFault);
    const dealt = waiting.filter((fault) => !isAnswerFault(fault) || fault === decisive);
    for (const fault of dealt) used.set(fault, (used.get(fault) ?? 0) + 1);
    return dealt;
  };
};
