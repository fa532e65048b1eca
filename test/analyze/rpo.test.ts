import { describe, expect, test } from 'vitest';
import { analyzeOne, at, daily, makeCollection, makePeriod, makePolicy, makeSession } from './support/build.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';

const week = makePeriod('2026-10-01', '2026-10-08');
const policy = makePolicy({ rpo: DAY, grace: 0 });

describe('exposure and gaps', () => {
  test('exposure of exactly rpo + grace is still within', () => {
    // Runs of no length at midnight: exposure reaches 24 h exactly when the next one comes. The one at the first instant is no cycle.
    const { rpo } = analyzeOne(daily('2026-09-30', 'ssssssss', 0), { period: week, policy });
    expect(rpo).toMatchObject({ measured: 7 * DAY, compliant: 7 * DAY, ratio: 1, worst: DAY, gaps: [] });
    expect(rpo.cycles).toEqual({ within: 6, total: 6 });
  });

  test('one millisecond over is a gap of one millisecond, and one cycle that is not within', () => {
    const { rpo } = analyzeOne(daily('2026-09-30', 'ssssssss', 1), { period: makePeriod('2026-10-01', '2026-10-02'), policy });
    // The run of 30 September ended at 00:00:00.001 of that day; that of 1 October one millisecond after the window began.
    expect(rpo.gaps).toEqual([{ from: at('2026-10-01'), to: at('2026-10-01') + 1, open: false, peak: DAY + 1 }]);
    expect(rpo.cycles).toEqual({ within: 0, total: 1 });
    expect(rpo.compliant).toBe(DAY - 1);
  });

  test('a recovery point whose data is exactly as old as allowed ends the gap; one that is older does not', () => {
    const first = makeSession(at('2026-09-30'), 'success', 0);
    const slow = makeSession(at('2026-10-02'), 'success', DAY);
    const asked = { period: makePeriod('2026-10-01', '2026-10-05'), policy };
    expect(analyzeOne([first, slow], asked).rpo.gaps).toEqual([
      { from: at('2026-10-01'), to: at('2026-10-03'), open: false, peak: 3 * DAY },
      { from: at('2026-10-03'), to: at('2026-10-05'), open: true, peak: 3 * DAY },
    ]);
    const slower = makeSession(at('2026-10-02'), 'success', DAY + 1);
    expect(analyzeOne([first, slower], asked).rpo.gaps).toEqual([{ from: at('2026-10-01'), to: at('2026-10-05'), open: true, peak: 3 * DAY + 1 }]);
  });

  test('a run that overtakes an earlier one makes the earlier one worthless', () => {
    const before = makeSession(at('2026-10-01'), 'success', 0);
    const slow = makeSession(at('2026-10-01T01:00:00'), 'success', 10 * HOUR);
    const fast = makeSession(at('2026-10-01T02:00:00'), 'success', HOUR);
    const { rpo } = analyzeOne([before, slow, fast], { period: makePeriod('2026-10-01', '2026-10-02'), policy });
    expect(rpo.exposure).toEqual([
      { from: at('2026-10-01'), to: at('2026-10-01T03:00:00'), since: at('2026-10-01') },
      { from: at('2026-10-01T03:00:00'), to: at('2026-10-02'), since: at('2026-10-01T02:00:00') },
    ]);
    expect(rpo.cycles).toEqual({ within: 1, total: 1 });
    expect(rpo.current).toBe(22 * HOUR);
  });

  test('two that end together are one cycle, with the newer data', () => {
    const ending = (start: string): ReturnType<typeof makeSession> => makeSession(at(start), 'success', at('2026-10-01T12:00:00') - at(start));
    const { rpo } = analyzeOne([makeSession(at('2026-09-30'), 'success', 0), ending('2026-10-01T08:00:00'), ending('2026-10-01T10:00:00')], {
      period: makePeriod('2026-10-01', '2026-10-02'),
      policy,
    });
    expect(rpo.cycles).toEqual({ within: 0, total: 1 });
    expect(rpo.current).toBe(14 * HOUR);
  });

  test('a run that ends at the cutoff counts, one that ends a moment later does not', () => {
    const period = makePeriod('2026-10-01', '2026-10-02');
    const before = makeSession(at('2026-09-30'), 'success', 0);
    const inTime = analyzeOne([before, makeSession(at('2026-10-01T23:00:00'), 'success', HOUR)], { period, asOf: at('2026-10-09'), policy });
    const late = analyzeOne([before, makeSession(at('2026-10-01T23:00:00'), 'success', HOUR + 1)], { period, asOf: at('2026-10-09'), policy });
    expect(inTime.rpo.current).toBe(HOUR);
    expect(late.rpo.current).toBe(2 * DAY);
    expect(late.runs.success).toBe(1);
    expect(late.incidents).toEqual([{ from: at('2026-10-01T23:00:00'), recoveredAt: null, length: HOUR, runs: 1, late: 1 }]);
  });

  test('neither an open run nor an unknown status is a recovery point, even if a policy says so', () => {
    const careless = makePolicy({ recoveryPoints: ['success', 'running', 'unknown'] });
    const { rpo } = analyzeOne([makeSession(at('2026-10-01'), 'unknown'), makeSession(at('2026-10-02'), 'running')], {
      period: week,
      policy: careless,
    });
    expect(rpo.neverProtected).toBe(true);
  });
});

