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
  ]);
  const names = ['healthy', 'troubled', 'new', 'sample', 'job-list-failed', 'everything-failed', 'hostile', 'answered'];
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
    ['empty-tenant', reportFixture({ jobs: [], days: [] })],
    ['no-job-enabled', reportFixture({ jobs: [jobFixture({ enabled: false, verdict: 'not-applicable', slots: null, missedRuns: null })] })],
    [
      'not-evaluable',
      reportFixture({
        jobs: [jobFixture({ verdict: 'not-evaluable', completeness: { status: 'unproven', reasons: ['last-run-not-in-sessions'] } })],
      }),
    ],
  ]);
};
