import { beginAnalysis } from '../analyze/index.ts';
import { previousPeriod } from '../config/period.ts';
import { messagesFor } from '../messages/catalogue.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import type { Report } from '../model/report.ts';
import { compose } from '../report/compose.ts';
import { streamEvidence } from '../vdc/read/index.ts';

/**
 * The report, from the bytes that were collected and what was asked of them. Pure: whoever has both computes the same
 * report again, on any machine and in any zone.
 */
export const reportFrom = (evidence: Evidence, inputs: ReportInputs): Report => {
  const { period, asOf, policy, locale } = inputs;
  const collection = streamEvidence(evidence);
  const now = beginAnalysis({ period, asOf, policy });
  const before = beginAnalysis({ period: previousPeriod(period), asOf, policy });
  for (const job of collection.jobs) {
    now.add(job);
    before.add(job);
  }
  return compose(now.conclude(collection), {
    inputs,
    evidence,
    before: collection.failure === null ? before.conclude(collection) : null,
    labelOf: messagesFor(locale).periodLabel,
  });
};
