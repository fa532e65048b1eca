import { describe, expect, test } from 'vitest';
import { analyzeAll, analyzeOne, at, daily, makeCollection, makeJob, makePeriod, makePolicy, makeSession, makeWaiver } from './support/build.ts';
import { analyze } from '../../src/analyze/index.ts';
import type { CollectFailure } from '../../src/model/evidence.ts';
import type { JobCollection } from '../../src/model/collection.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';
import type { StatusClass } from '../../src/model/session.ts';

const week = makePeriod('2026-10-01', '2026-10-08');
const policy = makePolicy({ cadence: { kind: 'every', interval: DAY } });
const timeout: CollectFailure = { code: 'timeout', request: 'GET /x', status: null, attempts: 5, detail: null };
const green = daily('2026-09-29', 'sssssssss');

const jobOf = (id: string, days: string, changes: Partial<JobCollection> = {}): JobCollection =>
  makeCollection(daily('2026-09-29', days), { job: makeJob({ id, name: id }), ...changes });

describe('completeness', () => {
  const last = at('2026-10-07');
  const reasonsOf = (lastRun: number | null, lastStatusClass: StatusClass | null, sessions = green): readonly string[] =>
    analyzeOne(makeCollection(sessions, { job: makeJob({ lastRun, lastStatus: 'x', lastStatusClass }) }), { period: week }).completeness.reasons;

  test('the last run may be named within one second of the end that is known', () => {
    expect(reasonsOf(last + MINUTE + 1000, 'success')).toEqual([]);
    expect(reasonsOf(last + MINUTE - 1000, 'success')).toEqual([]);
    expect(reasonsOf(last + MINUTE + 1001, 'success')).toEqual(['last-run-not-in-sessions']);
    expect(reasonsOf(null, 'success')).toEqual([]);
  });

  test('its status must be that of a run that ended then', () => {
    expect(reasonsOf(last + MINUTE, 'failed')).toEqual(['last-status-mismatch']);
    expect(reasonsOf(last + MINUTE, null)).toEqual(['last-status-mismatch']);
    const twins = [...green, makeSession(last, 'failed')];
    expect(reasonsOf(last + MINUTE, 'failed', twins)).toEqual([]);
  });

  test('a failed newest reading leaves a job that names no last run unproven; one that does is held against it', () => {
    const completeness = (lastRun: number | null): unknown => {
      const job = makeJob({ lastRun, lastStatus: lastRun === null ? null : 'Success', lastStatusClass: lastRun === null ? null : 'success' });
      return analyzeOne(makeCollection(green, { job, stale: timeout }), { period: week }).completeness;
    };
    expect(completeness(null)).toEqual({ status: 'unproven', reasons: ['sessions-not-read-again'] });
    expect(completeness(last + MINUTE)).toEqual({ status: 'complete', reasons: [] });
    expect(completeness(last + DAY)).toEqual({ status: 'unproven', reasons: ['last-run-not-in-sessions'] });
  });

  test('a list as long as a page that does not reach back before the window may be cut off', () => {
    const many = (count: number, first: string): JobCollection =>
      makeCollection(Array.from({ length: count }, (_, index) => makeSession(at(first) + index * HOUR)));
    const reasons = (job: JobCollection): readonly string[] => analyzeOne(job, { period: week }).completeness.reasons;
    expect(reasons(many(50, '2026-10-01'))).toEqual(['history-may-be-truncated']);
    expect(reasons(many(51, '2026-10-01'))).toEqual([]);
    expect(reasons(many(50, '2026-09-30'))).toEqual([]);
    expect(reasons({ ...many(49, '2026-10-01'), listed: 50 })).toEqual(['history-may-be-truncated']);
  });

  test('a record that cannot be read proves nothing', () => {
    const withIssue = (code: 'unreadable-session' | 'mistyped-field', field: string): unknown =>
      analyzeOne(makeCollection(green, { issues: [{ code, record: '#3', field }] }), { period: week }).completeness;
    expect(withIssue('unreadable-session', 'id')).toEqual({ status: 'unproven', reasons: ['unreadable-records'] });
    expect(withIssue('mistyped-field', 'status')).toEqual({ status: 'unproven', reasons: ['unreadable-records'] });
    expect(withIssue('mistyped-field', 'progress')).toEqual({ status: 'complete', reasons: [] });
  });
});

