import { describe, expect, test } from 'vitest';
import { analyzeOne, at, daily, makeCollection, makePeriod, makePolicy, makeSession } from './support/build.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';

const week = makePeriod('2026-10-01', '2026-10-08');
const every = (interval: number): ReturnType<typeof makePolicy> => makePolicy({ cadence: { kind: 'every', interval } });

describe('as of', () => {
  test('a run that ends at the named instant has ended; one that ends a millisecond later is running and has no end yet', () => {
    const session = makeSession(at('2026-10-02'), 'success', HOUR);
    const ended = analyzeOne([session], { period: week, asOf: at('2026-10-02T01:00:00') });
    const open = analyzeOne([session], { period: week, asOf: at('2026-10-02T01:00:00') - 1 });
    expect(ended.runs).toMatchObject({ success: 1, running: 0 });
    expect(open.runs).toMatchObject({ success: 0, running: 1, total: 1 });
    expect(open.sessions[0]).toMatchObject({ end: null, statusClass: 'running' });
    expect(open.successRate.strict).toEqual({ numerator: 0, denominator: 0, ratio: null });
  });

  test('the window takes its first instant and leaves its last', () => {
    const { runs } = analyzeOne(
      [at('2026-10-01') - 1, at('2026-10-01'), at('2026-10-08') - 1, at('2026-10-08')].map((start) => makeSession(start)),
      {
        period: week,
        asOf: at('2026-11-01'),
      },
    );
    expect(runs.total).toBe(2);
  });
});

describe('inferred cadence', () => {
  const cadence = (hours: readonly number[]): number | null => {
    let start = at('2026-09-20');
    const sessions = [makeSession(start), ...hours.map((step) => makeSession((start += step * HOUR)))];
    return analyzeOne(sessions, { period: makePeriod('2026-09-20', '2026-11-20') }).missedRuns?.cadence ?? null;
  };

  test('seven differences are enough, six are not', () => {
    expect(cadence([24, 24, 24, 24, 24, 24, 24])).toBe(DAY);
    expect(cadence([24, 24, 24, 24, 24, 24])).toBeNull();
  });
  test('exactly 80 % within exactly 10 % of the median is regular', () => {
    expect(cadence([20, 20, 20, 20, 20, 18, 22, 22, 5, 90])).toBe(20 * HOUR);
    expect(cadence([20, 20, 20, 20, 20, 18, 22, 22.01, 5, 90])).toBeNull();
  });
  test('the middle two are averaged', () => {
    expect(cadence([20, 20, 20, 20, 21, 21, 21, 21])).toBe(20.5 * HOUR);
  });
  test('starts that all coincide, or seconds apart, have no cadence', () => {
    expect(cadence([0, 0, 0, 0, 0, 0, 0, 0])).toBeNull();
    expect(cadence(Array.from({ length: 9 }, () => 1 / 3600))).toBeNull();
  });
  test('starts after the cutoff do not count', () => {
    const sessions = daily('2026-10-01', 'ssssssssss');
    expect(analyzeOne(sessions, { period: week, asOf: at('2026-10-07') }).missedRuns).toBeNull();
    expect(analyzeOne(sessions, { period: week, asOf: at('2026-10-08') }).missedRuns?.source).toBe('inferred');
  });
});

