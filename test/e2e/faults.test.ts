import { describe, expect, it } from 'vitest';
import { FAILURES } from '../../src/messages/en/failure.ts';
import type { FailureCode } from '../../src/model/evidence.ts';
import type { FindingCode } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import {
  AS_OF,
  bundleFile,
  configure,
  FIVE_JOBS,
  jobAt,
  KEY,
  openFolder,
  openSource,
  PERIOD,
  reportIn,
  runAgainst,
  startProgram,
  tenantAt,
  type Whole,
} from '../support/pipeline.ts';

/** The fault hits the second of five jobs, always and on every request about it. */
const BAD = 2;
const OTHERS = [1, 3, 4, 5];
const NAME = 'Exchange – All staff';
/** A second reading of its session list shall not help. */
const SHORT = { timeouts: { attempt: '300ms', total: '5s' } };

type Healthy = { readonly report: Report; readonly rows: readonly string[] };

/** The lines of sessions.csv that are not about the bad job. */
const otherRows = async (folder: string): Promise<readonly string[]> => {
  const bad = FIVE_JOBS.jobs[BAD - 1]?.record.id ?? '';
  const lines = (await bundleFile(folder, 'sessions.csv')).toString().split('\r\n');
  return lines.filter((line) => !line.includes(bad)).toSorted();
};

const runHealthy = async (): Promise<Healthy> => {
  const { code, report, folder } = await runAgainst({});
  expect([code, report.verdict, report.jobs.map(({ verdict }) => verdict)]).toEqual([0, 'pass', Array.from({ length: 5 }, () => 'pass')]);
  return { report, rows: await otherRows(folder) };
};

let once: Promise<Healthy> | null = null;
const healthy = (): Promise<Healthy> => (once ??= runHealthy());

const expectOthersWhole = async ({ report, folder }: Whole): Promise<void> => {
  const expected = await healthy();
  for (const place of OTHERS) expect(jobAt(report, place)).toEqual(jobAt(expected.report, place));
  expect(await otherRows(folder)).toEqual(expected.rows);
  expect(expected.rows.length).toBeGreaterThan(4 * 31);
};

/** Every place in which a reader would look for the fifth job and its cause. */
const expectNamed = async ({ report, out, err, folder }: Whole, finding: FindingCode, words: string): Promise<void> => {
  expect(jobAt(report, BAD).findings.map(({ code }) => code)).toContain(finding);
  const [, missing = ''] = out.split('Missing:');
  expect(missing).toContain(NAME);
  expect(missing).toContain(words);
  expect((await bundleFile(folder, 'report.html')).toString()).toContain(words);
  expect(err).not.toContain('bug');
};