describe('a job that could not be collected', () => {
  test('claims nothing', () => {
    const job = analyzeOne(makeCollection([], { failure: timeout }), { period: week, asOf: at('2026-10-03'), policy });
    expect(job).toMatchObject({ verdict: 'not-evaluable', failure: timeout, slots: null, missedRuns: null, adjusted: null, objects: null });
    expect(job.completeness).toEqual({ status: 'failed', reasons: [] });
    expect(job.runs.total).toBe(0);
    expect(job.rpo).toMatchObject({ measured: 0, ratio: null, gaps: [], neverProtected: false, cycles: { within: 0, total: 0 } });
    expect(job.days.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'future', 'future', 'future', 'future', 'future']);
  });
});

describe('verdict', () => {
  test('targets are met when they are reached', () => {
    const verdict = (successRate: number): string =>
      analyzeOne(daily('2026-09-29', 'ssfssssss'), { period: week, policy: { ...policy, rpo: 4 * DAY, targets: { rpoCompliance: 1, successRate } } })
        .verdict;
    expect(verdict(6 / 7)).toBe('pass');
    expect(verdict(0.86)).toBe('fail');
  });

  test('without a cadence the lenient rate decides, and nothing where no run has ended', () => {
    const long = { ...policy, cadence: null, rpo: 90 * DAY };
    expect(analyzeOne(daily('2026-09-30', 'swf'), { period: week, policy: long })).toMatchObject({ slots: null, verdict: 'fail' });
    expect(analyzeOne(daily('2026-09-30', 's'), { period: week, policy: long })).toMatchObject({ slots: null, verdict: 'pass' });
  });

  test('the tenant fails with a job, else doubts with a job, else passes', () => {
    const good = jobOf('good', 'sssssssss');
    const bad = jobOf('bad', 'fffffffff');
    const lost = jobOf('lost', '', { failure: timeout });
    const off = makeCollection([], { job: makeJob({ id: 'off', enabled: false }) });
    const verdict = (...jobs: readonly JobCollection[]): string => analyzeAll(jobs, { period: week, policy }).verdict;
    expect(verdict(good, off)).toBe('pass');
    expect(verdict(good, lost)).toBe('not-evaluable');
    expect(verdict(good, lost, bad)).toBe('fail');
    expect(verdict(off)).toBe('not-applicable');
    expect(verdict()).toBe('not-applicable');
  });

  test('a job list that could not be read, or one of its records, is never a pass', () => {
    const jobs = [jobOf('good', 'sssssssss')];
    const question = { period: week, asOf: week.to, policy };
    expect(analyze({ jobs: [], issues: [], failure: timeout, stale: null }, question)).toMatchObject({ verdict: 'not-evaluable', failure: timeout });
    const unreadable = { code: 'unreadable-job', record: '#2', field: 'id' } as const;
    expect(analyze({ jobs, issues: [unreadable], failure: null, stale: null }, question)).toMatchObject({
      verdict: 'not-evaluable',
      adjustedVerdict: 'not-evaluable',
    });
  });
});

describe('state', () => {
  const stateOf = (days: string, asOf: string): string => analyzeAll([jobOf('a', days)], { period: week, asOf: at(asOf), policy }).state;
  test('final once the window is over and all its runs have ended', () => {
    expect(stateOf('sssssssss', '2026-10-08')).toBe('final');
    expect(stateOf('sssssssss', '2026-10-07T23:59:59.999')).toBe('provisional');
    expect(stateOf('ssssssssr', '2026-10-09')).toBe('provisional');
    expect(stateOf('sssssssssr', '2026-10-09')).toBe('final');
  });
});

