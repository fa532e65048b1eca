import { onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/respond.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { createWorld } from '../../src/simulator/world.ts';

export const NOW = Date.parse('2026-11-02T05:00:00Z');
export const KEY = 'key-of-contoso';

export const healthy = createWorld({ name: 'healthy', seed: 1, now: NOW });

/** A simulator that is closed when the test ends, by default of the healthy world. */
export const openSimulator = async (options: Partial<SimulatorOptions> = {}): Promise<Simulator> => {
  const simulator = await startSimulator({ world: healthy, apiKey: KEY, now: () => NOW, ...options });
  onTestFinished(() => simulator.close());
  return simulator;
};

export const get = (simulator: Simulator, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(simulator.url + path, { redirect: 'manual', headers: { 'X-API-Key': KEY }, ...init });

export const getJson = async (simulator: Simulator, path: string): Promise<unknown> => (await get(simulator, path)).json();

export const JOBS = '/reports/backup-jobs';
export const sessionsPath = (jobId: string): string => `/Reports/backup-jobs/${encodeURIComponent(jobId)}/job-sessions`;
export const logPath = (jobId: string, sessionId: string): string => `${sessionsPath(jobId)}/${encodeURIComponent(sessionId)}/logs`;