describe('missed runs', () => {
  test('a run is missed once half a cadence has passed, not before', () => {
    const sessions = daily('2026-09-30', 'sss');
    const missedAsOf = (asOf: string): number | undefined =>
      analyzeOne(sessions, { period: week, asOf: at(asOf), policy: every(DAY) }).missedRuns?.expected.length;
    expect(missedAsOf('2026-10-03T11:59:59.999')).toBe(0);
    expect(missedAsOf('2026-10-03T12:00:00')).toBe(1);
  });

  test('if nothing ever ran, the first one was due when the window began', () => {
    const { missedRuns, slots } = analyzeOne([], { period: makePeriod('2026-10-01', '2026-10-04'), policy: every(DAY) });
    expect(missedRuns?.expected).toEqual([at('2026-10-01'), at('2026-10-02'), at('2026-10-03')]);
    expect(slots).toEqual({ due: 3, succeeded: 0, recovered: 0, missed: 3, ratio: 0 });
  });

  test('of a long silence only the part in the window counts, however long ago it began', () => {
    const { missedRuns } = analyzeOne([makeSession(at('2006-10-01T06:00:00'))], {
      period: makePeriod('2026-10-01', '2026-10-03'),
      policy: every(DAY),
    });
    expect(missedRuns?.expected).toEqual([at('2026-10-01T06:00:00'), at('2026-10-02T06:00:00')]);
  });

  test('a run that was due in the last hours of a month is missed in that month, once a later run shows it', () => {
    const nights = [...daily('2026-10-01T22:00:00', 's'.repeat(30)), ...daily('2026-11-01T22:00:00', 's'.repeat(9))];
    const missed = (from: string, to: string, asOf: string): unknown =>
      analyzeOne(nights, { period: makePeriod(from, to), asOf: at(asOf), policy: every(DAY) }).missedRuns?.expected;
    expect(missed('2026-10-01', '2026-11-01', '2026-11-10')).toEqual([at('2026-10-31T22:00:00')]);
    expect(missed('2026-11-01', '2026-12-01', '2026-11-10')).toEqual([]);
    expect(missed('2026-10-01', '2026-11-01', '2026-11-01T21:59:59')).toEqual([]);
  });

  test('a late run is not a missed one, though it came after the window', () => {
    const late = [...daily('2026-10-01T22:00:00', 's'.repeat(30)), makeSession(at('2026-11-01T01:00:00'))];
    const asked = { period: makePeriod('2026-10-01', '2026-11-01'), asOf: at('2026-11-10'), policy: every(DAY) };
    expect(analyzeOne(late, asked).missedRuns?.expected).toEqual([]);
  });

  test('a job that first ran after the window missed nothing in it', () => {
    const asked = { period: makePeriod('2026-10-01', '2026-10-04'), asOf: at('2026-10-09'), policy: every(DAY) };
    expect(analyzeOne(daily('2026-10-05', 'sss'), asked)).toMatchObject({ missedRuns: { expected: [] }, rpo: { neverProtected: true } });
  });

  test('a run that is still open was not missed', () => {
    const { missedRuns, slots } = analyzeOne(daily('2026-09-30', 'ssssssr'), { period: week, asOf: at('2026-10-06T20:00:00'), policy: every(DAY) });
    expect(missedRuns?.expected).toEqual([]);
    expect(slots).toMatchObject({ due: 5, succeeded: 5 });
  });
});

describe('slots', () => {
  const night = at('2026-10-02');
  /** Two further runs are due in the window after the retry, and never come. */
  const slotsOf = (minutes: number): unknown =>
    analyzeOne([makeSession(night, 'failed'), makeSession(night + minutes * MINUTE)], {
      period: makePeriod('2026-10-02', '2026-10-03'),
      policy: every(8 * HOUR),
    }).slots;

  test('a retry within less than half a cadence is one slot, recovered', () => {
    expect(slotsOf(239)).toMatchObject({ succeeded: 1, recovered: 1, missed: 2, due: 3 });
  });
  test('at exactly half a cadence it is a slot of its own', () => {
    expect(slotsOf(240)).toMatchObject({ succeeded: 1, recovered: 0, missed: 2, due: 4 });
  });
  test('attempts are counted from the first of their slot, not from the one before', () => {
    const sessions = [0, 3, 6].map((hour) => makeSession(night + hour * HOUR, hour === 6 ? 'success' : 'failed'));
    const { slots } = analyzeOne(sessions, { period: makePeriod('2026-10-02', '2026-10-03'), policy: every(10 * HOUR) });
    expect(slots).toMatchObject({ due: 3, succeeded: 1, recovered: 0, missed: 1 });
  });
  test('a failure after the success of its slot takes nothing away', () => {
    const { slots } = analyzeOne([makeSession(night), makeSession(night + HOUR, 'failed')], {
      period: makePeriod('2026-10-02', '2026-10-03'),
      policy: every(DAY),
    });
    expect(slots).toEqual({ due: 1, succeeded: 1, recovered: 0, missed: 0, ratio: 1 });
  });
});

