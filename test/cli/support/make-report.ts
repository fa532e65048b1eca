import { readPeriod } from '../../../src/config/period.ts';
import { messagesFor } from '../../../src/messages/catalogue.ts';
import type { JobCollection } from '../../../src/model/collection.ts';
import type { Report } from '../../../src/model/report.ts';
import { makeInputs } from '../../support/inputs.ts';
import { compose } from '../../../src/report/compose.ts';
import type { TenantOutcome } from '../../../src/run/contract.ts';
import { analyzeAll, daily, makeCollection, makeJob, makePolicy } from '../../analyze/support/build.ts';

const FIRST = '2026-09-28T20:00';
const GOOD = 's'.repeat(36);

export const job = (name: string, days: string, changes: Partial<JobCollection> = {}, enabled = true): JobCollection =>
  makeCollection(daily(FIRST, days), { job: makeJob({ id: name, name, enabled }), ...changes });

export const WORLD: readonly JobCollection[] = [
  job('Exchange', GOOD),
  job('SharePoint', `${'s'.repeat(12)}ff${'s'.repeat(22)}`),
  job('Teams', '', { failure: { code: 'server-error', request: 'GET /v1/x', status: 500, attempts: 4, detail: null } }),
  job('Old archive', GOOD, {}, false),
];

/** October 2026 in UTC, made from hand-made jobs by the real analysis. */
export const makeReport = (jobs: readonly JobCollection[] = WORLD): Report => {
  const period = readPeriod('2026-10', { timezone: 'UTC', now: Date.parse('2026-11-02T00:00:00Z') });
  const inputs = makeInputs({ period, policy: makePolicy(), asOf: period.to, logs: 'none' });
  return compose(analyzeAll(jobs, { period, policy: inputs.policy, asOf: period.to }), {
    inputs,
    evidence: { baseUrl: 'https://h.example/v1', startedAt: period.to, finishedAt: period.to, exchanges: [], missing: [], statuses: {}, retries: 0 },
    before: null,
    labelOf: messagesFor('en').periodLabel,
  });
};

export const makeOutcome = (report: Report | null, changes: Partial<TenantOutcome> = {}): TenantOutcome => ({
  tenant: { id: 'contoso', name: 'Contoso Ltd' },
  verdict: report?.verdict ?? null,
  state: report?.state ?? null,
  report,
  folder: '/r/contoso/2026-10',
  files: ['email.eml', 'report.html', 'report.json', 'report.pdf', 'sessions.csv'].map((name) => ({ name, path: `/r/contoso/2026-10/${name}` })),
  missing: [],
  error: null,
  delivery: 'none',
  ...changes,
});
