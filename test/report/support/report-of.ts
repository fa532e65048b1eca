import { analyze } from '../../../src/analyze/index.ts';
import { messagesFor } from '../../../src/messages/catalogue.ts';
import type { Collection, JobCollection } from '../../../src/model/collection.ts';
import type { ReportInputs } from '../../../src/model/inputs.ts';
import type { Period } from '../../../src/model/period.ts';
import type { Policy } from '../../../src/model/policy.ts';
import type { Report } from '../../../src/model/report.ts';
import { reportSchema } from '../../../src/model/report.ts';
import { compose } from '../../../src/report/compose.ts';
import { makePolicy } from '../../analyze/support/build.ts';
import { makeInputs } from '../../support/inputs.ts';

export type Asked = {
  readonly period: Period;
  readonly asOf?: number;
  readonly policy?: Policy;
  readonly before?: Period;
  readonly responses?: ReportInputs['responses'];
  readonly collection?: Partial<Collection>;
};

/** The report of hand-made jobs, by the real analysis, checked against its own schema. */
export const reportOf = (jobs: readonly JobCollection[], { period, before, collection = {}, ...asked }: Asked): Report => {
  const inputs = makeInputs({
    period,
    policy: asked.policy ?? makePolicy(),
    asOf: asked.asOf ?? period.to,
    responses: asked.responses ?? [],
    logs: 'all',
  });
  const { policy, asOf } = inputs;
  const known = { jobs, issues: [], failure: null, stale: null, ...collection };
  const report = compose(analyze(known, { period, asOf, policy }), {
    inputs,
    evidence: { baseUrl: 'https://h.example/v1', startedAt: asOf, finishedAt: asOf, exchanges: [], missing: [], statuses: {}, retries: 0 },
    before: before === undefined ? null : analyze(known, { period: before, asOf, policy }),
    labelOf: messagesFor('en').periodLabel,
  });
  return reportSchema.parse(report);
};
