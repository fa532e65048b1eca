import type { Report } from '../../../src/model/report.ts';
import { jobFixture, reportFixture } from '../../support/report-fixture.ts';
import { reportOfWorld } from './world-report.ts';

/** Everything a reader may have to be shown, by name. */
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
  ]);
  const names = ['healthy', 'troubled', 'new', 'sample', 'job-list-failed', 'everything-failed', 'hostile'];
  return new Map<string, Report>([
    ...made.map((report, index): [string, Report] => [names[index] ?? '', report]),
    ['one-job', reportFixture()],
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