describe('a cron expression', () => {
  /** 02:00 on weekdays in Berlin, which is UTC+2 in September and most of October. */
  const weekdays = makePolicy({ rpo: 3 * DAY, cadence: { kind: 'cron', cron: '0 2 * * 1-5', timezone: 'Europe/Berlin' } });
  const october = makePeriod('2026-09-30T22:00:00', '2026-10-31T23:00:00', 'Europe/Berlin');
  /** From Monday 28 September, without the weekends. */
  const working = daily('2026-09-28T00:00:00', 'sssss..'.repeat(5));

  test('weekends are not overdue', () => {
    const { missedRuns, slots, days } = analyzeOne(working, { period: october, policy: weekdays });
    expect(missedRuns).toEqual({ cadence: null, source: 'policy', expected: [] });
    expect(slots).toEqual({ due: 22, succeeded: 22, recovered: 0, missed: 0, ratio: 1 });
    expect(days.filter(({ outcome }) => outcome === 'idle').map(({ date }) => date.slice(8))).toEqual('03 04 10 11 17 18 24 25 31'.split(' '));
  });

  test('a weekday without a run is missed, one with a retry is recovered', () => {
    const sessions = working.filter(({ start }) => start !== at('2026-10-07') && start !== at('2026-10-12'));
    const retried = [...sessions, makeSession(at('2026-10-12'), 'failed'), makeSession(at('2026-10-12T20:00:00'))];
    const { missedRuns, slots, days } = analyzeOne(retried, { period: october, policy: weekdays });
    expect(missedRuns?.expected).toEqual([at('2026-10-07')]);
    // Monday's span lasts until halfway to Tuesday, 12:00 UTC: the retry at 20:00 belongs to Tuesday's.
    expect(slots).toEqual({ due: 22, succeeded: 20, recovered: 0, missed: 1, ratio: 20 / 22 });
    expect(days.find(({ date }) => date === '2026-10-07')?.outcome).toBe('missed');
  });

  test('a retry in the same span is recovered', () => {
    const sessions = [
      ...working.filter(({ start }) => start !== at('2026-10-09')),
      makeSession(at('2026-10-09'), 'failed'),
      makeSession(at('2026-10-10')),
    ];
    // Friday's span lasts until halfway to Monday.
    expect(analyzeOne(sessions, { period: october, policy: weekdays }).slots).toMatchObject({ due: 22, succeeded: 22, recovered: 1 });
  });

  test('the longest distance is the weekend on which the clocks go back', () => {
    const strict = { ...weekdays, rpo: DAY };
    expect(analyzeOne(working, { period: october, policy: strict }).unachievable).toEqual({ needed: 73 * HOUR + MINUTE, allowed: DAY + 2 * HOUR });
  });

  test('local time is kept when the clocks change', () => {
    const { missedRuns } = analyzeOne([], { period: october, policy: weekdays });
    expect(missedRuns?.expected.at(0)).toBe(at('2026-10-01T00:00:00'));
    expect(missedRuns?.expected.at(-1)).toBe(at('2026-10-30T01:00:00'));
    expect(missedRuns?.expected).toHaveLength(22);
  });

  test('a run due in the last hours of a month is judged by what is known afterwards', () => {
    const nightly = makePolicy({ cadence: { kind: 'cron', cron: '0 22 * * *', timezone: 'UTC' } });
    const nights = daily('2026-10-01T22:00:00', 's'.repeat(30));
    const missed = (from: string, to: string, asOf: string, lastSeen: string | null = null): unknown =>
      analyzeOne(makeCollection(nights, { lastSeen: lastSeen === null ? null : at(lastSeen) }), {
        period: makePeriod(from, to),
        asOf: at(asOf),
        policy: nightly,
      }).missedRuns?.expected;
    expect(missed('2026-10-01', '2026-11-01', '2026-11-01T10:00:00')).toEqual([at('2026-10-31T22:00:00')]);
    expect(missed('2026-10-01', '2026-11-01', '2026-11-01T09:59:59')).toEqual([]);
    expect(missed('2026-11-01', '2026-11-02', '2026-11-02')).toEqual([]);
    // Nobody knows what became of a job that was deleted meanwhile.
    expect(missed('2026-10-01', '2026-11-01', '2026-11-10', '2026-11-01T02:00:00')).toEqual([]);
  });

  test('an expression that never fires expects nothing', () => {
    const never = makePolicy({ cadence: { kind: 'cron', cron: '0 0 30 2 *', timezone: 'UTC' } });
    expect(analyzeOne(working, { period: october, policy: never })).toMatchObject({ slots: null, missedRuns: null });
  });
});

