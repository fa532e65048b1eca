import type { Fault } from './fault.ts';
import { parseFault } from './parse-fault.ts';
import type { SimulatorOptions } from './respond.ts';
import { startSimulator } from './server.ts';
import type { Simulator } from './server.ts';
import { createWorld } from './world.ts';
import type { WorldRequest } from './world.ts';

/** A world by its request, and faults as data or in the short form of `parseFault`. */
export type SimulationOptions = Omit<SimulatorOptions, 'world' | 'faults'> & {
  readonly world: WorldRequest;
  readonly faults?: readonly (string | Fault)[];
};

/** Makes a world and serves it on loopback. Throws a UsageError on a fault that cannot be read or could never fire, a UserError where the port is taken. */
export const simulate = async ({ world, faults = [], ...options }: SimulationOptions): Promise<Simulator> =>
  startSimulator({
    ...options,
    world: createWorld(world),
    faults: faults.map((fault) => (typeof fault === 'string' ? parseFault(fault) : fault)),
  });
