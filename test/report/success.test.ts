import { describe, expect, test } from 'vitest';
import { coverView } from '../../src/render/html/view/cover.ts';
import { viewContext } from '../../src/render/html/view/index.ts';
import { jobsView } from '../../src/render/html/view/jobs.ts';
import { DAY, HOUR } from '../../src/model/instant.ts';
import type { JobCollection } from '../../src/model/collection.ts';
import { at, daily, makeCollection, makeJob, makePeriod, makePolicy, makeSession } from '../analyze/support/build.ts';
import { reportOf } from './support/report-of.ts';

const week = makePeriod('2026-10-08', '2026-10-15');
const before = makePeriod('2026-10-01', '2026-10-08');

const jobOf = (id: string, sessions: JobCollection['sessions']): JobCollection => makeCollection(sessions, { job: makeJob({ id, name: id }) });

/** Runs daily: its rhythm shows. */
const regular = jobOf('regular', daily('2026-09-25', 's'.repeat(20)));

/** Four runs at odd distances in the week, half of them failed, and one before. */
const odd = jobOf(
  'odd',
  [0, 9.2, 10.1, 12.6, 13].map((day, index) => makeSession(at('2026-10-01') + day * DAY, index > 2 ? 'failed' : 'success')),
);

const lax = makePolicy({ rpo: 90 * DAY });

describe('successful backups', () => {
  test('are slots where they are known and due, else finished runs', () => {
    const { jobs } = reportOf([regular, odd], { period: week, policy: lax });
    expect(jobs.find(({ id }) => id === 'regular')?.success).toEqual({ succeeded: 7, due: 7, ratio: 1, basis: 'slots' });
    expect(jobs.find(({ id }) => id === 'odd')?.success).toEqual({ succeeded: 2, due: 4, ratio: 0.5, basis: 'runs' });
  });

  test('a job without a cadence takes part in the total, in the cover figure and in the sum of the table', () => {
    const report = reportOf([regular, odd], { period: week, policy: lax });
    expect(report.totals.success).toEqual({ succeeded: 9, due: 11, ratio: 9 / 11, basis: 'mixed' });
    expect(report.totals.slots).toMatchObject({ due: 7, succeeded: 7, ratio: 1 });
    expect(report.totals.targetsMet).toEqual({ rpoCompliance: true, successRate: false });
    const context = viewContext(report);
    expect(coverView(context).kpis[1]).toMatchObject({ value: '81.81%', note: '9 of 11 due or run', bad: true });
    expect(jobsView(context).totals.succeeded).toBe('9 / 11');
    expect(jobsView(context).rows.map(({ succeeded }) => succeeded)).toEqual(['2 / 4', '7 / 7']);
  });

  test('the verdict, its parts and the finding tell the same', () => {
    const { jobs } = reportOf([regular, odd], { period: week, policy: lax });
    expect(jobs.map(({ id, verdict, targetsMet }) => ({ id, verdict, targetsMet }))).toEqual([
      { id: 'odd', verdict: 'fail', targetsMet: { rpoCompliance: true, successRate: false } },
      { id: 'regular', verdict: 'pass', targetsMet: { rpoCompliance: true, successRate: true } },
    ]);
    expect(jobs[0]?.findings.find(({ code }) => code === 'success-target-missed')?.args).toEqual({ succeeded: 2, due: 4, target: 0.95 });
  });

  test('nothing is said of the targets of a job that is not proven, or takes no part', () => {
    const unproven = { ...regular, issues: [{ code: 'unreadable-session', record: '#1', field: 'id' } as const] };
    const off = makeCollection(regular.sessions, { job: makeJob({ id: 'off', enabled: false }) });
    const report = reportOf([unproven, off], { period: week });
    const nothing = { rpoCompliance: null, successRate: null };
    expect(report.jobs.map(({ targetsMet }) => targetsMet)).toEqual([nothing, nothing]);
    expect(report.totals.targetsMet).toEqual(nothing);
  });
});

describe('the comparison with the period before', () => {
  const changeOf = (jobs: readonly JobCollection[], policy = lax): number | null | undefined =>
    reportOf(jobs, { period: week, before, policy }).comparison?.successRatio;

  test('compares due slots with due slots', () => {
    expect(changeOf([jobOf('a', daily('2026-09-25', `${'s'.repeat(13)}f${'s'.repeat(6)}`))])).toBeCloseTo(-1 / 7);
  });

  test('is null where a job counted finished runs before and due slots now', () => {
    // Irregular until the week begins; then daily for long enough that its rhythm shows.
    const early = [-20, -12.7, 0, 1.3, 2.9].map((day) => makeSession(at('2026-10-01') + day * DAY));
    const turned = jobOf('turned', [...early, ...Array.from({ length: 28 }, (_, run) => makeSession(week.from + run * 6 * HOUR))]);
    const report = reportOf([turned], { period: week, before, policy: lax });
    expect([report.jobs[0]?.success.basis, report.comparison?.successRatio]).toEqual(['slots', null]);
    expect(report.comparison?.rpoRatio).toBe(0);
  });

  test('is null where the total counts by another thing, because a job was idle before', () => {
    expect(
      changeOf([
        regular,
        jobOf(
          'idle',
          [-9, 9.2, 10.1].map((day) => makeSession(at('2026-10-01') + day * DAY)),
        ),
      ]),
    ).toBeNull();
  });
});

describe('time to recover', () => {
  test('is pooled over the incidents of all enabled jobs', () => {
    const slow = jobOf('slow', daily('2026-10-07', 'sffsffss', HOUR));
    const quick = jobOf('quick', daily('2026-10-07', 'sfsfssf', HOUR));
    expect(reportOf([slow, quick], { period: week, policy: lax }).totals.recovery).toEqual({
      closed: 4,
      open: 1,
      meanSeconds: (2 * 49 + 2 * 25) * 900,
      maxSeconds: 49 * 3600,
    });
  });
});
