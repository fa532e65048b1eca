import { expect, test } from 'vitest';
import { analyzeOne, at, daily, makeCollection, makeJob, makePeriod, makePolicy, makeSession } from './support/build.ts';
import type { Asked } from './support/build.ts';
import { DAY, HOUR } from '../../src/model/instant.ts';
import type { JobCollection } from '../../src/model/collection.ts';
import type { Session } from '../../src/model/session.ts';

const week = makePeriod('2026-10-01', '2026-10-08');
const policy = makePolicy({ cadence: { kind: 'every', interval: DAY } });

const outcomes = (job: JobCollection | readonly Session[], asked: Partial<Asked> = {}): string =>
  analyzeOne(job, { period: week, policy, ...asked })
    .days.map(({ outcome }) => outcome)
    .join(' ');

test('a day shows how its run went', () => {
  expect(outcomes(daily('2026-09-30T02:00:00', 'sswfxu.s'))).toBe('success warning failed failed unknown missed success');
});

test('a retry makes a recovered day, also where no cadence is known', () => {
  const sessions = [...daily('2026-10-01T02:00:00', 'sfs'), makeSession(at('2026-10-02T04:00:00'), 'warning')];
  const period = makePeriod('2026-10-01', '2026-10-04');
  expect(outcomes(sessions, { period })).toBe('success recovered success');
  expect(outcomes(sessions, { period, policy: makePolicy() })).toBe('success recovered success');
});

test('a retry after midnight recovers the day on which the run was due', () => {
  // The next run is due a day after the retry, at 01:00 on the 4th, and comes 22.5 hours late.
  const sessions = [...daily('2026-10-01T23:30:00', 'sf'), makeSession(at('2026-10-03T01:00:00')), makeSession(at('2026-10-04T23:30:00'))];
  expect(outcomes(sessions, { period: makePeriod('2026-10-01', '2026-10-05') })).toBe('success recovered success missed');
  const onlyRetry = [...daily('2026-10-01T23:30:00', 'sf'), makeSession(at('2026-10-03T01:00:00')), makeSession(at('2026-10-04T00:30:00'))];
  expect(outcomes(onlyRetry, { period: makePeriod('2026-10-01', '2026-10-05') })).toBe('success recovered success success');
});

test('of several runs a day the worst one shows', () => {
  const hourly = Array.from({ length: 48 }, (_, hour) => makeSession(at('2026-10-01') + hour * HOUR, hour === 30 ? 'failed' : 'success'));
  const asked = { period: makePeriod('2026-10-01', '2026-10-03'), policy: makePolicy({ cadence: { kind: 'every', interval: HOUR } }) };
  expect(outcomes(hourly, asked)).toBe('success failed');
});

test('without a cadence a failure after the last success of a day shows', () => {
  const sessions = [makeSession(at('2026-10-01T02:00:00')), makeSession(at('2026-10-01T09:00:00'), 'failed')];
  expect(outcomes(sessions, { period: makePeriod('2026-10-01', '2026-10-03'), policy: makePolicy() })).toBe('failed unknown');
});

test('an accepted status whose end cannot be read is unknown; one that the policy does not accept has failed', () => {
  const sessions = [makeSession(at('2026-10-01T02:00:00'), 'success', null), makeSession(at('2026-10-02T02:00:00'), 'warning')];
  const strict = makePolicy({ recoveryPoints: ['success'], cadence: policy.cadence });
  expect(outcomes(sessions, { period: makePeriod('2026-10-01', '2026-10-03'), policy: strict })).toBe('unknown failed');
});

test('an open run, the days to come, and the day on which something may still come', () => {
  const asOf = at('2026-10-04T05:00:00');
  expect(outcomes(daily('2026-09-30T02:00:00', 'ssssr'), { asOf })).toBe('success success success running future future future');
  expect(outcomes(daily('2026-09-30T02:00:00', 'ssss'), { asOf: at('2026-10-04T01:00:00') })).toBe(
    'success success success future future future future',
  );
  // Due at 02:00 and not yet half a cadence late.
  expect(outcomes(daily('2026-09-30T02:00:00', 'ssss'), { asOf })).toBe('success success success unknown future future future');
});

test('idle needs a cadence that says so; before the first known run nothing is known', () => {
  const weekly = makePolicy({ rpo: 8 * DAY, cadence: { kind: 'every', interval: 7 * DAY } });
  expect(outcomes([makeSession(at('2026-09-26')), makeSession(at('2026-10-03'))], { policy: weekly })).toBe('idle idle success idle idle idle idle');
  expect(outcomes([makeSession(at('2026-10-03'))], { policy: weekly })).toBe('unknown unknown success idle idle idle idle');
  expect(outcomes([makeSession(at('2026-10-03'))], { policy: makePolicy() })).toBe('unknown unknown success unknown unknown unknown unknown');
});

test('a disabled job says so on every day, beside the number of its runs', () => {
  const off = makeCollection(daily('2026-09-30T02:00:00', 'sss'), { job: makeJob({ enabled: false }) });
  const { days } = analyzeOne(off, { period: week, policy });
  expect(days.map(({ runs }) => runs)).toEqual([1, 1, 0, 0, 0, 0, 0]);
  expect(new Set(days.map(({ outcome }) => outcome))).toEqual(new Set(['disabled']));
});

test('where the source names a later run than it lists, the days after its newest session are unknown, not missed', () => {
  const sessions = daily('2026-09-29T02:00:00', 'sssss');
  const job = makeJob({ lastRun: at('2026-10-07T02:01:00'), lastStatus: 'Success', lastStatusClass: 'success' });
  const listed = makeCollection(sessions, { job });
  expect(outcomes(listed)).toBe('success success success unknown unknown unknown unknown');
});

test('a job that the source no longer lists is measured until it was last seen, and gone on the days after', () => {
  const lastSeen = at('2026-10-04T12:00:00');
  const analysis = analyzeOne(makeCollection(daily('2026-09-30T02:00:00', 'sssss'), { lastSeen }), { period: week, policy });
  expect(analysis.rpo).toMatchObject({ measuredTo: lastSeen, ratio: 1, gaps: [] });
  expect(analysis.missedRuns?.expected).toEqual([]);
  expect(analysis.days.map(({ outcome }) => outcome).join(' ')).toBe('success success success success gone gone gone');
});
