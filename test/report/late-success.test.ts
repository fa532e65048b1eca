import { describe, expect, test } from 'vitest';
import { wordingFor } from '../../src/messages/catalogue.ts';
import { HOUR, MINUTE } from '../../src/model/instant.ts';
import type { Report } from '../../src/model/report.ts';
import type { StatusClass } from '../../src/model/session.ts';
import { incidentsView } from '../../src/render/html/view/incidents.ts';
import { viewContext } from '../../src/render/html/view/index.ts';
import { at, daily, makeCollection, makeLog, makePeriod, makePolicy, makeSession } from '../analyze/support/build.ts';
import { reportOf } from './support/report-of.ts';

const october = makePeriod('2026-10-01', '2026-11-01');

/** Nightly at 23:30 for 10 minutes; the last night's run ends after midnight, and with it the month. */
const reportWith = (last: StatusClass, rpo = 24 * HOUR): Report => {
  const night = makeSession(at('2026-10-31T23:30:00'), last, HOUR);
  const nights = [...daily('2026-09-29T23:30:00', 's'.repeat(32), 10 * MINUTE), night];
  const job = makeCollection(nights, { logs: [makeLog(night, 'warning Jane: Item may have been moved')] });
  return reportOf([job], { period: october, asOf: at('2026-11-02'), policy: makePolicy({ rpo, grace: 0 }) });
};

describe('a run that succeeded after the cutoff', () => {
  test.each<StatusClass>(['success', 'warning'])('%s: is no recovery point in the report either, and opens an incident that says why', (last) => {
    const report = reportWith(last);
    const [job] = report.jobs;
    expect(job?.sessions.at(-1)).toMatchObject({ class: last, recoveryPoint: false });
    expect(job?.sessions.at(-2)).toMatchObject({ recoveryPoint: true });
    expect(job?.incidents).toEqual([expect.objectContaining({ runs: 1, late: 1, recoveredAt: null, reason: null })]);
    expect(incidentsView(viewContext(report)).rows).toEqual([expect.objectContaining({ reason: 'ended after the cutoff' })]);
  });

  test('is worded as such among the findings, and waits for nobody', () => {
    const report = reportWith('warning');
    const finding = report.jobs[0]?.findings.find(({ code }) => code === 'runs-failed');
    expect(finding).toMatchObject({ severity: 'medium', args: { runs: 1, late: 1, open: 1, reason: null } });
    const { m, f } = wordingFor('en', 'UTC');
    expect(finding && m.findingWords(finding, 'Exchange', f).text).toContain('1 run succeeded, but ended after the cutoff.');
  });

  test('is not counted among the failed runs of a gap', () => {
    const [gap] = reportWith('warning', 23 * HOUR).jobs[0]?.rpo.gaps.slice(-1) ?? [];
    expect(gap).toMatchObject({ open: true, cause: { failedRuns: 0, missedRuns: 0, reason: null } });
  });

  test('a run that failed is still told from it', () => {
    const report = reportWith('failed');
    expect(report.jobs[0]?.incidents).toEqual([expect.objectContaining({ runs: 1, late: 0, reason: 'Item may have been moved' })]);
    expect(report.jobs[0]?.findings.find(({ code }) => code === 'runs-failed')).toMatchObject({ severity: 'high', args: { late: 0 } });
  });
});
