import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResponseInput } from '../../src/model/exception.ts';
import { DAY, HOUR } from '../../src/model/instant.ts';
import type { Report } from '../../src/model/report.ts';
import { mailText } from '../../src/render/email/text.ts';
import { mailView } from '../../src/render/email/view.ts';
import { exceptionsView } from '../../src/render/html/view/exceptions.ts';
import { coverView } from '../../src/render/html/view/cover.ts';
import { viewContext } from '../../src/render/html/view/index.ts';
import { jobsView } from '../../src/render/html/view/jobs.ts';
import { concerning, exceptionId } from '../../src/report/exceptions.ts';
import { at, daily, makeCollection, makeJob, makePeriod, makePolicy, makeWaiver } from '../analyze/support/build.ts';
import { reportOf, type Asked } from './support/report-of.ts';

const week = makePeriod('2026-10-08', '2026-10-15');
const every = makePolicy({ cadence: { kind: 'every', interval: DAY } });

/** Good but for two nights in the middle: a gap from 10 Oct 03:00 to 12 Oct 01:01. */
const nights = daily('2026-10-01T01:00', 'sssssssssffssss');

const response = (changes: Partial<ResponseInput>): ResponseInput => ({
  exception: null,
  job: null,
  code: null,
  from: null,
  period: null,
  owner: 'Jo Weber',
  cause: 'Password expired',
  ticket: 'CHG-1',
  due: null,
  done: null,
  ...changes,
});

const report = (asked: Partial<Asked> = {}): Report => reportOf([makeCollection(nights)], { period: week, policy: every, ...asked });

const rows = (made: Report) => made.exceptions.map(({ code, jobId, open, waived }) => [code, jobId, open, waived.effect]);

describe('what stands in the register', () => {
  test('a gap and a missed target, each with its size', () => {
    const made = report();
    expect(rows(made)).toEqual([
      ['rpo-gap', 'job-1', false, 'none'],
      ['success-target-missed', 'job-1', false, 'none'],
    ]);
    expect(made.exceptions[0]).toMatchObject({ from: '2026-10-10T03:00:00.000Z', to: '2026-10-12T01:01:00.000Z', seconds: 165_660, success: null });
    expect(made.exceptions[1]).toMatchObject({ seconds: null, success: { succeeded: 5, due: 7 } });
    expect(made.register).toEqual({ total: 2, excused: 0, unanswered: 2, overdue: 0 });
  });

  test('nothing of a healthy or a disabled job', () => {
    const good = makeCollection(daily('2026-10-01T01:00', 's'.repeat(15)));
    const off = makeCollection(daily('2026-10-01T01:00', 'ffff'), { job: makeJob({ id: 'job-2', enabled: false }) });
    expect(reportOf([good, off], { period: week, policy: every }).register.total).toBe(0);
  });

  test('of a job that cannot be evaluated only that', () => {
    const hidden = makeCollection(nights, { issues: [{ code: 'unreadable-session', record: '#1', field: 'id' }] });
    expect(rows(reportOf([hidden], { period: week, policy: every }))).toEqual([['not-evaluable', 'job-1', false, 'none']]);
  });

  test('a failure at the end that no gap tells of, unless it was made good since', () => {
    const failing = makeCollection(daily('2026-10-01T01:00', 'sssssssssssssf'));
    const wide = makePolicy({ ...every, rpo: 3 * DAY, targets: { rpoCompliance: 0.99, successRate: 0.5 } });
    expect(rows(reportOf([failing], { period: week, policy: wide }))).toEqual([['runs-failed', 'job-1', true, 'none']]);
    const mended = makeCollection(daily('2026-10-01T01:00', 'sssssssssssssfs'));
    expect(rows(reportOf([mended], { period: week, policy: wide, asOf: at('2026-10-17') }))).toEqual([]);
  });

  test('a job without any recovery point, and a schedule that cannot meet its objective, once each', () => {
    expect(rows(reportOf([makeCollection(daily('2026-10-01T01:00', 'f'.repeat(14)))], { period: week, policy: every }))[0]?.[0]).toBe(
      'never-protected',
    );
    const tight = makePolicy({ ...every, rpo: 12 * HOUR });
    const made = reportOf([makeCollection(daily('2026-10-01T01:00', 's'.repeat(14)))], { period: week, policy: tight });
    expect(made.jobs[0]?.rpo.gaps.length).toBeGreaterThan(5);
    expect(rows(made)).toEqual([['rpo-not-achievable', 'job-1', true, 'none']]);
  });

  test('a list of jobs that was not read, or not completely', () => {
    const failure = { code: 'network', request: 'GET /jobs', status: null, attempts: 5, detail: null } as const;
    expect(rows(reportOf([], { period: week, collection: { failure } }))).toEqual([['job-list-not-collected', null, false, 'none']]);
    const issues = [{ code: 'unreadable-job', record: '#2', field: 'id' }] as const;
    expect(rows(report({ collection: { issues } }))[0]).toEqual(['records-unreadable', null, false, 'none']);
  });
});