describe('measured interval', () => {
  test('a recovery point that is available at the first instant of the window counts from its own data', () => {
    const { rpo } = analyzeOne([makeSession(at('2026-09-30T20:00:00'), 'success', 4 * HOUR)], { period: week, policy });
    expect(rpo).toMatchObject({ measuredFrom: at('2026-10-01'), leftCensored: false, worst: 7 * DAY + 4 * HOUR });
    expect(rpo.cycles).toEqual({ within: 0, total: 1 });
  });

  test('a run of no length at the first instant is history enough', () => {
    const { rpo } = analyzeOne([makeSession(at('2026-10-01'), 'success', 0)], { period: week, policy });
    expect(rpo).toMatchObject({ leftCensored: false, worst: 7 * DAY, cycles: { within: 0, total: 1 } });
  });

  test('a run that began before the window and ended in it leaves the exposure unbounded until then', () => {
    const { rpo } = analyzeOne([makeSession(at('2026-09-30T20:00:00'), 'success', 5 * HOUR)], {
      period: makePeriod('2026-10-01', '2026-10-02'),
      policy,
    });
    expect(rpo.gaps).toEqual([
      { from: at('2026-10-01'), to: at('2026-10-01T01:00:00'), open: false, peak: null },
      { from: at('2026-10-01T20:00:00'), to: at('2026-10-02'), open: true, peak: 28 * HOUR },
    ]);
    expect(rpo).toMatchObject({ worst: null, current: 28 * HOUR, neverProtected: false, cycles: { within: 0, total: 2 } });
  });

  test('a new job counts from its first run, even if that one failed', () => {
    const { rpo } = analyzeOne(daily('2026-10-03T12:00:00', 'fss', HOUR), { period: week, policy: makePolicy({ rpo: DAY, grace: 2 * HOUR }) });
    expect(rpo).toMatchObject({ measuredFrom: at('2026-10-03T12:00:00'), leftCensored: true, measured: 4.5 * DAY });
    // 25 h until the first recovery point: within. At the end 2.5 days since the data of 5 October: over.
    expect(rpo.cycles).toEqual({ within: 2, total: 3 });
    expect(rpo.gaps).toEqual([{ from: at('2026-10-06T14:00:00'), to: at('2026-10-08'), open: true, peak: 60 * HOUR }]);
  });

  test('a new job without any recovery point is never protected from its first run on', () => {
    const { rpo, verdict } = analyzeOne(daily('2026-10-03T12:00:00', 'ff'), { period: week, policy });
    expect(rpo.gaps).toEqual([{ from: at('2026-10-03T12:00:00'), to: at('2026-10-08'), open: true, peak: null }]);
    expect(rpo).toMatchObject({ ratio: 0, neverProtected: true, leftCensored: true, worst: null, current: null, cycles: { within: 0, total: 1 } });
    expect(verdict).toBe('fail');
  });

  test('a first run at the very cutoff starts too late to be measured from', () => {
    const { rpo, runs } = analyzeOne([makeSession(at('2026-10-03'), 'running')], { period: week, asOf: at('2026-10-03'), policy });
    expect(rpo).toMatchObject({ measuredFrom: at('2026-10-01'), measured: 2 * DAY, leftCensored: false, neverProtected: true });
    expect(runs.total).toBe(1);
  });

  test('knowledge from before the window measures nothing and is not evaluable', () => {
    const { rpo, verdict } = analyzeOne(daily('2026-09-20', 'sssss'), { period: week, asOf: at('2026-09-28'), policy });
    expect(rpo).toMatchObject({ measured: 0, compliant: 0, ratio: null, worst: null, current: null, neverProtected: false, gaps: [], exposure: [] });
    expect(rpo.cycles).toEqual({ within: 0, total: 0 });
    expect(verdict).toBe('not-evaluable');
  });

  test('March 2026 has 743 hours in Berlin, and 31 days', () => {
    const period = makePeriod('2026-02-28T23:00:00', '2026-03-31T22:00:00', 'Europe/Berlin');
    const { rpo, dayCoverage, days } = analyzeOne(daily('2026-02-27T12:00:00', 's'.repeat(40), MINUTE), { period, policy });
    expect(rpo.measured).toBe(743 * HOUR);
    expect(dayCoverage).toEqual({ covered: 31, days: 31 });
    expect(days[28]).toMatchObject({ date: '2026-03-29', from: at('2026-03-28T23:00:00'), to: at('2026-03-29T22:00:00') });
  });

  test('a zone that skips midnight still has every day', () => {
    // Beirut goes forward from 00:00 to 01:00 on 29 March 2026.
    const period = makePeriod('2026-03-27T22:00:00', '2026-03-30T21:00:00', 'Asia/Beirut');
    const { days } = analyzeOne([], { period, policy });
    expect(days.map(({ date, from, to }) => [date, (to - from) / HOUR])).toEqual([
      ['2026-03-28', 24],
      ['2026-03-29', 23],
      ['2026-03-30', 24],
    ]);
  });
});

test('day coverage leaves out days that are measured in part', () => {
  const { dayCoverage } = analyzeOne(daily('2026-10-02T12:00:00', 'sfss'), { period: week, asOf: at('2026-10-05T18:00:00'), policy });
  // Measured from 2 October 12:00 until 5 October 18:00: the 3rd (failed) and the 4th are whole.
  expect(dayCoverage).toEqual({ covered: 1, days: 2 });
});

describe('unachievable', () => {
  const asked = (rpo: number): Parameters<typeof analyzeOne>[1] => ({
    period: week,
    policy: makePolicy({ rpo, grace: 0, cadence: { kind: 'every', interval: DAY } }),
  });
  test('cadence and longest run together are needed', () => {
    const job = makeCollection(daily('2026-09-29', 'sssssssss', HOUR));
    expect(analyzeOne(job, asked(DAY)).unachievable).toEqual({ needed: 25 * HOUR, allowed: DAY });
    expect(analyzeOne(job, asked(25 * HOUR)).unachievable).toBeNull();
  });
  test('nothing is said without a run that ended well', () => {
    expect(analyzeOne(daily('2026-09-29', 'fffffffff'), asked(HOUR)).unachievable).toBeNull();
  });
});
