import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { BENCH_KEY, BENCH_NOW, startSimulatorProcess } from './simulator-process.ts';
import type { Row } from './table.ts';

export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** The Node process tells its own peak (in KiB) when it ends. */
const PEAK = 'data:text/javascript,process.on("exit",()=>console.error("PEAK",process.resourceUsage().maxRSS))';
/** What a cold process cannot do without: Node, the browser library, a browser, one print of the same page. */
const BARE = fileURLToPath(new URL('./bare-print.ts', import.meta.url));

export type ColdRun = { readonly row: Row; readonly folder: string; readonly peakMiB: readonly number[] };

export type Measured = { readonly ms: number; readonly peakMiB: number };

/** A Node process of its own, from its start to its end. */
export const measure = async (args: readonly string[], cwd: string): Promise<Measured> => {
  const before = performance.now();
  const child = spawn(process.execPath, ['--import', PEAK, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, BENCH_KEY },
  });
  const exited = once(child, 'exit');
  const said = await text(child.stderr);
  await exited;
  const ms = performance.now() - before;
  if (child.exitCode !== 0) throw new Error(`Exit code ${String(child.exitCode)}: ${said}`);
  return { ms, peakMiB: Number(/PEAK (\d+)/.exec(said)?.[1]) / 1024 };
};

const configuration = (url: string): string =>
  JSON.stringify({ timezone: 'Europe/Berlin', tenants: [{ id: 'bench', name: 'Bench Ltd', baseUrl: url, apiKey: { env: 'BENCH_KEY' } }] });

/** The whole `run` of 10 jobs × 31 days as a cold process, with all its files. */
export const benchColdRun = async (runs: number): Promise<ColdRun> => {
  const simulator = await startSimulatorProcess(['--world', 'large', '--jobs', '10', '--days', '62']);
  try {
    const cwd = await mkdtemp(join(tmpdir(), 'vdc-report-bench-'));
    await writeFile(join(cwd, 'vdc-report.json'), configuration(simulator.url));
    const folder = join(cwd, 'reports', 'bench', '2026-10');
    const ours = () => measure([MAIN, 'run', '--period', '2026-10', '--as-of', BENCH_NOW, '--quiet'], cwd);
    await ours();
    const results: { ours: Awaited<ReturnType<typeof measure>>; floorMs: number }[] = [];
    for (let run = 0; run < runs; run += 1) {
      const floorMs = (await measure([BARE, join(folder, 'report.html')], cwd)).ms;
      results.push({ ours: await ours(), floorMs });
    }
    const row: Row = {
      name: 'cold run',
      floor: 'cold Node, browser, one bare print',
      oursMs: results.map((result) => result.ours.ms),
      floorMs: results.map((result) => result.floorMs),
      target: null,
      note: '10 jobs × 31 days',
    };
    return { row, folder, peakMiB: results.map((result) => result.ours.peakMiB) };
  } finally {
    await simulator.stop();
  }
};
