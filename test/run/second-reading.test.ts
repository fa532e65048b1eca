import { expect, it } from 'vitest';
import { collect } from '../../src/collect/collect.ts';
import { missingFrom } from '../../src/run/missing.ts';
import { reportFrom } from '../../src/run/report-from.ts';
import { failure, job, lastRun, run, scriptedSource, type Script } from '../collect/support.ts';
import { makeInputs } from '../support/inputs.ts';

const DAYS = Array.from({ length: 31 }, (_, day) => run(`s${String(day + 1)}`, day + 1));

/** Both jobs run daily. The list names a later run of `a` than its sessions do, and cannot be asked again. */
const reportOf = async (again: Script) => {
  const list = [job('b', lastRun(31)), job('a', { lastRun: '2026-11-01T02:01:00.000Z', lastStatus: 'Success' })];
  const first: Script = (resource) => (resource.kind === 'jobs' ? list : DAYS);
  const source = scriptedSource((resource, round) => (round === 0 ? first : again)(resource, round));
  const inputs = makeInputs();
  const { from, to } = inputs.period;
  const plan = { window: { from, to }, logs: 'none', baseUrl: 'https://vdc.test/v1' } as const;
  return reportFrom(await collect(source, plan, { now: () => inputs.asOf }, () => undefined), inputs);
};

it('a second reading that fails is in the provenance, with its findings and the exit code of what is missing', async () => {
  const report = await reportOf(({ kind }) => failure(kind === 'jobs' ? 'server-error' : 'timeout'));
  expect(report.provenance.missing).toMatchObject([
    { kind: 'jobs', jobId: null, failure: 'server-error' },
    { kind: 'sessions', jobId: 'a', failure: 'timeout' },
  ]);
  const sentences = missingFrom(report);
  expect(sentences).toContainEqual(expect.stringContaining('The newest reading of the list of jobs failed: '));
  expect(sentences).toContainEqual(expect.stringMatching(/Job a could not be collected: .* What is said of it rests on earlier answers\./));
});

it('it takes nothing from the first readings', async () => {
  const report = await reportOf(({ kind }) => failure(kind === 'jobs' ? 'server-error' : 'timeout'));
  expect(report.jobs.map(({ id, verdict, runs }) => [id, verdict, runs.total])).toEqual([
    ['a', 'not-evaluable', 31],
    ['b', 'pass', 31],
  ]);
  expect(report.verdict).toBe('not-evaluable');
});

it('one that agrees leaves nothing missing', async () => {
  const report = await reportOf(({ kind }) => (kind === 'jobs' ? [job('b', lastRun(31)), job('a', lastRun(31))] : DAYS));
  expect([report.provenance.missing, missingFrom(report), report.verdict]).toEqual([[], [], 'pass']);
});
