import type { Report } from '../../src/model/report.ts';
import type { PortfolioContext, PortfolioEntry } from '../../src/report/portfolio.ts';
import { withHistory, pastOf } from './history.ts';
import { gapFixture, jobFixture, reportFixture } from './report-fixture.ts';

const TENANT_NAMES: Readonly<Record<string, string>> = {
  good: 'Contoso Ltd',
  bad: 'شركة الأمل للتجارة (2026)',
  worse: '"><script>alert(1)</script>{{constructor}}</style>',
  unknown: 'Fabrikam GmbH',
  broken: 'Wide World Importers',
  young: 'Litware, Inc.',
  empty: 'Adatum Corporation',
};

/** A tenant with its report, or with the reason why there is none. */
export const entryOf = (id: string, report: Report | null, missing: readonly string[] = []): PortfolioEntry => {
  const link = (name: string) => (report === null ? null : `../../${id}/2026-10/${name}`);
  return {
    tenant: { id, name: TENANT_NAMES[id] ?? id },
    report,
    files: { html: link('report.html'), pdf: link('report.pdf'), json: link('report.json') },
    problem:
      report === null
        ? { message: 'Tenant broken: the API refused the key (401 from GET /v1/reports/backup-jobs).', hint: 'Check BROKEN_VDC_KEY.' }
        : null,
    missing,
  };
};

const failing = (hours: number): Report =>
  reportFixture({ jobs: [jobFixture({ verdict: 'fail', rpo: { gaps: [gapFixture(50, hours)] } }), jobFixture({ id: 'two', name: 'SharePoint' })] });

/** One of each kind. */
export const ENTRIES: readonly PortfolioEntry[] = [
  entryOf('good', withHistory(reportFixture())),
  entryOf('young', reportFixture({ state: 'provisional' })),
  entryOf('bad', withHistory(failing(20), [pastOf(0.999), pastOf(0.993), null, pastOf(0.97)])),
  entryOf('worse', withHistory(failing(90))),
  entryOf('unknown', reportFixture({ jobs: [jobFixture({ verdict: 'not-evaluable' })] }), ['Tenant unknown: something is missing.']),
  entryOf('broken', null),
  entryOf('empty', reportFixture({ jobs: [], days: [] })),
];

export const PORTFOLIO_OF: PortfolioContext = {
  madeAt: Date.parse('2026-11-02T05:00:00Z'),
  tool: { name: 'vdc-report', version: '0.1.0' },
  locale: 'en',
  period: { key: '2026-10', label: 'October 2026', timezone: 'Europe/Berlin' },
};
