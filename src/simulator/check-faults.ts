import { UsageError } from '../errors.ts';
import { fieldsInstead } from './fault-fields.ts';
import { meansJob } from './fault-queue.ts';
import type { Fault } from './fault.ts';
import type { SimulatedWorld } from './wire.ts';

const MOST_NAMED = 20;

const jobsThere = ({ name, jobs }: SimulatedWorld): string => {
  const named = jobs.slice(0, MOST_NAMED).map(({ record }, place) => `${place + 1} ${JSON.stringify(record.name)}`);
  const more = jobs.length - named.length;
  return `Jobs of the world ${name}: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
};

const neverFires = (why: string, hint: string): UsageError => new UsageError('idle-fault', `A fault could never fire: ${why}.`, { hint });

/** A field that no record has would be added and ignored. Throws UsageError that names the fields there are. */
export const checkField = (fault: Fault): void => {
  const instead = fieldsInstead(fault);
  if (instead !== null && fault.kind === 'wrong-type') throw neverFires(`there is no field ${JSON.stringify(fault.field)}`, instead);
};

/** Throws UsageError for the first fault that names a job or a field that the world does not have. */
export const checkFaults = (faults: readonly Fault[], world: SimulatedWorld): void => {
  for (const fault of faults) {
    checkField(fault);
    const { job } = fault;
    if (job !== undefined && !world.jobs.some((one) => meansJob(job, one, world)))
      throw neverFires(`there is no job ${JSON.stringify(job)}`, jobsThere(world));
  }
};
