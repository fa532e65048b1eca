import { describe, expect, it, onTestFinished } from 'vitest';
import { spelledOut } from '../support/spelled-out.ts';
import { collect } from '../../src/collect/collect.ts';
import { startSimulator, type Simulator } from '../../src/simulator/server.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { readEvidence } from '../../src/vdc/read/index.ts';
import { testSource, testWorld } from '../vdc/support/source.ts';
import type { Collection, JobCollection } from '../../src/model/collection.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Fault } from '../../src/simulator/fault.ts';
import type { SimulatorOptions } from '../../src/simulator/respond.ts';
import type { WorldName } from '../../src/simulator/wire.ts';

const NOW = Date.parse('2026-11-02T05:00:00Z');
const WINDOW = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };
const KEY = 'key-of-contoso';

const open = async (name: WorldName, options: Partial<SimulatorOptions> = {}): Promise<Simulator> => {
  const world = createWorld({ name, seed: 1, now: NOW, days: 60, jobs: 20 });
  const simulator = await startSimulator({ world, apiKey: KEY, now: () => NOW, ...options });
  onTestFinished(() => simulator.close());
  return simulator;
};

/** Ports and times differ from run to run; all else is to be equal. */
const collectFrom = async (simulator: Simulator): Promise<Evidence> => {
  const world = testWorld(NOW);
  const source = testSource(simulator.url, { apiKey: KEY, timeouts: { attemptMs: 300, totalMs: 60_000 }, maxBodyBytes: 8_000_000 }, world);
  return collect(source, { window: WINDOW, logs: 'problems', baseUrl: 'http://simulated/v1' }, world, () => undefined);
};

const collectionOf = async (name: WorldName, options: Partial<SimulatorOptions> = {}): Promise<Collection> =>
  readEvidence(await collectFrom(await open(name, options)));

const gist = ({ job, sessions, listed, logs, failure }: JobCollection): unknown => ({ id: job.id, sessions, listed, logs, failure });

describe.each<WorldName>(['healthy', 'troubled', 'large', 'hostile', 'new', 'sample'])('the world %s', (name) => {
  it('is read whole, with at most four requests at once', async () => {
    const simulator = await open(name);
    const evidence = await collectFrom(simulator);
    const collection = readEvidence(evidence);
    expect(evidence.missing).toEqual([]);
    expect(collection.failure).toBeNull();
    expect(collection.jobs.filter(({ failure }) => failure !== null)).toEqual([]);
    expect(simulator.maxInFlight).toBeLessThanOrEqual(4);
    expect(simulator.requests).toHaveLength(evidence.exchanges.length);
  });

  it('gives equal evidence twice, and the same data in pages', async () => {
    const evidence = await collectFrom(await open(name));
    expect(spelledOut(await collectFrom(await open(name)))).toEqual(spelledOut(evidence));
    const paged = await collectionOf(name, { envelope: { limit: 7 } });
    expect(paged.jobs.map(gist)).toEqual(readEvidence(evidence).jobs.map(gist));
  });
});

describe('of five jobs, one with', () => {
  const second = (fault: Fault): Fault => ({ ...fault, job: 2, endpoint: 'sessions' });
  const faults: readonly (readonly [Fault, string])[] = [
    [{ kind: 'forbidden' }, 'forbidden'],
    [{ kind: 'unauthorized' }, 'refused-key'],
    [{ kind: 'not-found' }, 'not-found'],
    [{ kind: 'too-many-requests' }, 'rate-limited'],
    [{ kind: 'server-error' }, 'server-error'],
    [{ kind: 'hang' }, 'timeout'],
    [{ kind: 'stall' }, 'timeout'],
    [{ kind: 'reset' }, 'network'],
    [{ kind: 'cut-body' }, 'cut-off'],
    [{ kind: 'invalid-json' }, 'not-json'],
    [{ kind: 'html' }, 'not-json'],
    [{ kind: 'not-a-list' }, 'not-a-list'],
    [{ kind: 'redirect' }, 'redirect-refused'],
    [{ kind: 'huge-body', megabytes: 10 }, 'too-large'],
  ];

  it.each(faults)('$kind fails alone', async (fault, code) => {
    const whole = await collectionOf('healthy');
    const { jobs } = await collectionOf('healthy', { faults: [second(fault)] });
    expect(jobs.map(({ failure }) => failure?.code ?? null)).toEqual(whole.jobs.map((_, at) => (at === 1 ? code : null)));
    expect(jobs.filter((_, at) => at !== 1).map(gist)).toEqual(whole.jobs.filter((_, at) => at !== 1).map(gist));
  });

  it.each<Fault>([
    { kind: 'too-many-requests', retryAfter: 3, times: 2 },
    { kind: 'too-many-requests', retryAfter: 'date', times: 1 },
    { kind: 'too-many-requests', retryAfter: 'body', times: 1 },
    { kind: 'server-error', times: 4 },
    { kind: 'reset', times: 2 },
    { kind: 'cut-body', times: 2 },
    { kind: 'hang', times: 1 },
    { kind: 'shuffled' },
  ])('%j loses nothing', async (fault) => {
    const whole = await collectionOf('healthy');
    const { jobs } = await collectionOf('healthy', { faults: [second(fault)] });
    expect(jobs.map(({ job, sessions, failure }) => ({ job, sessions, failure }))).toEqual(
      whole.jobs.map(({ job, sessions, failure }) => ({ job, sessions, failure })),
    );
  });

  it.each<readonly [Fault, string]>([
    [{ kind: 'duplicates' }, 'duplicate-session'],
    [{ kind: 'conflicting-duplicates' }, 'conflicting-duplicate'],
    [{ kind: 'wrong-type', field: 'status' }, 'mistyped-field'],
    [{ kind: 'wrong-type', field: 'creationTime' }, 'unreadable-session'],
    [{ kind: 'wrong-type', field: 'endTime' }, 'unreadable-end'],
  ])('%j has an issue', async (fault, code) => {
    const { jobs } = await collectionOf('healthy', { faults: [second(fault)] });
    expect(jobs.map(({ issues }) => issues.some((issue) => issue.code === code))).toEqual(jobs.map((_, at) => at === 1));
  });
});