describe('waivers', () => {
  const withWaiver = (from: string, to: string) => report({ policy: { ...every, waivers: [makeWaiver(from, to)] } });

  test('excuse what they cover in full, and leave the raw result as it is', () => {
    const made = withWaiver('2026-10-10', '2026-10-13');
    expect(rows(made)).toEqual([
      ['rpo-gap', 'job-1', false, 'excused'],
      ['success-target-missed', 'job-1', false, 'excused'],
    ]);
    expect(made.exceptions[0]).toMatchObject({ seconds: 165_660, waived: { seconds: 0, waiverIds: ['W-1'] } });
    expect(made.exceptions[1]?.waived.success).toMatchObject({ succeeded: 4, due: 4 });
    expect(made.register).toEqual({ total: 2, excused: 2, unanswered: 0, overdue: 0 });
    expect([made.verdict, made.adjustedVerdict]).toEqual(['fail', 'pass']);
    const context = viewContext(made);
    expect(coverView(context)).toMatchObject({ verdict: 'fail', adjusted: 'With approved waivers: Target met' });
    expect(jobsView(context).rows[0]).toMatchObject({ verdict: 'fail', adjusted: 'with waivers: Target met, 100%' });
    expect(mailText(mailView(context, { attached: true }))).toContain('With approved waivers: Target met');
  });

  test('of a part leave the rest', () => {
    const made = withWaiver('2026-10-11', '2026-10-12');
    expect(made.exceptions[0]).toMatchObject({ seconds: 165_660, waived: { effect: 'reduced', seconds: 165_660 - 86_400 } });
  });

  test('leave never less than nothing, nor more than there was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -48, max: 240 }), fc.integer({ min: 1, max: 240 }), (start, hours) => {
        const from = week.from + start * HOUR;
        const waiver = makeWaiver('2026-10-10', '2026-10-11', { from, to: from + hours * HOUR, approvedAt: from });
        const [gap] = report({ policy: { ...every, waivers: [waiver] } }).exceptions;
        const left = gap?.waived.seconds ?? -1;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(gap?.seconds ?? -1);
        expect(gap?.waived.effect).toBe(left === 0 ? 'excused' : left === gap?.seconds ? 'none' : 'reduced');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('ids', () => {
  test('stay the same when the report is made again, later or with another policy for waivers', () => {
    const [first] = report().exceptions;
    expect(first?.id).toMatch(/^EX-[0-9a-f]{8}$/);
    expect(report({ asOf: at('2026-11-20') }).exceptions[0]?.id).toBe(first?.id);
    expect(report({ policy: { ...every, waivers: [makeWaiver('2026-10-10', '2026-10-13')] } }).exceptions[0]?.id).toBe(first?.id);
  });

  test('differ by tenant, job, code and beginning', () => {
    const ids = [
      exceptionId('a', 'j', 'rpo-gap', 1),
      exceptionId('b', 'j', 'rpo-gap', 1),
      exceptionId('a', 'k', 'rpo-gap', 1),
      exceptionId('a', 'j', 'runs-failed', 1),
      exceptionId('a', 'j', 'rpo-gap', 2),
      exceptionId('a', null, 'rpo-gap', 1),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('responses', () => {
  const [gap, success] = report().exceptions;

  test('are found by id, by beginning to the minute, and by period, the closest first', () => {
    const byPeriod = response({ job: 'job-1', code: 'rpo-gap', period: week.key, owner: 'by period' });
    const byStart = response({ job: 'All Exchange objects', code: 'rpo-gap', from: at('2026-10-10T03:00:30'), owner: 'by beginning' });
    const byId = response({ exception: gap?.id ?? '', owner: 'by id' });
    const owner = (...responses: ResponseInput[]) => report({ responses }).exceptions[0]?.response?.owner;
    expect(owner(byPeriod)).toBe('by period');
    expect(owner(byPeriod, byStart)).toBe('by beginning');
    expect(owner(byPeriod, byId, byStart)).toBe('by id');
    expect(report({ responses: [byPeriod] }).register).toEqual({ total: 2, excused: 0, unanswered: 1, overdue: 0 });
  });

  test('are overdue from the day after, in the zone of the report, until they are done', () => {
    const overdue = (due: string, done: string | null = null) =>
      report({ asOf: at('2026-10-20T12:00:00'), responses: [response({ exception: success?.id ?? '', due, done })] }).register.overdue;
    expect([overdue('2026-10-20'), overdue('2026-10-19'), overdue('2026-10-19', '2026-10-20')]).toEqual([0, 1, 0]);
  });

  test('that name the period and fit nothing are a finding; those of other periods are not', () => {
    const wrong = response({ job: 'All Exchange', code: 'rpo-gap', from: at('2026-10-10T03:00:00') });
    const other = response({ job: 'job-1', code: 'rpo-gap', from: at('2026-09-10T03:00:00') });
    const foreign = response({ exception: 'EX-00000000' });
    const made = report({ responses: [wrong, other, foreign] });
    expect(made.findings.filter(({ code }) => code === 'response-unused')).toEqual([
      { code: 'response-unused', severity: 'low', jobId: null, args: { job: 'All Exchange', code: 'rpo-gap', from: '2026-10-10T03:00:00.000Z' } },
    ]);
    expect(concerning([wrong, other, foreign], made, week)).toEqual([wrong]);
  });

  test('make another report, by its id; those that it does not depend on do not', () => {
    const plain = report().reportId;
    expect(report({ responses: [response({ exception: 'EX-00000000' })] }).reportId).toBe(plain);
    expect(report({ responses: [response({ exception: gap?.id ?? '' })] }).reportId).not.toBe(plain);
  });

  test('that fit an exception belong to its report, also where both begin a few seconds apart', () => {
    const odd = { ...week, from: week.from + 30_000 };
    const asked = { period: odd, policy: every };
    const never = makeCollection(daily('2026-10-01T01:00', 'f'.repeat(15)));
    const answer = response({ job: 'job-1', code: 'never-protected', from: week.from });
    const made = reportOf([never], { ...asked, responses: [answer] });
    expect(made.exceptions.find(({ code }) => code === 'never-protected')?.response?.owner).toBe('Jo Weber');
    expect(concerning([answer], made, odd)).toEqual([answer]);
  });

  test('the report is the same from those alone that it depends on', () => {
    const all = [
      response({ exception: gap?.id ?? '' }),
      response({ exception: 'EX-00000000' }),
      response({ job: 'x', code: 'rpo-gap', period: week.key }),
    ];
    const made = report({ responses: all });
    expect(report({ responses: concerning(all, made, week) })).toEqual(made);
  });
});

test('of thousands of exceptions the page shows 200, the overdue ones among them, and counts the rest', () => {
  const made = report({ asOf: at('2026-11-20'), responses: [response({ job: 'job-1', code: 'rpo-gap', period: week.key, due: '2026-11-01' })] });
  const [late, plain] = made.exceptions;
  if (late === undefined || plain === undefined) throw new Error('There are two exceptions.');
  const many = Array.from({ length: 3000 }, (_, index) =>
    index % 300 === 299 ? { ...late, seconds: 1 } : { ...late, seconds: 1000 + index, response: null },
  );
  const { rows, more, overdue } = exceptionsView(viewContext({ ...made, exceptions: [...many, plain] }));
  expect(rows).toHaveLength(200);
  expect(rows.filter((row) => row.overdue)).toHaveLength(10);
  expect(rows.filter(({ id }) => id === plain.id)).toHaveLength(1);
  expect(more).toBe('These are the 200 longest. 2,801 further exceptions stand in report.json.');
  expect(overdue).toMatch(/and 2 more\.$/);
});
