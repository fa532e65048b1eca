import { onTestFinished } from 'vitest';
import { SOURCE_DEFAULTS, type SourceOptions } from '../../../src/vdc/options.ts';
import { createSource, type Source } from '../../../src/vdc/source.ts';
import type { SourceWorld } from '../../../src/vdc/request.ts';

export const KEY = 'k3y-"that/nobody+may=see';

/** A clock that only sleeping moves. */
export type TestWorld = SourceWorld & { readonly sleeps: readonly number[] };

export const testWorld = (start = Date.UTC(2026, 9, 1), random = 0): TestWorld => {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    random: () => random,
    sleep: async (ms) => {
      sleeps.push(ms);
      now += ms;
    },
  };
};

/** A source for one test, closed with it. */
export const testSource = (baseUrl: string, options: Partial<SourceOptions> = {}, world: SourceWorld = testWorld()): Source => {
  const source = createSource({ ...SOURCE_DEFAULTS, baseUrl, apiKey: KEY, ...options }, world);
  onTestFinished(() => source.close());
  return source;
};

export const JOBS = { kind: 'jobs' } as const;
