import { z } from 'zod';
import { count, instant, ratio, seconds, success, verdict } from './report-kinds.ts';
import { reportTrend } from './report-trend.ts';

/** portfolio.json, version 1: several tenants of one period, for whoever looks after all of them. No job or object is named. */

const pooledRpo = z.object({ measuredSeconds: seconds, compliantSeconds: seconds, ratio });

const files = z
  .object({ html: z.string().nullable(), pdf: z.string().nullable(), json: z.string().nullable() })
  .describe("where a tenant's report lies, seen from the portfolio's folder");

const point = z.object({ label: z.string(), verdict: verdict.nullable(), ratio: ratio.describe('of RPO compliance; null: nothing can be said') });

const tenant = z.object({
  id: z.string(),
  name: z.string(),
  verdict: verdict.nullable().describe('null: no report could be made'),
  state: z.enum(['provisional', 'final']).nullable(),
  reportId: z.string().nullable(),
  asOf: instant.nullable(),
  jobs: z.object({ enabled: count, pass: count, fail: count, notEvaluable: count }).nullable(),
  rpo: pooledRpo.nullable().describe('null: not evaluable'),
  success: success.nullable().describe('null: not evaluable'),
  gaps: count.nullable().describe('null: not evaluable'),
  trend: z
    .object({ periods: z.array(point), counts: reportTrend.shape.counts })
    .nullable()
    .describe('null: no earlier report is known'),
  files,
  problem: z.object({ message: z.string(), hint: z.string().nullable() }).nullable().describe('why no report could be made'),
  missing: z.array(z.string()).describe('what could not be collected, made or delivered, in English, as the terminal says it'),
});

export const portfolioSchema = z.object({
  schemaVersion: z.literal('1.0'),
  tool: z.object({ name: z.string(), version: z.string() }),
  locale: z.string(),
  madeAt: instant,
  period: z.object({ key: z.string(), label: z.string(), timezone: z.string() }),
  verdict: verdict.describe('fail: any tenant; else not-evaluable: of any tenant nothing, or not enough, is known; else pass'),
  totals: z.object({
    tenants: z.object({ total: count, pass: count, fail: count, notEvaluable: count, notApplicable: count, notMade: count }),
    jobs: z.object({ enabled: count, pass: count, fail: count, notEvaluable: count }).describe('of every report that was made'),
    pooled: count.describe('tenants with pass or fail: over these the sums below are'),
    rpo: pooledRpo,
    success,
    gaps: count,
  }),
  tenants: z.array(tenant).describe('worst first'),
});

export type Portfolio = z.infer<typeof portfolioSchema>;
export type PortfolioTenant = Portfolio['tenants'][number];
