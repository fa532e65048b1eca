import { z } from 'zod';
import { CONTROL_IDS, FRAMEWORKS, GRADES } from './control.ts';
import { EXCEPTION_CODES } from './exception.ts';
import { findingSchema } from './finding.ts';
import { REDACTIONS } from './redaction.ts';
import { objectKind } from './report-objects.ts';
import { reportJob } from './report-job.ts';
import { reportTrend } from './report-trend.ts';
import {
  instant,
  seconds,
  ratio,
  count,
  date,
  verdict,
  statusClass,
  runs,
  successRate,
  slots,
  success,
  targetsMet,
  targets,
  recovery,
} from './report-kinds.ts';

/**
 * report.json, version 1: the product itself. Every other output is a view of it and computes nothing.
 * Instants are `YYYY-MM-DDTHH:mm:ss.sssZ`, durations seconds, ratios 0 to 1 and unrounded, absent knowledge null.
 */

const totals = z.object({
  jobs: z.object({ total: count, enabled: count, pass: count, fail: count, notEvaluable: count, notApplicable: count }),
  runs,
  successRate,
  slots,
  success,
  targetsMet: targetsMet.describe('held against the targets of the policy itself; a job may have its own'),
  recovery,
  rpo: z.object({
    measuredSeconds: seconds,
    compliantSeconds: seconds,
    ratio,
    gaps: count,
    worstSeconds: seconds.nullable(),
    worstJobId: z.string().nullable(),
  }),
  durations: z.object({ count, meanSeconds: seconds.nullable() }),
  transferred: z
    .object({ bytes: count.nullable(), runs: count, of: count })
    .describe('over the runs whose logs name a volume, of the ended runs of the enabled jobs; bytes null: none does'),
});

const comparison = z
  .object({
    period: z.object({ key: z.string(), label: z.string(), from: instant, to: instant }),
    rpoRatio: z.number().nullable().describe('change of totals.rpo.ratio, in ratio points'),
    successRatio: z.number().nullable().describe('change of totals.success.ratio; null where a job is not counted by the same thing in both'),
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
    branding: z.boolean().describe('logo, accent, cover text or footer are not the same'),
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

const response = z.object({
  owner: z.string(),
  ticket: z.string().nullable(),
  cause: z.string(),
  due: date.nullable(),
  done: date.nullable(),
  overdue: z.boolean().describe('due before the day of asOf, and not done'),
});

const exception = z
  .object({
    id: z.string().describe('stays the same for the same tenant, job, code and beginning'),
    code: z.enum(EXCEPTION_CODES),
    jobId: z.string().nullable().describe('null: the tenant as a whole'),
    from: instant,
    to: instant,
    open: z.boolean(),
    seconds: seconds.nullable().describe('time that counts against the job; null where the exception is not about time'),
    success: success.nullable(),
    waived: z
      .object({
        effect: z.enum(['none', 'reduced', 'excused']),
        seconds: seconds.nullable(),
        success: success.nullable(),
        waiverIds: z.array(z.string()),
      })
      .describe('what approved waivers leave of it'),
    response: response.nullable(),
  })
  .describe('something that somebody should answer for');

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
  redaction: z.enum(REDACTIONS).describe('how names of objects stand here: as they are, as keyed pseudonyms, or not at all'),
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
    persistentAfter: count.describe('after how many non-successes in a row an object counts as failing again and again'),
  }),
  verdict,
  adjustedVerdict: verdict,
  totals,
  comparison: comparison.nullable(),
  changes: changes.nullable().describe('null: no earlier report is known'),
  trend: reportTrend
    .nullable()
    .exactOptional()
    .describe('null: no report of the 12 periods before is known; not there: the report is from before it could be said'),
  supersedes: z.object({ reportId: z.string(), reason: z.string() }).nullable().describe('the report of the same period that this one replaces'),
  days: z
    .array(z.object({ date, success: count, warning: count, recovered: count, failed: count, missed: count, running: count, unknown: count }))
    .describe('jobs by their outcome on each day'),
  startsByHour: z
    .array(z.object({ success: count, warning: count, other: count }))
    .describe('runs of enabled jobs by the hour of the day, in the report’s zone, at which they started; other: without a recovery point'),
  jobs: z.array(reportJob),
  reasons: z
    .array(
      z.object({
        reason: z.string(),
        objects: count,
        kinds: z.array(z.object({ kind: objectKind, objects: count })),
        sessions: count,
        jobIds: z.array(z.string()),
      }),
    )
    .describe('why runs and objects of the enabled jobs warned or failed, over all jobs, the most runs first; an object of several jobs counts once'),
  findings: z.array(findingSchema).describe('of the tenant as a whole'),
  decisions: z.array(findingSchema).describe('what needs a decision, worst first; each also stands in its place'),
  decisionsOmitted: count.describe('further findings of the same weight, which are not in decisions'),
  waivers: z.array(waiver),
  exceptions: z.array(exception).describe('the exception register, in the order of the jobs'),
  register: z.object({
    total: count,
    excused: count.describe('in full, by waivers'),
    unanswered: count.describe('without a response; excused ones need none'),
    overdue: count,
  }),
  controls: z
    .object({
      version: z.string(),
      rows: z.array(z.object({ id: z.enum(CONTROL_IDS), framework: z.enum(FRAMEWORKS), reference: z.string(), grade: z.enum(GRADES) })),
    })
    .describe('how far job and session data can evidence controls of the chosen frameworks, whatever the result'),
  signOff: z.array(z.string()).nullable().describe('who signs; null: as is usual in the language'),
  provenance,
});

export type Report = z.infer<typeof reportSchema>;
export type ReportJob = Report['jobs'][number];
