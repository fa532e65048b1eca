import { describe, expect, it } from 'vitest';
import { FAILURES } from '../../src/messages/en/failure.ts';
import type { FailureCode } from '../../src/model/evidence.ts';
import { parseFault } from '../../src/simulator/parse-fault.ts';
import { startMailServer } from '../deliver/support/mail-servers.ts';
import { configure, jobAt, openFolder, openSource, readTree, reportIn, run, runAgainst, tenantAt } from '../support/pipeline.ts';

const SHORT = { timeouts: { attempt: '400ms', total: '5s' } };

const configureWithMail = async (folder: string, url: string, port: number): Promise<void> => {
  const tenant = tenantAt(url, { ...SHORT, email: { to: ['a@x.example'] } });
  await configure(folder, [tenant], { smtp: { host: '127.0.0.1', port, tls: 'none', from: 'reports@sender.example' } });
};

describe('a job list that cannot be had', () => {
  it.each<[fault: string, cause: FailureCode]>([
    ['401', 'refused-key'],
    ['403', 'forbidden'],
    ['hang@endpoint=jobs', 'timeout'],
    ['html@endpoint=jobs', 'not-json'],
    ['not-a-list@endpoint=jobs', 'not-a-list'],
    ['reset', 'network'],
  ])('%s: a report that claims nothing, and no mail (%s)', async (fault, cause) => {
    const mail = await startMailServer();
    const simulator = await openSource({ faults: [fault] });
    const folder = await openFolder();
    await configureWithMail(folder, simulator.url, mail.port);
    const { code, out } = await run(folder);
    const report = await reportIn(folder);
    expect([code, report.verdict, report.jobs, mail.received]).toEqual([3, 'not-evaluable', [], []]);
    expect(report.findings.map((finding) => finding.code)).toContain('job-list-not-collected');
    expect(report.provenance.missing).toEqual([expect.objectContaining({ kind: 'jobs', failure: cause })]);
    expect(out).toContain(`The list of jobs could not be collected: ${FAILURES[cause]}.`);
    expect(out).toContain('the mail was held back');
  });

  it('leaves the earlier report of the period as it was', async () => {
    const mail = await startMailServer();
    const simulator = await openSource();
    const folder = await openFolder();
    await configureWithMail(folder, simulator.url, mail.port);
    expect((await run(folder)).code).toBe(0);
    const before = await readTree(folder);
    simulator.setFaults([parseFault('401')]);
    const { code, out } = await run(folder);
    expect([code, await readTree(folder), mail.received.length]).toEqual([3, before, 1]);
    expect(out).toContain('the earlier report of October 2025 was kept');
  });

  it('is not taken for a list whose records cannot be told apart', async () => {
    const { code, report, out } = await runAgainst({ faults: ['wrong-type@endpoint=jobs,field=id'] });
    expect([code, report.verdict, report.jobs.length]).toEqual([3, 'not-evaluable', 4]);
    expect(out).toContain('1 record could not be read');
  });
});

describe('a log that cannot be had', () => {
  it.each<[fault: string, cause: FailureCode]>([
    ['500@endpoint=logs', 'server-error'],
    ['404@endpoint=logs', 'not-found'],
    ['invalid-json@endpoint=logs', 'not-json'],
  ])('%s: the figures stand, the reasons are missing and said to be', async (fault, cause) => {
    const { report: expected } = await runAgainst({});
    const { code, report, out } = await runAgainst({ faults: [fault] });
    const transferred = { ...expected.totals.transferred, bytes: null, runs: 0 };
    expect([code, report.verdict, report.totals]).toEqual([3, 'pass', { ...expected.totals, transferred }]);
    const job = jobAt(report, 2);
    const finding = job.findings.find((one) => one.code === 'logs-not-collected');
    expect(finding).toMatchObject({ severity: 'low', jobId: job.id, args: { count: 1, failure: cause } });
    expect(job.problems.map(({ log }) => log)).toEqual(['failed']);
    expect(report.provenance.missing.map(({ kind, failure }) => `${kind} ${failure}`)).toContain(`log ${cause}`);
    expect(out).toContain(`${job.name}: 1 log could not be collected: ${FAILURES[cause]}.`);
  });
});
