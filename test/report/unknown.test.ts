import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { mailJobs } from '../../src/render/email/jobs.ts';
import { mailView } from '../../src/render/email/view.ts';
import { coverView, type Kpi } from '../../src/render/html/view/cover.ts';
import { viewContext } from '../../src/render/html/view/index.ts';
import { jobsView } from '../../src/render/html/view/jobs.ts';
import { timelineView } from '../../src/render/html/view/timeline.ts';
import { daily, makeCollection, makeJob, makePeriod } from '../analyze/support/build.ts';
import { reportOf } from './support/report-of.ts';

const week = makePeriod('2026-10-01', '2026-10-08');
const nights = daily('2026-09-25', 's'.repeat(13));
const issues = [{ code: 'unreadable-session', record: '#1', field: 'id' } as const];

/** All green by what is known; of the jobs that are not proven, one record could not be read. */
const reportWith = (proven: number, unproven: number): Report =>
  reportOf(
    Array.from({ length: proven + unproven }, (_, index) =>
      makeCollection(nights, { job: makeJob({ id: `job-${index}` }), issues: index < unproven ? issues : [] }),
    ),
    { period: week },
  );

const kpis = (report: Report): readonly Kpi[] => coverView(viewContext(report)).kpis.slice(0, 2);

describe('figures of jobs that are not proven', () => {
  test('the cover says unknown where no enabled job is proven', () => {
    expect(kpis(reportWith(0, 2))).toEqual([
      { label: 'RPO compliance', value: 'unknown', note: '2 of 2 jobs not proven', change: '', bad: false, gauge: null },
      { label: 'Successful backups', value: 'unknown', note: '2 of 2 jobs not proven', change: '', bad: false, gauge: null },
    ]);
  });

  test('the cover says of how many jobs nothing is proven', () => {
    expect(kpis(reportWith(2, 1)).map(({ value, note }) => [value, note])).toEqual([
      ['100%', 'target 99%, 1 of 3 jobs not proven'],
      ['100%', '21 of 21 due, 1 of 3 jobs not proven'],
    ]);
    expect(kpis(reportWith(2, 0)).map(({ note }) => note)).toEqual(['target 99%', '14 of 14 due']);
  });

  test('the mail says the same', () => {
    const context = viewContext(reportWith(0, 1));
    const view = mailView(context, { attached: false });
    expect(view.preheader).toContain('RPO compliance unknown, 1 of 1 job not proven.');
    expect(view.figureRows[0]?.map(({ value }) => value)).toEqual(['unknown', 'unknown']);
    expect(mailJobs(context).rows[0]).toMatchObject({ rpo: 'unknown', bar: null });
  });

  test('the timeline gives no figure, neither as a fact nor in its reading', () => {
    const [job] = timelineView(viewContext(reportWith(0, 1))).strips;
    expect(job?.facts.map(({ value }) => value)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(job?.reading).toMatch(/not evaluable/);
    expect(job?.reading).not.toMatch(/\d%/);
    expect(timelineView(viewContext(reportWith(1, 0))).strips[0]?.facts.map(({ value }) => value.replaceAll('\u00a0', ' '))).toEqual([
      '100%',
      '1 d 0 h',
      '7 / 7',
    ]);
  });

  test('the table of jobs gives no compliance for them, nor for their sum', () => {
    const { rows, totals } = jobsView(viewContext(reportWith(0, 1)));
    expect([rows[0]?.rpo, totals.rpo]).toEqual(['unknown', 'unknown']);
  });
});
