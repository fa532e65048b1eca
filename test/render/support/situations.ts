import type { Finding } from '../../../src/model/finding.ts';
import type { Report } from '../../../src/model/report.ts';
import { gapFixture, jobFixture, reportFixture } from '../../support/report-fixture.ts';
import { withHistory } from '../../support/history.ts';
import { RESPONSES, WAIVERS } from './answered.ts';
import { SCRIPTS } from './scripts.ts';
import { reportOfWorld } from './world-report.ts';

const jobInScript = (name: string, index: number) =>
  jobFixture({
    id: `0b1c2d3e-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name,
    verdict: index % 3 === 0 ? 'fail' : 'pass',
    targetsMet: { rpoCompliance: index % 3 !== 0, successRate: true },
    rpo: index % 3 === 0 ? { gaps: [gapFixture(50, 5)] } : {},
  });

/** A job a script, and a tenant from right to left. */
export const reportInScripts = (): Report =>
  reportFixture({ tenant: { id: 'contoso', name: 'شركة الأمل للتجارة (2026)' }, verdict: 'fail', jobs: Object.values(SCRIPTS).map(jobInScript) });

const found = (report: Report, finding: Finding): Report => ({ ...report, findings: [finding], decisions: [finding] });

const LAST_RUN: Finding = {
  code: 'last-run-not-in-sessions',
  severity: 'high',
  jobId: jobFixture().id,
  args: { lastRun: '2026-10-31T02:00:00.000Z' },
};

/** Everything a reader may have to be shown. */
export const SITUATIONS = [
  'healthy',
  'troubled',
  'new',
  'sample',
  'one-job',
  'trend',
  'empty-tenant',
  'no-job-enabled',
  'job-list-failed',
  'everything-failed',
  'not-evaluable',
  '200-jobs',
  'hostile',
  'scripts',
  'answered',
] as const;

/** The reports of `SITUATIONS`, by name. */
export const situations = async (): Promise<ReadonlyMap<string, Report>> => {
  const everySession = reportOfWorld('healthy', { failing: ({ kind }) => kind === 'sessions' });
  const noList = reportOfWorld('healthy', { failing: ({ kind }) => kind === 'jobs' });
  const made = await Promise.all([
    reportOfWorld('healthy'),
    reportOfWorld('troubled'),
    reportOfWorld('new'),
    reportOfWorld('sample'),
    noList,
    everySession,
    reportOfWorld('hostile', { tenantName: '"><script>alert(1)</script>{{constructor}}</style>' }),
    reportOfWorld('troubled', { policy: { waivers: WAIVERS }, responses: RESPONSES }),
    reportOfWorld('large', { jobs: 200, days: 45 }),
  ]);
  const names = ['healthy', 'troubled', 'new', 'sample', 'job-list-failed', 'everything-failed', 'hostile', 'answered', '200-jobs'];
  return new Map<string, Report>([
    ...made.map((report, index): [string, Report] => [names[index] ?? '', report]),
    ['one-job', reportFixture()],
    [
      'trend',
      withHistory(
        reportFixture({ jobs: [jobFixture({ rpo: { gaps: [gapFixture(50, 5)] }, verdict: 'fail' }), jobFixture({ id: 'two', name: 'SharePoint' })] }),
      ),
    ],
    ['scripts', reportInScripts()],
    ['empty-tenant', found(reportFixture({ jobs: [], days: [] }), { code: 'no-jobs', severity: 'high', jobId: null, args: {} })],
    [
      'no-job-enabled',
      found(reportFixture({ jobs: [jobFixture({ enabled: false, verdict: 'not-applicable', slots: null, missedRuns: null })] }), {
        code: 'no-enabled-jobs',
        severity: 'high',
        jobId: null,
        args: { disabled: 1 },
      }),
    ],
    [
      'not-evaluable',
      reportFixture({
        jobs: [
          jobFixture({ verdict: 'not-evaluable', completeness: { status: 'unproven', reasons: ['last-run-not-in-sessions'] }, findings: [LAST_RUN] }),
        ],
        decisions: [LAST_RUN],
      }),
    ],
  ]);
};
