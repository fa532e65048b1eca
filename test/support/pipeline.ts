import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { cli } from '../../src/cli/index.ts';
import type { Report, ReportJob } from '../../src/model/report.ts';
import { readReport } from '../../src/report/compose.ts';
import { parseFault } from '../../src/simulator/parse-fault.ts';
import { startSimulator, type Simulator } from '../../src/simulator/server.ts';
import type { SimulatorOptions } from '../../src/simulator/respond.ts';
import type { SimulatedWorld } from '../../src/simulator/wire.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { fakeWorld } from '../cli/support/fake-world.ts';

/** The program's clock, always in the past of the machine's. */
export const AS_OF = '2025-11-02T05:00:00Z';
export const PERIOD = '2025-10';
export const KEY = 'key-of-contoso';

/** The source's clock stands in the first hour after the period, so that the newest session lies in the period. */
export const SOURCE_NOW = Date.parse('2025-11-01T00:30:00Z');

const healthy = createWorld({ name: 'healthy', seed: 1, now: SOURCE_NOW });

/** Five daily jobs of which nothing is to be said. */
export const FIVE_JOBS: SimulatedWorld = { ...healthy, jobs: healthy.jobs.slice(0, 5) };

export type SourceOptions = Partial<Omit<SimulatorOptions, 'faults'>> & { readonly faults?: readonly string[] };

/** A simulator of five jobs that is closed when the test ends. */
export const openSource = async ({ faults = [], ...options }: SourceOptions = {}): Promise<Simulator> => {
  const simulator = await startSimulator({ world: FIVE_JOBS, apiKey: KEY, now: () => Date.parse(AS_OF), faults: faults.map(parseFault), ...options });
  onTestFinished(() => simulator.close());
  return simulator;
};

/** An empty folder, by its real path, that is gone when the test ends. */
export const openFolder = async (): Promise<string> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'vdc-report-e2e-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

type Written = Readonly<Record<string, unknown>>;

export const tenantAt = (baseUrl: string, changes: Written = {}): Written => ({
  id: 'contoso',
  name: 'Contoso Ltd',
  baseUrl,
  apiKey: { env: 'VDC_KEY' },
  ...changes,
});

/** Writes `vdc-report.yaml` into `folder`; reports go to `reports` beside it. No PDF unless the test asks for one. */
export const configure = async (folder: string, tenants: readonly Written[], changes: Written = {}): Promise<void> => {
  const config = { timezone: 'UTC', archive: 'none', report: { formats: ['html', 'json', 'csv'] }, tenants, ...changes };
  await writeFile(join(folder, 'vdc-report.yaml'), JSON.stringify(config));
};

export type Env = Readonly<Record<string, string>>;
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the command line in this process, at a fixed time and without waiting between retries; all else is real. */
export const run = async (folder: string, argv: readonly string[] = [], env: Env = {}): Promise<Ended> => {
  const world = fakeWorld(['run', ...(argv.includes('--period') ? [] : ['--period', PERIOD]), ...argv], {
    cwd: folder,
    columns: 160,
    env: { VDC_KEY: KEY, ...env },
  });
  const code = await cli({ ...world, now: () => Date.parse(AS_OF) });
  return { code, out: world.out(), err: world.err() };
};

/** Every file below `root` by its name with slashes; empty where there is no such folder. */
export const readTree = async (root: string): Promise<ReadonlyMap<string, Buffer>> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(paths.toSorted().map(async (path) => [relative(root, path).split(sep).join('/'), await readFile(path)] as const));
  return new Map(files);
};

/** Of the only tenant. */
export const bundleFile = (folder: string, name: string, period: string = PERIOD): Promise<Buffer> =>
  readFile(join(folder, 'reports', 'contoso', period, name));

/** The report of the only tenant, checked against its schema. */
export const reportIn = async (folder: string, period: string = PERIOD): Promise<Report> =>
  readReport((await bundleFile(folder, 'report.json', period)).toString());

export type Whole = Ended & { readonly report: Report; readonly folder: string; readonly simulator: Simulator };

/** One run of one tenant against a simulator of its own. */
export const runAgainst = async (options: SourceOptions, tenant: Written = {}, argv: readonly string[] = []): Promise<Whole> => {
  const simulator = await openSource(options);
  const folder = await openFolder();
  await configure(folder, [tenantAt(simulator.url, tenant)]);
  const ended = await run(folder, argv);
  return { ...ended, report: await reportIn(folder), folder, simulator };
};

/** The job that the simulator lists at `place`, from 1, in the report. */
export const jobAt = (report: Report, place: number, world: SimulatedWorld = FIVE_JOBS): ReportJob => {
  const id = world.jobs[place - 1]?.record.id;
  const job = report.jobs.find((one) => one.id === id);
  if (job === undefined) throw new Error(`the report has no job ${String(place)}`);
  return job;
};

const MAIN = resolve('src/main.ts');

/** What a process needs to find a browser; nothing else of this machine's settings. */
const plainEnv = (): Env =>
  Object.fromEntries(
    ['PATH', 'HOME', 'XDG_CACHE_HOME', 'PUPPETEER_EXECUTABLE_PATH', 'TMPDIR'].flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]],
    ),
  );

/** Starts the program as a process of its own in `folder`. It is killed when the test ends, should it still run. */
export const startProgram = (folder: string, argv: readonly string[], env: Env = {}): ChildProcess & { readonly ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd: folder, env: { ...plainEnv(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(([out, err]) => ({
    code: child.exitCode,
    out,
    err,
  }));
  return Object.assign(child, { ended });
};
