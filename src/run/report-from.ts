import { analyze } from '../analyze/index.ts';
import { previousPeriod } from '../config/period.ts';
import { messagesFor } from '../messages/catalogue.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import type { Report } from '../model/report.ts';
import { compose } from '../report/compose.ts';
import { readEvidence } from '../vdc/read/index.ts';

/**
 * The report, from the bytes that were collected and what was asked of them. Pure: whoever has both computes the same
 * report again, on any machine and in any zone.
 */
export const reportFrom = (evidence: Evidence, inputs: ReportInputs): Report => {
  const { period, asOf, policy, locale } = inputs;
  const collection = readEvidence(evidence);
  return compose(analyze(collection, { period, asOf, policy }), {
    inputs,
    evidence,
    before: collection.failure === null ? analyze(collection, { period: previousPeriod(period), asOf, policy }) : null,
    labelOf: messagesFor(locale).periodLabel,
  });
};