describe('incidents', () => {
  test('consecutive failures are one, until the next recovery point ends', () => {
    const { incidents, recovery } = analyzeOne(daily('2026-10-01', 'sfxusfr', HOUR), { period: week });
    expect(incidents).toEqual([
      { from: at('2026-10-02'), recoveredAt: at('2026-10-05T01:00:00'), length: 73 * HOUR, runs: 3, late: 0 },
      { from: at('2026-10-06'), recoveredAt: null, length: 2 * DAY, runs: 1, late: 0 },
    ]);
    expect(recovery).toEqual({ closed: 1, open: 1, sum: 73 * HOUR, mean: 73 * HOUR, max: 73 * HOUR });
  });

  test('without any there is no time to recover', () => {
    expect(analyzeOne(daily('2026-10-01', 'ssw'), { period: week }).recovery).toEqual({ closed: 0, open: 0, sum: 0, mean: null, max: null });
  });

  test('a warning is part of one where the policy does not accept it', () => {
    const { incidents } = analyzeOne(daily('2026-10-01', 'swws'), { period: week, policy: makePolicy({ recoveryPoints: ['success'] }) });
    expect(incidents).toMatchObject([{ from: at('2026-10-02'), runs: 2 }]);
  });
});

describe('durations', () => {
  const minutes = (values: readonly number[]): ReturnType<typeof analyzeOne>['durations'] =>
    analyzeOne(
      values.map((value, index) => makeSession(at('2026-10-01') + index * HOUR, 'success', value * MINUTE)),
      { period: week },
    ).durations;

  test('the 95th percentile by nearest rank, only from 20 values', () => {
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
    expect(minutes(upTo(19)).p95).toBeNull();
    expect(minutes(upTo(20)).p95).toBe(19 * MINUTE);
    expect(minutes(upTo(21)).p95).toBe(20 * MINUTE);
    expect(minutes(upTo(100)).p95).toBe(95 * MINUTE);
  });

  test('over 150 % of the median is an outlier, over 200 % a serious one', () => {
    const { median, outliers, max } = minutes([10, 10, 10, 15, 15.01, 20, 20.01]);
    expect(median).toBe(15 * MINUTE);
    expect(outliers).toEqual([]);
    const skewed = minutes([10, 10, 10, 10, 15, 15.01, 20, 20.01]);
    expect(skewed.median).toBe(12.5 * MINUTE);
    expect(skewed.outliers.map(({ duration, serious }) => [duration / MINUTE, serious])).toEqual([
      [20, false],
      [20.01, false],
    ]);
    expect(minutes([10, 10, 10, 15, 20, 20.01]).outliers).toMatchObject([{ serious: false }, { serious: false }]);
    expect(minutes([10, 10, 10, 10, 15, 15.01, 20, 20.01, 10]).outliers.map(({ serious }) => serious)).toEqual([false, false, true]);
    expect(max).toBe(20.01 * MINUTE);
  });

  test('a median of nothing names no outliers, and an end before the start no duration', () => {
    expect(minutes([0, 0, 0, 5])).toMatchObject({ count: 4, median: 0, outliers: [] });
    expect(minutes([-5])).toMatchObject({ count: 0, sum: 0, mean: null, median: null, max: null });
  });

  test('only successes and warnings have one', () => {
    const { durations } = analyzeOne(daily('2026-10-01', 'swfxur', 30 * HOUR), { period: week, asOf: at('2026-11-01') });
    expect(durations).toMatchObject({ count: 2, sum: 60 * HOUR, mean: 30 * HOUR, max: 30 * HOUR });
  });
});