describe('totals', () => {
  test('pool the enabled jobs and name the worst', () => {
    const off = makeCollection(daily('2026-09-29', 'fffff'), { job: makeJob({ id: 'off', enabled: false }) });
    const jobs = [jobOf('a', 'sssssssss'), jobOf('b', 'sssffssss'), off, jobOf('lost', '', { failure: timeout })];
    const { totals } = analyzeAll(jobs, { period: week, policy });
    expect(totals.jobs).toEqual({ total: 4, enabled: 3, pass: 1, fail: 1, notEvaluable: 1, notApplicable: 1 });
    expect(totals.rpo).toMatchObject({ measured: 14 * DAY, gaps: 1, worst: 3 * DAY + MINUTE, worstJobId: 'b' });
    expect(totals.slots).toEqual({ due: 14, succeeded: 12, recovered: 0, missed: 0, ratio: 12 / 14 });
    expect(totals.successRate.strict).toEqual({ numerator: 12, denominator: 14, ratio: 12 / 14 });
    expect(totals.durations).toEqual({ count: 12, mean: MINUTE });
  });

  test('the worst is unbounded as soon as one job is', () => {
    const jobs = [jobOf('a', 'sssffssss'), jobOf('never', 'fffffffff'), jobOf('b', 'sffffffff')];
    expect(analyzeAll(jobs, { period: week, policy }).totals.rpo).toMatchObject({ worst: null, worstJobId: 'never' });
  });

  test('nothing measured leaves nothing to divide by', () => {
    const { totals } = analyzeAll([], { period: week, policy });
    expect(totals.rpo).toEqual({ measured: 0, compliant: 0, ratio: null, gaps: 0, worst: null, worstJobId: null });
    expect(totals.slots.ratio).toBeNull();
  });
});

