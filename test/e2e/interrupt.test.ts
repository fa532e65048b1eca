import { readdir, readlink } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { AS_OF, configure, KEY, openFolder, openSource, PERIOD, startProgram, tenantAt } from '../support/pipeline.ts';

const QUICKLY = { timeout: 20_000, interval: 20 };

/** Processes that work in `folder`: the program and, as its child, the browser. Only Linux tells. */
const workingIn = async (folder: string): Promise<readonly string[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const places = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => '')));
  return ids.filter((_, at) => places[at] === folder);
};

describe.runIf(process.platform === 'linux')('a run that is interrupted while it collects', () => {
  it.each<[signal: 'SIGINT' | 'SIGTERM', code: number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s: exit code %i, nothing half-written, no browser left', async (signal, code) => {
    const simulator = await openSource({ faults: ['hang@job=2'] });
    const folder = await openFolder();
    await configure(folder, [tenantAt(simulator.url)], { report: {} });
    const child = startProgram(folder, ['run', '--period', PERIOD, '--as-of', AS_OF], { VDC_KEY: KEY });
    await vi.waitFor(() => expect(simulator.requests.some(({ faults }) => faults.includes('hang'))).toBe(true), QUICKLY);
    await vi.waitFor(async () => expect((await workingIn(folder)).length).toBeGreaterThan(1), QUICKLY);
    child.kill(signal);
    const ended = await child.ended;
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(`vdc-report: interrupted (${signal}); nothing half-written was left behind.`);
    expect(await readdir(folder)).toEqual(['vdc-report.yaml']);
    await vi.waitFor(async () => expect(await workingIn(folder)).toEqual([]), QUICKLY);
  });
});
