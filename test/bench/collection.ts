import { collect } from '../../src/collect/collect.ts';
import { SOURCE_DEFAULTS } from '../../src/vdc/options.ts';
import { createSource } from '../../src/vdc/source.ts';
import { BENCH_KEY, startSimulatorProcess } from './simulator-process.ts';
import type { Row } from './table.ts';

const REQUESTS = 300;
const LATENCY_MS = 30;
const CONCURRENCY = 4;
const WINDOW = { from: Date.parse('2026-09-30T22:00:00Z'), to: Date.parse('2026-10-31T23:00:00Z') };

const WORLD = {
  now: Date.now,
  random: Math.random,
  sleep: async () => {
    throw new Error('A request was repeated: the measurement is void.');
  },
};

const collectOnce = async (url: string): Promise<number> => {
  const source = createSource({ ...SOURCE_DEFAULTS, baseUrl: url, apiKey: BENCH_KEY, concurrency: CONCURRENCY }, WORLD);
  try {
    const before = performance.now();
    const evidence = await collect(source, { window: WINDOW, logs: 'none', baseUrl: url }, WORLD, () => undefined);
    const spent = performance.now() - before;
    if (evidence.exchanges.length !== REQUESTS || evidence.missing.length > 0)
      throw new Error(`${evidence.exchanges.length} answers, not ${REQUESTS}.`);
    return spent;
  } finally {
    await source.close();
  }
};

/** 300 requests (a list of 299 jobs, then each job's sessions) at 30 ms each, four in flight. */
export const benchCollection = async (runs: number): Promise<Row> => {
  const simulator = await startSimulatorProcess([
    '--world',
    'large',
    '--jobs',
    String(REQUESTS - 1),
    '--days',
    '40',
    '--latency',
    String(LATENCY_MS),
  ]);
  try {
    await collectOnce(simulator.url);
    const oursMs: number[] = [];
    for (let run = 0; run < runs; run += 1) oursMs.push(await collectOnce(simulator.url));
    const floor = Math.ceil(REQUESTS / CONCURRENCY) * LATENCY_MS;
    return {
      name: 'collection',
      floor: 'ceil(300 / 4) × 30 ms',
      oursMs,
      floorMs: oursMs.map(() => floor),
      target: 1.2,
      note: `${REQUESTS} requests`,
    };
  } finally {
    await simulator.stop();
  }
};
