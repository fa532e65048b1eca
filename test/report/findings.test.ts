import { describe, expect, test } from 'vitest';
import { wordingFor } from '../../src/messages/catalogue.ts';
import type { Finding, FindingCode } from '../../src/model/finding.ts';
import { DAY } from '../../src/model/instant.ts';
import type { Report } from '../../src/model/report.ts';
import { viewContext } from '../../src/render/html/view/index.ts';
import { gapsView } from '../../src/render/html/view/gaps.ts';
import { incidentsView } from '../../src/render/html/view/incidents.ts';
import { at, daily, makeCollection, makeJob, makePeriod, makePolicy } from '../analyze/support/build.ts';
import { reportOf } from './support/report-of.ts';

const week = makePeriod('2026-10-08', '2026-10-15');
const later = at('2026-10-17');

const findingsOf = ({ findings, jobs }: Report): readonly Finding[] => [...findings, ...jobs.flatMap((job) => job.findings)];

const find = <Code extends FindingCode>(report: Report, code: Code): Extract<Finding, { code: Code }> | undefined =>
  findingsOf(report).find((finding): finding is Extract<Finding, { code: Code }> => finding.code === code);

const words = (report: Report, code: FindingCode): string => {
  const { m, f } = wordingFor('en', 'UTC');
  const finding = find(report, code);
  if (finding === undefined) return 'no such finding';
  const { title, text, advice } = m.findingWords(finding, 'Exchange', f);
  return [title, text, advice].join(' ');
};

describe('a failure that was made good after the period', () => {
  // Good until the 12th; failed on the last two nights; good again on the night after the period.
  const nights = daily('2026-10-01T01:00', `${'s'.repeat(12)}ffs`);
  const report = reportOf([makeCollection(nights)], { period: week, asOf: later });

  test('waits for nobody', () => {
    expect(find(report, 'runs-failed')).toMatchObject({ severity: 'medium', args: { open: 1, recoveredAfter: '2026-10-15T01:01:00.000Z' } });
    expect(find(report, 'rpo-gap')).toMatchObject({ severity: 'high', args: { open: true, recoveredAfter: '2026-10-15T01:01:00.000Z' } });
    expect(report.decisions.map(({ code }) => code)).not.toContain('runs-failed');
  });

  test('is told as what it was, and what followed', () => {
    expect(words(report, 'runs-failed')).toContain('open when the period ended; the next recovery point was available 15 Oct 2026, 01:01');
    expect(words(report, 'rpo-gap')).not.toMatch(/still open|Start a run now/);
    const context = viewContext(report);
    expect(incidentsView(context).rows[0]?.recovered).toBe('after the period, 15 Oct 01:01');
    expect(gapsView(context).rows[0]?.to).toBe('open at the end');
  });

  test('changes no metric: as of the end of the period it was open', () => {
    const asOfEnd = reportOf([makeCollection(nights)], { period: week });
    expect(report.jobs[0]?.rpo).toEqual(asOfEnd.jobs[0]?.rpo);
    expect(report.jobs[0]?.incidents).toEqual(asOfEnd.jobs[0]?.incidents);
    expect(find(asOfEnd, 'runs-failed')).toMatchObject({ severity: 'high', args: { recoveredAfter: null } });
    expect(find(asOfEnd, 'rpo-gap')).toMatchObject({ severity: 'critical', args: { recoveredAfter: null } });
  });
});

describe('a period before any known history', () => {
  test('says that nothing is known of it, and when history begins', () => {
    const report = reportOf([makeCollection(daily('2026-10-16T01:00', 's'))], { period: week, asOf: later });
    expect(report.verdict).toBe('fail');
    expect(find(report, 'never-protected')).toMatchObject({
      severity: 'high',
      args: { knownBefore: false, historyFrom: '2026-10-16T01:00:00.000Z' },
    });
    expect(words(report, 'never-protected')).toMatch(
      /no session from before the end of the period is known\. Its known history begins 16 Oct 2026, 01:00/,
    );
    expect(words(report, 'never-protected')).not.toContain('Nothing could have been restored');
  });

  test('a job that never ran at all still shouts', () => {
    const report = reportOf([makeCollection([])], { period: week, asOf: later });
    expect(find(report, 'never-protected')).toMatchObject({ severity: 'critical', args: { knownBefore: false, historyFrom: null } });
    expect(words(report, 'never-protected')).toContain('No session of it is known, of any time');
  });

  test('a job that ran in vain is told apart from both', () => {
    const report = reportOf([makeCollection(daily('2026-10-07T01:00', 'fffff'))], { period: week, asOf: later });
    expect(find(report, 'never-protected')).toMatchObject({ severity: 'critical', args: { knownBefore: true, historyFrom: null } });
    expect(words(report, 'never-protected')).toContain('Nothing could have been restored');
  });
});

