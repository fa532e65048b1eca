import { z } from 'zod';
import { findingSchema } from './finding.ts';
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
import { objectCounts, objects, transfer } from './report-objects.ts';

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

const incident = z.object({
  from: instant,
  recoveredAt: instant.nullable(),
  seconds,
  runs: count,
  late: count.describe('those of runs that succeeded, but only after the cutoff'),
  reason: z.string().nullable(),
});

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

const adjusted = z.object({
  measuredSeconds: seconds,
  compliantSeconds: seconds,
  ratio,
  slots: slots.nullable(),
  success,
  verdict,
  waiverIds: z.array(z.string()),
});

/** One job of report.json. */
export const reportJob = z.object({
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
  success,
  targetsMet,
  missedRuns: z.object({ count, cadenceSeconds: seconds.nullable(), source: z.enum(['policy', 'inferred']), expected: z.array(instant) }).nullable(),
  rpo,
  dayCoverage: z.object({ covered: count, days: count }),
  days: z.array(jobDay),
  incidents: z.array(incident),
  recovery,
  recoveredAfter: instant.nullable().describe('when the first recovery point after the cutoff became available; null: none is known'),
  durations,
  objects: objects.nullable(),
  objectCounts,
  transferredBytes: count.nullable().describe('the sum of transfer, by the name it had first'),
  transfer: transfer.nullable(),
  sessions: z.array(session),
  problems: z.array(problem),
  adjusted: adjusted.nullable(),
  findings: z.array(findingSchema),
});
