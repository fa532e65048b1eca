import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export const BENCH_KEY = 'bench-key';
export const BENCH_NOW = '2026-11-02T05:00:00Z';

export type SimulatorProcess = { readonly url: string; readonly stop: () => Promise<void> };

const urlIn = (line: string): string | null => /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(line)?.[0] ?? null;

/** A simulator of its own process, so that its work is not counted as ours. */
export const startSimulatorProcess = async (options: readonly string[]): Promise<SimulatorProcess> => {
  const child = spawn(process.execPath, [MAIN, 'simulate', '--now', BENCH_NOW, '--key', BENCH_KEY, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = urlIn(line);
    if (url !== null) return { url, stop };
  }
  throw new Error('The simulator ended before it said where it listens.');
};