describe('unknown words for a status', () => {
  const mystery = (nights: string) =>
    daily('2026-10-05T01:00', nights).map((each) => (each.statusClass === 'unknown' ? { ...each, status: 'Hm' } : each));

  test('outside the period are named too, but need no decision', () => {
    const report = reportOf([makeCollection(mystery('ssussssssss'), { listed: 11 })], { period: week });
    expect(find(report, 'unknown-status')).toMatchObject({ severity: 'low', args: { count: 0, outside: 1, words: ['Hm'] } });
    expect(words(report, 'unknown-status')).toContain('1 run outside the period with an unknown status. The source says “Hm”');
  });

  test('inside it they do', () => {
    const report = reportOf([makeCollection(mystery('ussssusssss'))], { period: week });
    expect(find(report, 'unknown-status')).toMatchObject({ severity: 'high', args: { count: 1, outside: 1 } });
  });
});

test('a history that may be cut off is told with the length of the list, not of the period', () => {
  const policy = makePolicy({ cadence: { kind: 'every', interval: DAY } });
  const report = reportOf([makeCollection(daily('2026-10-09T01:00', 's'.repeat(30)))], { period: week, asOf: at('2026-11-20'), policy });
  expect(report.jobs[0]?.sessions).toHaveLength(6);
  expect(find(report, 'history-may-be-truncated')?.args.sessions).toBe(30);
  expect(words(report, 'history-may-be-truncated')).toContain('exactly 30 sessions');
});

describe('headline and subject count the same', () => {
  const good = daily('2026-10-01T01:00', 's'.repeat(14));
  const bad = daily('2026-10-01T01:00', `${'s'.repeat(8)}fff${'s'.repeat(3)}`);
  const job = (index: number, nights: typeof good, unproven = false) =>
    makeCollection(nights, {
      job: makeJob({ id: `job-${String(index)}`, name: `Job ${String(index)}` }),
      issues: unproven ? [{ code: 'unreadable-session', record: '#1', field: 'id' }] : [],
    });
  const { m, f } = wordingFor('en', 'UTC');

  test('where some could not be measured', () => {
    const report = reportOf([job(1, bad), job(2, good), job(3, good), job(4, good, true)], { period: week });
    expect(m.headline(report, f)).toBe('One of three measured jobs missed its targets. One could not be measured.');
    expect(m.email.subject(report, f)).toContain(': 1 of 3 measured jobs missed its targets, 1 could not be measured');
  });

  test('where all could', () => {
    const report = reportOf([job(1, bad), job(2, good)], { period: week });
    expect(m.email.subject(report, f)).toContain(': 1 of 2 jobs missed its targets');
  });

  test('a list with a record that cannot be read is no clean bill', () => {
    const report = reportOf([job(1, good), job(2, good), job(3, good)], {
      period: week,
      collection: { issues: [{ code: 'unreadable-job', record: 'job-1', field: 'id' }] },
    });
    expect(report.verdict).toBe('not-evaluable');
    expect(m.headline(report, f)).toBe('All three jobs that could be read met their targets, but the list of jobs could not be read completely.');
    expect(m.email.subject(report, f)).toMatch(/^\[UNKNOWN\].*the list of jobs could not be read completely$/);
  });
});

test('a report of nothing does not call itself final', () => {
  const failure = { code: 'network', request: 'GET /v1/reports/backup-jobs', status: null, attempts: 5, detail: null } as const;
  const report = reportOf([], { period: week, collection: { failure } });
  const { m, f } = wordingFor('en', 'UTC');
  expect(report.state).toBe('final');
  expect(m.coverLine(report, f)).not.toContain('final');
});
