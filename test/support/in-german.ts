import { messagesFor } from '../../src/messages/catalogue.ts';
import type { Report } from '../../src/model/report.ts';

const { periodLabel } = messagesFor('de');

const labelOf = ({ key, from, to, timezone }: { key: string; from: string; to: string; timezone: string }): string =>
  periodLabel({ key, unit: 'month', from: Date.parse(from), to: Date.parse(to), timezone });

/** A report of one month as it would have been composed for a German reader. */
export const inGerman = (report: Report): Report => {
  const { period, comparison, trend } = report;
  const { timezone } = period;
  return {
    ...report,
    locale: 'de',
    ...(trend ? { trend: { ...trend, periods: trend.periods.map((each) => ({ ...each, label: labelOf({ ...each, timezone }) })) } } : {}),
    period: { ...period, label: labelOf(period) },
    comparison: comparison && { ...comparison, period: { ...comparison.period, label: labelOf({ ...comparison.period, timezone }) } },
  };
};
