import { z } from 'zod';
import { PERIOD_UNITS } from './period-units.ts';
import { count, instant, ratio, seconds, success, targets, verdict } from './report-kinds.ts';

const met = z.boolean().nullable().describe('whether the target of that time was reached');

const period = z.object({
  key: z.string(),
  label: z.string(),
  from: instant,
  to: instant,
  reportId: z.string().nullable().describe('null: no report of the period is known; then all that follows is null'),
  asOf: instant.nullable(),
  state: z.enum(['provisional', 'final']).nullable(),
  verdict: verdict.nullable(),
  jobs: z.object({ enabled: count, pass: count, evaluated: count, notEvaluable: count }).nullable(),
  rpo: z.object({ measuredSeconds: seconds, compliantSeconds: seconds, ratio, met }).nullable().describe('null: not evaluable'),
  success: success.extend({ met }).nullable().describe('null: not evaluable'),
  gaps: count.nullable().describe('null: not evaluable'),
  targets: targets.nullable(),
  policyChanged: z.boolean().nullable().describe('against the last period before it of which a report is known; null: there is none'),
});

export const reportTrend = z
  .object({
    unit: z.enum(PERIOD_UNITS),
    periods: z.array(period).describe('one after the other, the oldest first, this one last'),
    counts: z.object({ pass: count, fail: count, notEvaluable: count, notApplicable: count, missing: count }).describe('periods by verdict'),
  })
  .describe('figures of the reports that count of up to 12 periods before this one, and of this one');

export type Trend = z.infer<typeof reportTrend>;
export type TrendPeriod = Trend['periods'][number];
