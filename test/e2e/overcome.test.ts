import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { jobAt, runAgainst, type Whole } from '../support/pipeline.ts';

/** What the report states, without how it was collected, and without `findings` of the job that a test is about. */
const metricsOf = ({ provenance: _how, reportId: _id, jobs, decisions: _decisions, ...rest }: Report) => ({
  ...rest,
  jobs: jobs.map((job) => ({ ...job, findings: [] })),
});

let once: Promise<Report> | null = null;
const healthy = (): Promise<Report> => (once ??= runAgainst({}).then(({ report }) => report));

const expectSameMetrics = async ({ code, report, out }: Whole): Promise<void> => {
  expect([code, report.verdict]).toEqual([0, 'pass']);
  expect(metricsOf(report)).toEqual(metricsOf(await healthy()));
  expect(out).not.toContain('Missing:');
};

describe('a fault that can be overcome', () => {
  it.each<[fault: string, statuses: Readonly<Record<string, number>>]>([
    ['429@job=2,times=2', { '429': 2 }],
    ['429@job=2,times=2,retry-after=1', { '429': 2 }],
    ['429@times=2,retry-after=date,seconds=3', { '429': 2 }],
    ['429@job=2,times=1,retry-after=body', { '429': 1 }],
    ['500@job=2,times=2', { '500': 2 }],
    ['502@endpoint=jobs,times=1', { '502': 1 }],
    ['503@times=3,retry-after=2', { '503': 3 }],
    ['504@job=2,times=4', { '504': 4 }],
    ['reset@job=2,times=1', { '0': 1 }],
    ['reset@endpoint=jobs,times=2', { '0': 2 }],
    ['500@endpoint=logs,times=1', { '500': 1 }],
  ])('%s: the same report, and the retries are told', async (fault, statuses) => {
    const done = await runAgainst({ faults: [fault] });
    await expectSameMetrics(done);
    const { source, missing, evidence } = done.report.provenance;
    const before = (await healthy()).provenance;
    const retries = Object.values(statuses).reduce((sum, count) => sum + count, 0);
    expect(source.statuses).toEqual({ ...before.source.statuses, ...statuses });
    expect(source).toMatchObject({ retries, requests: before.source.requests + retries, responses: before.source.responses });
    expect([missing, evidence]).toEqual([[], before.evidence]);
  });

  it.each(['cut-body@job=2,times=1', 'stall@job=2,times=1'])('%s: the same report after a second attempt', async (fault) => {
    const done = await runAgainst({ faults: [fault] }, { timeouts: { attempt: '500ms', total: '10s' } });
    await expectSameMetrics(done);
    expect(done.report.provenance.source.retries).toBeGreaterThanOrEqual(1);
    expect(done.report.provenance.evidence).toEqual((await healthy()).provenance.evidence);
  });

  it('is no fault where a slow answer comes in time', async () => {
    const done = await runAgainst({ faults: ['latency@job=2,ms=80'] });
    await expectSameMetrics(done);
    expect(done.report.provenance.source.retries).toBe(0);
  });
});

describe('a list in another form', () => {
  it.each(['shuffled@job=2', 'shuffled'])('%s: the same report, job by job', async (fault) => {
    const done = await runAgainst({ faults: [fault] });
    expect([done.code, done.report.totals]).toEqual([0, (await healthy()).totals]);
    for (const place of [1, 2, 3, 4, 5]) expect(jobAt(done.report, place)).toEqual(jobAt(await healthy(), place));
  });

  it('with the same records twice counts each once, and says so', async () => {
    const done = await runAgainst({ faults: ['duplicates@job=2,endpoint=sessions'] });
    await expectSameMetrics(done);
    const expected = { code: 'duplicates', severity: 'info', jobId: jobAt(done.report, 2).id, args: { count: 3, conflicting: 0 } };
    expect(jobAt(done.report, 2).findings).toContainEqual(expected);
  });

  it('with the same records twice, in conflict: the ended one wins, and it is told', async () => {
    const done = await runAgainst({ faults: ['conflicting-duplicates@job=2,endpoint=sessions'] });
    await expectSameMetrics(done);
    const expected = { code: 'duplicates', severity: 'low', jobId: jobAt(done.report, 2).id, args: { count: 3, conflicting: 3 } };
    expect(jobAt(done.report, 2).findings).toContainEqual(expected);
  });

  it('in pages: the same report', async () => {
    const done = await runAgainst({ envelope: { limit: 40 } });
    await expectSameMetrics(done);
    expect(done.report.provenance.source.responses).toBeGreaterThan((await healthy()).provenance.source.responses);
  });
});
