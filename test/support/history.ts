import { previousPeriod, readPeriod } from '../../src/config/period.ts';
import { messagesFor } from '../../src/messages/catalogue.ts';
import { LONGEST_HISTORY } from '../../src/model/history.ts';
import type { History } from '../../src/model/inputs.ts';
import { DAY } from '../../src/model/instant.ts';
import type { Period } from '../../src/model/period.ts';
import type { Report } from '../../src/model/report.ts';
import { trendOf } from '../../src/report/trend.ts';
import { makeInputs } from './inputs.ts';

type Past = NonNullable<History[number]['report']>;

const MEASURED = 2_678_400;

/** A report of a period in which all went well, unless changed. */
export const pastOf = (ratio: number, changes: Partial<Past> = {}): Past => ({
  reportId: '00ff00ff00ff00ff',
  asOf: Date.parse('2026-01-01T05:00:00Z'),
  state: 'final',
  verdict: ratio >= 0.99 ? 'pass' : 'fail',
  jobs: { enabled: 14, pass: ratio >= 0.99 ? 14 : 12, fail: ratio >= 0.99 ? 0 : 2, notEvaluable: 0 },
  rpo: { measuredSeconds: MEASURED, compliantSeconds: MEASURED * ratio, ratio },
  gaps: Math.round((1 - ratio) * 400),
  success: { succeeded: 420, due: 434, ratio: 420 / 434, basis: 'slots' },
  targets: { rpoCompliance: 0.99, successRate: 0.95 },
  policySha256: 'ab'.repeat(32),
  ...changes,
});

/** Before the period, the oldest first, each with its report or none. */
export const historyBefore = (period: Period, reports: readonly (Past | null)[]): History => {
  const periods: Period[] = [];
  for (let at = previousPeriod(period); periods.length < reports.length; at = previousPeriod(at)) periods.unshift(at);
  return periods.map((each, index) => ({ period: each, report: reports[index] ?? null }));
};

const STRICT = { targets: { rpoCompliance: 0.995, successRate: 0.96 }, policySha256: 'cd'.repeat(32) };

/** Of everything that a year may bring. */
export const EVENTFUL_YEAR: readonly (Past | null)[] = [
  pastOf(0.997),
  pastOf(0.999),
  pastOf(1, { success: { succeeded: 434, due: 434, ratio: 1, basis: 'slots' } }),
  null,
  pastOf(0.962, { success: { succeeded: 401, due: 434, ratio: 401 / 434, basis: 'slots' } }),
  pastOf(0.98, { verdict: 'not-evaluable', jobs: { enabled: 14, pass: 13, fail: 0, notEvaluable: 1 } }),
  pastOf(0.993),
  pastOf(0.996, STRICT),
  pastOf(0.999, STRICT),
  null,
  pastOf(0.9961, { ...STRICT, state: 'provisional' }),
  pastOf(0.9989, { ...STRICT, asOf: Date.parse('2026-10-01T05:00:00Z') + DAY }),
];

const OCTOBER = readPeriod('2026-10', { timezone: 'Europe/Berlin', now: Date.parse('2026-11-02T05:00:00Z') });

/** A report of October 2026 that looks back on these. */
export const withHistory = (report: Report, reports: readonly (Past | null)[] = EVENTFUL_YEAR): Report => {
  const history = historyBefore(OCTOBER, reports.slice(-LONGEST_HISTORY));
  return { ...report, trend: trendOf(report, makeInputs({ period: OCTOBER }), history, messagesFor(report.locale).periodLabel) };
};
