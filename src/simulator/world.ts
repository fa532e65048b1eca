import type { Instant } from '../model/instant.ts';
import type { SimulatedWorld, WorldName } from './wire.ts';
import { healthyWorld } from './worlds/healthy.ts';
import { hostileWorld } from './worlds/hostile.ts';
import { largeWorld } from './worlds/large.ts';
import { newWorld } from './worlds/new.ts';
import { sampleWorld } from './worlds/sample.ts';
import { troubledWorld } from './worlds/troubled.ts';

/** `now`: the world's own clock, at which it stands still. `days` of history before it (default 95); `jobs` only in `large` (default 100). */
export type WorldRequest = {
  readonly name: WorldName;
  readonly seed: number;
  readonly now: Instant;
  readonly jobs?: number;
  readonly days?: number;
};

/** A tenant's source. The same request gives the same world, byte for byte; `sample` is the same at every request. */
export const createWorld = ({ name, seed, now, jobs = 100, days = 95 }: WorldRequest): SimulatedWorld => {
  switch (name) {
    case 'healthy':
      return healthyWorld(seed, now, days);
    case 'troubled':
      return troubledWorld(seed, now, days);
    case 'large':
      return largeWorld(seed, now, days, jobs);
    case 'hostile':
      return hostileWorld(seed, now, days);
    case 'new':
      return newWorld(seed, now);
    case 'sample':
      return sampleWorld(seed, now);
  }
};
