import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { BundleFiles } from '../../src/evidence/bundle.ts';
import type { Check } from '../../src/model/check.ts';
import { parseFault } from '../../src/simulator/parse-fault.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { AS_OF, configure, FIVE_JOBS, KEY, openFolder, PERIOD, readTree, run, tenantAt, type Ended } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';

type Written = Readonly<Record<string, unknown>>;

/** The files of a bundle that `run` has made, for a tenant of this name. Usable outside of tests: leaves nothing open. */
export const madeBundle = async (folder: string, id = 'contoso', changes: Written = {}): Promise<BundleFiles> => {
  const simulator = await startSimulator({ world: FIVE_JOBS, apiKey: KEY, now: () => Date.parse(AS_OF), faults: [parseFault('404@job=3')] });
  try {
    await configure(folder, [tenantAt(simulator.url, { id, name: `${id} Ltd` })], { timezone: 'America/St_Johns', ...changes });
    // One job is missing: its row says so, and its failure is part of the evidence.
    expect((await run(folder)).code).toBe(3);
  } finally {
    await simulator.close();
  }
  return { kind: 'folder', files: await readTree(join(folder, 'reports', id, PERIOD)) };
};

/** Writes a bundle's files into a folder of their own that is gone when the test ends. */
export const laidOut = async ({ files }: Pick<BundleFiles, 'files'>): Promise<string> => {
  const folder = join(await openFolder(), PERIOD);
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return folder;
};

export const without = (path: string, name: string): Promise<void> => rm(join(path, name), { recursive: true });

/** The command line, in this process, where no configuration, archive or network is. */
export const typeVerify = async (...argv: readonly string[]): Promise<Ended> =>
  typeAt(await openFolder(), Date.parse(AS_OF), ['verify', ...argv], {});

export type Said = {
  readonly result: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly checks: readonly (Check & { text: string })[];
};

/** `verify --json`, with its exit code and the sentences of what does not agree. */
export const verified = async (path: string, ...argv: readonly string[]): Promise<Said & Ended & { readonly bad: readonly string[] }> => {
  const ended = await typeVerify(path, '--json', ...argv);
  const said = JSON.parse(ended.out) as Said;
  return { ...ended, ...said, bad: said.checks.filter(({ status }) => status === 'bad').map(({ text }) => text) };
};