describe('a fault on one of five jobs', () => {
  it.each<[fault: string, cause: FailureCode, status: number | null, attempts: number, tenant?: object]>([
    ['latency@job=2,ms=60000', 'timeout', null, 5, SHORT],
    ['401@job=2', 'refused-key', 401, 1],
    ['403@job=2', 'forbidden', 403, 1],
    ['404@job=2', 'not-found', 404, 1],
    ['429@job=2', 'rate-limited', 429, 5],
    ['429@job=2,retry-after=1', 'rate-limited', 429, 5],
    ['429@job=2,retry-after=date,seconds=2', 'rate-limited', 429, 5],
    ['429@job=2,retry-after=body,seconds=2', 'rate-limited', 429, 5],
    ['429@job=2,retry-after=86400', 'rate-limited', 429, 1],
    ['500@job=2', 'server-error', 500, 5],
    ['502@job=2', 'server-error', 502, 5],
    ['503@job=2,retry-after=1', 'server-error', 503, 5],
    ['504@job=2', 'server-error', 504, 5],
    ['hang@job=2', 'timeout', null, 5, SHORT],
    ['stall@job=2', 'timeout', 200, 5, SHORT],
    ['reset@job=2', 'network', null, 5],
    ['cut-body@job=2', 'cut-off', 200, 5],
    ['invalid-json@job=2', 'not-json', 200, 1],
    ['html@job=2', 'not-json', 200, 1],
    ['not-a-list@job=2', 'not-a-list', 200, 1],
    ['huge-body@job=2,megabytes=3', 'too-large', 200, 1, { maxBody: '1MB' }],
    ['redirect@job=2', 'redirect-refused', 302, 1],
  ])('%s: the job could not be collected (%s)', async (fault, cause, status, attempts, tenant = {}) => {
    const done = await runAgainst({ faults: [fault] }, { ...tenant });
    const { report, code } = done;
    expect([code, report.verdict, jobAt(report, BAD).verdict]).toEqual([3, 'not-evaluable', 'not-evaluable']);
    expect(jobAt(report, BAD).completeness.status).toBe('failed');
    expect(jobAt(report, BAD).sessions).toEqual([]);
    const { id } = jobAt(report, BAD);
    expect(report.provenance.missing).toEqual([expect.objectContaining({ kind: 'sessions', jobId: id, failure: cause, status, attempts })]);
    await expectNamed(done, 'job-not-collected', FAILURES[cause]);
    await expectOthersWhole(done);
  });

  it.each<[fault: string, finding: FindingCode, words: string]>([
    ['wrong-type@job=2,endpoint=sessions', 'end-unreadable', '1 run without a usable end time'],
    ['wrong-type@job=2,endpoint=sessions,field=endTime,value=null', 'end-unreadable', '1 run without a usable end time'],
    ['wrong-type@job=2,endpoint=sessions,field=id', 'records-unreadable', '1 record could not be read'],
    ['wrong-type@job=2,endpoint=sessions,field=creationTime,value=null', 'records-unreadable', '1 record could not be read'],
    ['wrong-type@job=2,endpoint=sessions,field=status,value=7', 'fields-mistyped', '1 field of an unexpected kind'],
    ['wrong-type@job=2,endpoint=jobs', 'fields-mistyped', '1 field of an unexpected kind'],
    ['wrong-type@job=2,endpoint=jobs,field=lastStatus,value={}', 'fields-mistyped', '1 field of an unexpected kind'],
    ['unknown-status@job=2,endpoint=sessions', 'unknown-status', '1 run with an unknown status'],
    ['unknown-status@job=2,endpoint=sessions,word=Erfolg', 'unknown-status', 'Erfolg'],
    ['page-limit@job=2,endpoint=sessions', 'history-may-be-truncated', 'its history may be cut off'],
  ])('%s: the job is not evaluable, and says %s', async (fault, finding, words) => {
    const done = await runAgainst({ faults: [fault] });
    const { report, code } = done;
    expect([code, report.verdict, jobAt(report, BAD).verdict]).toEqual([3, 'not-evaluable', 'not-evaluable']);
    await expectNamed(done, finding, words);
    await expectOthersWhole(done);
  });

  it('in a field that no metric needs leaves the verdict, but not unsaid', async () => {
    const done = await runAgainst({ faults: ['wrong-type@job=2,endpoint=sessions,field=processedObjects,value=many'] });
    const told = jobAt(done.report, BAD);
    const known = jobAt((await healthy()).report, BAD);
    const newest = { ...known.objectCounts.newest, processed: null };
    const { processed } = known.objectCounts;
    const objectCounts = { ...known.objectCounts, newest, processed: processed && { ...processed, runs: processed.runs - 1 } };
    expect([done.code, { ...told, sessions: [], findings: [] }]).toEqual([3, { ...known, objectCounts, sessions: [], findings: [] }]);
    expect(told.sessions).toEqual(known.sessions.map((one, at, { length }) => (at === length - 1 ? { ...one, processedObjects: null } : one)));
    await expectNamed(done, 'fields-mistyped', 'processedObjects');
    await expectOthersWhole(done);
  });

  it('ends in exit code 3 of the program as it is typed', async () => {
    const simulator = await openSource({ faults: ['403@job=2'] });
    const folder = await openFolder();
    await configure(folder, [tenantAt(simulator.url)]);
    const { code, out, err } = await startProgram(folder, ['run', '--period', PERIOD, '--as-of', AS_OF, '--json'], { VDC_KEY: KEY }).ended;
    const summary: unknown = JSON.parse(out);
    const missing = [expect.stringContaining(`${NAME} could not be collected: ${FAILURES.forbidden}`)];
    expect(summary).toMatchObject({ exitCode: 3, tenants: [{ id: 'contoso', verdict: 'not-evaluable', missing, delivery: 'none', error: null }] });
    expect([code, err]).toEqual([3, expect.stringContaining('contoso: collecting\n')]);
    await expectOthersWhole({ code, out, err, folder, simulator, report: await reportIn(folder) });
  });
});