describe('waivers', () => {
  /** Two failed nights, 3 and 4 October, at midnight: the gap lasts from the 3rd 02:00 until the 5th 00:01. */
  const failed = daily('2026-09-29', 'ssssffsss');
  const withWaiver = (...changes: readonly Parameters<typeof makeWaiver>[]): ReturnType<typeof analyzeAll> =>
    analyzeAll([makeCollection(failed)], { period: week, policy: { ...policy, waivers: changes.map((one) => makeWaiver(...one)) } });

  test('waived time leaves the measured time and the gap, waived slots are not due', () => {
    const { jobs, waivers, verdict, adjustedVerdict } = withWaiver(['2026-10-03', '2026-10-05']);
    const raw = jobs[0]!;
    expect(raw.rpo).toMatchObject({ measured: 7 * DAY, compliant: 7 * DAY - 46 * HOUR - MINUTE });
    expect(raw.slots).toMatchObject({ due: 7, succeeded: 5 });
    expect(raw.adjusted).toEqual({
      measured: 5 * DAY,
      compliant: 5 * DAY - MINUTE,
      ratio: (5 * DAY - MINUTE) / (5 * DAY),
      slots: { due: 5, succeeded: 5, recovered: 0, missed: 0, ratio: 1 },
      success: { due: 5, succeeded: 5, ratio: 1, basis: 'slots' },
      verdict: 'pass',
      waiverIds: ['W-1'],
    });
    expect([verdict, adjustedVerdict]).toEqual(['fail', 'pass']);
    expect(waivers).toMatchObject([{ states: ['used'], jobIds: ['job-1'] }]);
  });

  test('overlapping waivers are taken out once', () => {
    const { jobs } = withWaiver(['2026-10-03', '2026-10-05'], ['2026-10-04', '2026-10-06', { id: 'W-2' }]);
    expect(jobs[0]?.adjusted).toMatchObject({ measured: 4 * DAY, compliant: 4 * DAY, waiverIds: ['W-1', 'W-2'] });
  });

  test('one that expired after all that it excuses still excuses it', () => {
    for (const expires of [at('2026-10-05'), at('2026-10-06'), week.to, week.to + DAY]) {
      const { jobs, waivers, adjustedVerdict } = withWaiver(['2026-10-03', '2026-10-05', { expires }]);
      expect(waivers).toMatchObject([{ states: ['used'], jobIds: ['job-1'] }]);
      expect(jobs[0]?.adjusted?.measured).toBe(5 * DAY);
      expect(adjustedVerdict).toBe('pass');
    }
  });

  test('one that expired halfway excuses the time before and is named', () => {
    const { jobs, waivers } = withWaiver(['2026-10-03', '2026-10-05', { expires: at('2026-10-04') }]);
    expect(waivers).toMatchObject([{ states: ['used', 'expired'], jobIds: ['job-1'] }]);
    expect(jobs[0]?.adjusted).toMatchObject({ measured: 6 * DAY, slots: { due: 6, succeeded: 5 } });
  });

  test('one of which no time was left is expired and changes nothing', () => {
    for (const expires of [at('2026-09-01'), week.from, at('2026-10-03')]) {
      const { jobs, waivers, adjustedVerdict } = withWaiver(['2026-10-03', '2026-10-05', { expires }]);
      expect(waivers).toMatchObject([{ states: ['expired'], jobIds: [] }]);
      expect([jobs[0]?.adjusted, adjustedVerdict]).toEqual([null, 'fail']);
    }
    expect(withWaiver(['2026-09-03', '2026-09-05', { expires: week.from }]).waivers).toMatchObject([{ states: ['expired'] }]);
    expect(withWaiver(['2026-09-03', '2026-09-05', { expires: at('2026-10-04') }]).waivers).toMatchObject([{ states: ['unused'] }]);
  });

  test('one that covers only time in which all was well is unused and changes nothing', () => {
    const { jobs, waivers, adjustedVerdict } = withWaiver(['2026-10-05T00:01:00', '2026-10-08']);
    expect(waivers).toMatchObject([{ states: ['unused'], jobIds: [] }]);
    expect([jobs[0]?.adjusted, adjustedVerdict]).toEqual([null, 'fail']);
  });

  test('one that covers a missed run, or a run without success, is used though no gap is', () => {
    const loose = { ...policy, rpo: 90 * DAY };
    const stateOf = (days: string, from: string, cadence = policy.cadence): unknown =>
      analyzeAll([makeCollection(daily('2026-09-29', days))], {
        period: week,
        policy: { ...loose, cadence, waivers: [makeWaiver(from, '2026-10-05')] },
      }).waivers[0]?.states;
    expect(stateOf('ssss.ssss', '2026-10-03')).toEqual(['used']);
    expect(stateOf('ssss.ssss', '2026-10-04')).toEqual(['unused']);
    expect(stateOf('ssssfssss', '2026-10-03')).toEqual(['used']);
    expect(stateOf('ssss', '2026-10-04', null)).toEqual(['unused']);
    expect(stateOf('sssssf', '2026-10-04', null)).toEqual(['used']);
  });

  test('one that is approved after it began counts and is named', () => {
    const { waivers, adjustedVerdict } = withWaiver(['2026-10-03', '2026-10-05', { approvedAt: at('2026-10-06') }]);
    expect(waivers).toMatchObject([{ states: ['used', 'retrospective'] }]);
    expect(adjustedVerdict).toBe('pass');
  });

  test('one for another job, another time or a disabled job is unused', () => {
    const { waivers, jobs } = withWaiver(
      ['2026-10-03', '2026-10-05', { job: 'Other*' }],
      ['2026-11-03', '2026-11-05', { id: 'W-2' }],
      ['2026-10-04', '2026-10-04', { id: 'W-3' }],
    );
    expect(waivers.map(({ states }) => states)).toEqual([['unused'], ['unused'], ['unused']]);
    expect(jobs[0]?.adjusted).toBeNull();
    const off = makeCollection(failed, { job: makeJob({ enabled: false }) });
    const asked = { period: week, policy: { ...policy, waivers: [makeWaiver('2026-10-03', '2026-10-05')] } };
    expect(analyzeAll([off], asked).waivers).toMatchObject([{ states: ['unused'] }]);
  });

  test('a missed run in waived time is not due, and without a cadence the runs in it do not count', () => {
    const waivers = [makeWaiver('2026-10-03', '2026-10-05')];
    const missed = analyzeOne(daily('2026-09-29', 'ssss..sss'), { period: week, policy: { ...policy, waivers } });
    expect(missed.adjusted?.slots).toEqual({ due: 5, succeeded: 5, recovered: 0, missed: 0, ratio: 1 });
    const irregular = daily('2026-10-01', 'ssffs');
    const loose = makePolicy({ rpo: 90 * DAY, waivers });
    expect(analyzeOne(irregular, { period: week, policy: loose })).toMatchObject({ verdict: 'fail', adjusted: { slots: null, verdict: 'pass' } });
  });

  test('where everything is waived nothing is left to judge', () => {
    const { jobs, adjustedVerdict } = withWaiver(['2026-09-01', '2026-11-01']);
    expect(jobs[0]?.adjusted).toMatchObject({ measured: 0, compliant: 0, ratio: null, verdict: 'not-evaluable' });
    expect(adjustedVerdict).toBe('not-evaluable');
  });

  test('a waiver never helps a job whose evidence is not complete', () => {
    const job = makeCollection(failed, { issues: [{ code: 'unreadable-session', record: '#1', field: 'id' }] });
    const asked = { period: week, policy: { ...policy, waivers: [makeWaiver('2026-10-03', '2026-10-05')] } };
    expect(analyzeOne(job, asked).adjusted?.verdict).toBe('not-evaluable');
  });
});
