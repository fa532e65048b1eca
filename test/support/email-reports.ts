import type { Finding } from '../../src/model/finding.ts';
import type { ReportJob } from '../../src/model/report.ts';
import { gapFixture, jobFixture, reportFixture } from './report-fixture.ts';

export const failing = (changes: Parameters<typeof jobFixture>[0] = {}): ReportJob =>
  jobFixture({ id: 'fail-1', name: 'SharePoint – Legal', verdict: 'fail', rpo: { gaps: [gapFixture(100, 48)] }, ...changes });

const unknownJob = jobFixture({
  id: 'unknown-1',
  name: 'Teams – Projects',
  verdict: 'not-evaluable',
  completeness: { status: 'unproven', reasons: ['last-run-not-in-sessions'] },
});

export const gapFinding: Finding = {
  code: 'rpo-gap',
  severity: 'high',
  jobId: 'fail-1',
  args: {
    count: 1,
    longestSeconds: 172_800,
    from: '2026-10-05T02:00:00.000Z',
    to: '2026-10-07T02:00:00.000Z',
    peakSeconds: 266_400,
    totalSeconds: 172_800,
    open: false,
    recoveredAfter: null,
    cause: { failedRuns: 2, missedRuns: 1, reason: 'The remote server returned an error: (403) Forbidden.' },
  },
};
const unknownFinding: Finding = {
  code: 'last-run-not-in-sessions',
  severity: 'high',
  jobId: 'unknown-1',
  args: { lastRun: '2026-10-31T02:00:00.000Z' },
};
const listFinding: Finding = {
  code: 'job-list-not-collected',
  severity: 'critical',
  jobId: null,
  args: { failure: 'refused-key', request: 'GET /v1/reports/backup-jobs', status: 401, attempts: 1, detail: null },
};

export const troubled = reportFixture({
  jobs: [failing(), unknownJob, jobFixture({ id: 'gap-1', name: 'Exchange – All', rpo: { gaps: [gapFixture(300, 3)] } }), jobFixture()],
  comparison: {
    period: { key: '2026-09', label: 'September 2026', from: '2026-08-31T22:00:00.000Z', to: '2026-09-30T22:00:00.000Z' },
    rpoRatio: -0.0415,
    successRatio: 0,
    meanDuration: 0.089,
    worstSeconds: 1000,
    jobsFailing: 1,
  },
  decisions: [gapFinding, unknownFinding],
  decisionsOmitted: 3,
});
export const notCollected = reportFixture({
  jobs: [],
  verdict: 'not-evaluable',
  findings: [listFinding],
  decisions: [listFinding],
});
export const provisional = reportFixture({ state: 'provisional', jobs: [jobFixture()] });
