import { describe, expect, test } from 'vitest';
import { wordingFor } from '../../src/messages/catalogue.ts';
import { at, daily, makeCollection, makeJob, makePeriod } from '../analyze/support/build.ts';
import { missingFrom } from '../../src/run/missing.ts';
import type { Report } from '../../src/model/report.ts';
import type { JobCollection } from '../../src/model/collection.ts';
import { reportOf } from './support/report-of.ts';

const week = makePeriod('2026-10-01', '2026-10-08');
const nights = daily('2026-09-29', 'sssssssss');

const jobs = (count: number): readonly JobCollection[] =>
  Array.from({ length: count }, (_, index) => makeCollection(nights, { job: makeJob({ id: `job-${index}` }) }));

const unreadable = { code: 'unreadable-job', record: '#30', field: 'id' } as const;
const found = (report: Report): unknown => report.findings.filter(({ code }) => code === 'job-list-may-be-truncated');
const finding = (count: number): unknown => [{ code: 'job-list-may-be-truncated', severity: 'medium', jobId: null, args: { jobs: count } }];

describe('a job list as long as a page of a server', () => {
  test('is a finding, and changes neither the verdict nor what is missing', () => {
    const report = reportOf(jobs(30), { period: week });
    expect([found(report), report.verdict, missingFrom(report)]).toEqual([finding(30), 'pass', []]);
    const { m, f } = wordingFor('en', 'UTC');
    expect(report.findings[0] && m.findingWords(report.findings[0], '', f).text).toContain('exactly 30 jobs');
  });

  test.each([29, 31])('%i jobs are none', (count) => {
    expect(found(reportOf(jobs(count), { period: week }))).toEqual([]);
  });

  test('a record that cannot be read was on the list, a job of an earlier list was not', () => {
    expect(found(reportOf(jobs(29), { period: week, collection: { issues: [unreadable] } }))).toEqual(finding(30));
    const gone = makeCollection(nights, { job: makeJob({ id: 'gone' }), lastSeen: at('2026-10-05') });
    expect(found(reportOf([...jobs(29), gone], { period: week }))).toEqual([]);
    expect(found(reportOf([...jobs(30), gone], { period: week }))).toEqual(finding(30));
  });
});
