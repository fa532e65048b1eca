import { z } from 'zod';
import { findingSchema } from './finding.ts';
import { STATUS_CLASSES } from './session.ts';

/**
 * report.json, version 1: the product itself. Every other output is a view of it and computes nothing.
 * Instants are `YYYY-MM-DDTHH:mm:ss.sssZ`, durations seconds, ratios 0 to 1 and unrounded, absent knowledge null.
 */

const instant = z.iso.datetime({ precision: 3 }).describe('UTC instant, YYYY-MM-DDTHH:mm:ss.sssZ');
const seconds = z.number().describe('seconds');
const ratio = z.number().min(0).max(1).nullable().describe('0 to 1, unrounded; null: nothing to divide by');
const count = z.number().int().nonnegative();
const date = z.iso.date().describe("calendar day in the period's zone");

export const VERDICTS = ['pass', 'fail', 'not-evaluable', 'not-applicable'] as const;
const verdict = z.enum(VERDICTS);
const statusClass = z.enum(STATUS_CLASSES);

const rate = z.object({ numerator: count, denominator: count, ratio });
const runs = z.object({ total: count, success: count, warning: count, failed: count, stopped: count, running: count, unknown: count });
const successRate = z.object({ strict: rate, lenient: rate });
const slots = z.object({ due: count, succeeded: count, recovered: count, missed: count, ratio });

const targets = z.object({ rpoCompliance: z.number(), successRate: z.number() });

const cause = z
  .object({ failedRuns: count, missedRuns: count, reason: z.string().nullable() })
  .describe('runs without a recovery point and missed runs since the last recovery point before the gap, with the commonest reason in their logs');
const gap = z.object({ from: instant, to: instant, seconds, open: z.boolean(), peakSeconds: seconds.nullable(), cause });
const exposureSpan = z
  .object({ from: instant, to: instant, since: instant.nullable() })
  .describe('exposure at t is t - since; since null: unbounded');

const rpo = z.object({
  targetSeconds: seconds,
  graceSeconds: seconds,
  measuredFrom: instant,
  measuredTo: instant,
  measuredSeconds: seconds,
  compliantSeconds: seconds,
  ratio,
  worstSeconds: seconds.nullable(),
  currentSeconds: seconds.nullable(),
  leftCensored: z.boolean(),
  neverProtected: z.boolean(),
  cycles: z.object({ within: count, total: count }),
  gaps: z.array(gap),
  exposure: z.array(exposureSpan),
});

const incident = z.object({ from: instant, recoveredAt: instant.nullable(), seconds, runs: count, reason: z.string().nullable() });
const recovery = z.object({ closed: count, open: count, meanSeconds: seconds.nullable(), maxSeconds: seconds.nullable() });

const durations = z.object({
  count,
  meanSeconds: seconds.nullable(),
  medianSeconds: seconds.nullable(),
  p95Seconds: seconds.nullable(),
  maxSeconds: seconds.nullable(),
  vendorAverageSeconds: seconds.nullable(),
  outliers: z.array(z.object({ sessionId: z.string(), start: instant, seconds, serious: z.boolean() })),
});

const DAY_OUTCOMES = ['success', 'warning', 'recovered', 'failed', 'missed', 'running', 'idle', 'unknown', 'disabled', 'gone', 'future'] as const;
const jobDay = z.object({ date, outcome: z.enum(DAY_OUTCOMES), runs: count });

const session = z.object({
  id: z.string(),
  start: instant,
  end: instant.nullable(),
  durationSeconds: seconds.nullable(),
  class: statusClass,
  status: z.string(),
  recoveryPoint: z.boolean(),
  progress: z.number().nullable(),
  processedObjects: z.number().nullable(),
});

const problem = z.object({
  sessionId: z.string(),
  log: z.enum(['read', 'not-read', 'failed']),
  reasons: z.array(z.object({ level: z.enum(['warning', 'error']), text: z.string(), count })),
});

const objects = z.object({
  seen: count,
  persistentlyFailing: z.array(
    z.object({
      kind: z.enum(['mailbox', 'onedrive', 'site', 'team', 'object']),
      name: z.string(),
      consecutive: count,
      sessions: count,
      lastSuccess: instant.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  reasons: z.array(z.object({ reason: z.string(), objects: count, sessions: count })),
  logs: z.object({ read: count, sessions: count }),
});

const adjusted = z.object({
  measuredSeconds: seconds,
  compliantSeconds: seconds,
  ratio,
  slots: slots.nullable(),
  verdict,
  waiverIds: z.array(z.string()),
});

const job = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  jobType: z.string().nullable(),
  backupType: z.string().nullable(),
  organizationVboInstanceId: z.number().nullable(),
  lastRun: instant.nullable(),
  lastStatus: z.string().nullable(),
  nextRun: instant.nullable(),
  lastSeen: instant.nullable().describe('the last list that named the job; null: the newest one does'),
  verdict,
  completeness: z.object({
    status: z.enum(['complete', 'unproven', 'failed']),
    reasons: z.array(
      z.enum(['last-run-not-in-sessions', 'last-status-mismatch', 'history-may-be-truncated', 'unreadable-records', 'sessions-not-read-again']),
    ),
  }),
  recoveryPoints: z.array(statusClass),
  targets,
  runs,
  successRate,
  slots: slots.nullable(),
  missedRuns: z.object({ count, cadenceSeconds: seconds.nullable(), source: z.enum(['policy', 'inferred']), expected: z.array(instant) }).nullable(),
  rpo,
  dayCoverage: z.object({ covered: count, days: count }),
  days: z.array(jobDay),
  incidents: z.array(incident),
  recovery,
  durations,
  objects: objects.nullable(),
  transferredBytes: count.nullable(),
  sessions: z.array(session),
  problems: z.array(problem),
  adjusted: adjusted.nullable(),
  findings: z.array(findingSchema),
});

const totals = z.object({
  jobs: z.object({ total: count, enabled: count, pass: count, fail: count, notEvaluable: count, notApplicable: count }),
  runs,
  successRate,
  slots,
  rpo: z.object({
    measuredSeconds: seconds,
    compliantSeconds: seconds,
    ratio,
    gaps: count,
    worstSeconds: seconds.nullable(),
    worstJobId: z.string().nullable(),
  }),
  durations: z.object({ count, meanSeconds: seconds.nullable() }),
});

const comparison = z
  .object({
    period: z.object({ key: z.string(), label: z.string(), from: instant, to: instant }),
    rpoRatio: z.number().nullable().describe('change of totals.rpo.ratio, in ratio points'),
    successRatio: z.number().nullable().describe('change of totals.slots.ratio where known, else of the lenient rate'),
    meanDuration: z.number().nullable().describe('relative change of totals.durations.meanSeconds'),
    worstSeconds: seconds.nullable(),
    jobsFailing: z.number().int().nullable(),
  })
  .describe('this period minus the previous period of the same length');

const JOB_CHANGES = ['added', 'gone', 'renamed', 'disabled', 'enabled', 'schedule'] as const;
const changes = z
  .object({
    since: z.object({ reportId: z.string(), label: z.string(), asOf: instant }),
    jobs: z.array(
      z.object({ kind: z.enum(JOB_CHANGES), jobId: z.string(), name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
    policy: z.array(z.object({ key: z.string(), before: z.string(), after: z.string(), loosened: z.boolean() })),
    tool: z.object({ before: z.string(), after: z.string() }).nullable(),
    templates: z.boolean().describe('the templates are not the same'),
  })
  .describe('what is different from the report before, of an earlier period of the same tenant');

const waiver = z.object({
  id: z.string(),
  job: z.string(),
  from: instant,
  to: instant,
  reason: z.string(),
  approver: z.string(),
  approvedAt: instant,
  expires: instant.nullable(),
  states: z.array(z.enum(['used', 'unused', 'expired', 'retrospective'])),
  jobIds: z.array(z.string()),
});

const provenance = z.object({
  source: z.object({
    baseUrl: z.string(),
    requests: count,
    retries: count,
    statuses: z.record(z.string(), count).describe('attempts by HTTP status; 0: no answer'),
    responses: count,
  }),
  evidence: z.object({
    sha256: z.string().describe('SHA-256 over the sorted lines "sha256 path" of every response'),
    bytes: count,
  }),
  logs: z.enum(['none', 'problems', 'all']),
  missing: z
    .array(
      z.object({
        kind: z.enum(['jobs', 'sessions', 'log']),
        jobId: z.string().nullable(),
        sessionId: z.string().nullable(),
        failure: z.string(),
        request: z.string(),
        status: z.number().nullable(),
        attempts: count,
        detail: z.string().nullable(),
      }),
    )
    .describe('what was asked for and could not be had'),
});

export const reportSchema = z.object({
  schemaVersion: z.literal('1.0'),
  reportId: z.string(),
  state: z.enum(['provisional', 'final']),
  tool: z.object({ name: z.string(), version: z.string() }),
  tenant: z.object({ id: z.string(), name: z.string() }),
  locale: z.string(),
  period: z.object({
    key: z.string(),
    label: z.string(),
    from: instant,
    to: instant,
    timezone: z.string(),
    cutoff: instant,
    hours: z.number(),
  }),
  asOf: instant.describe('the instant whose knowledge the report states'),
  asOfSource: z.enum(['collection', 'named']),
  collectedAt: instant.describe('when collection began, or asOf where an earlier instant was named'),
  policy: z.object({
    name: z.string().nullable(),
    rpoSeconds: seconds,
    graceSeconds: seconds,
    recoveryPoints: z.array(statusClass),
    targets,
  }),
  verdict,
  adjustedVerdict: verdict,
  totals,
  comparison: comparison.nullable(),
  changes: changes.nullable().describe('null: no earlier report is known'),
  supersedes: z.object({ reportId: z.string(), reason: z.string() }).nullable().describe('the report of the same period that this one replaces'),
  days: z
    .array(z.object({ date, success: count, warning: count, recovered: count, failed: count, missed: count, running: count, unknown: count }))
    .describe('jobs by their outcome on each day'),
  jobs: z.array(job),
  findings: z.array(findingSchema).describe('of the tenant as a whole'),
  decisions: z.array(findingSchema).describe('what needs a decision, worst first; each also stands in its place'),
  decisionsOmitted: count.describe('further findings of the same weight, which are not in decisions'),
  waivers: z.array(waiver),
  provenance,
});

export type Report = z.infer<typeof reportSchema>;
export type ReportJob = Report['jobs'][number];
