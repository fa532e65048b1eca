import type { BeyondWindow } from './beyond-window.ts';
import type { CollectFailure } from './evidence.ts';
import type { DataIssue } from './collection.ts';
import type { Instant } from './instant.ts';
import type { Job } from './job.ts';
import type { Period } from './period.ts';
import type { JobException } from './job-exception.ts';
import type { JobPolicy, Waiver } from './policy.ts';
import type { Success } from './success.ts';
import type { LoggedRun, ObjectCounts, Objects, TenantReason, Transfer } from './objects.ts';
import type { Session, StatusClass } from './session.ts';

/** Durations are integer milliseconds here; `report` turns them into seconds. */

export type Verdict = 'pass' | 'fail' | 'not-evaluable' | 'not-applicable';

export type Rate = { readonly numerator: number; readonly denominator: number; readonly ratio: number | null };

export type RunCounts = Readonly<Record<StatusClass, number>> & { readonly total: number };

/** A stretch in which the exposure grows without a new recovery point: `X(t) = t - since`; `since` null: unbounded. */
export type ExposureSpan = { readonly from: Instant; readonly to: Instant; readonly since: Instant | null };

export type Gap = { readonly from: Instant; readonly to: Instant; readonly open: boolean; readonly peak: number | null };

export type Rpo = {
  readonly measuredFrom: Instant;
  readonly measuredTo: Instant;
  readonly measured: number;
  readonly compliant: number;
  readonly ratio: number | null;
  /** Supremum of the exposure; null when unbounded, never protected or nothing was measured. */
  readonly worst: number | null;
  /** Exposure at the cutoff; null when unbounded. */
  readonly current: number | null;
  readonly leftCensored: boolean;
  readonly neverProtected: boolean;
  readonly cycles: { readonly within: number; readonly total: number };
  readonly gaps: readonly Gap[];
  /** Covers the measured interval without holes, in order. */
  readonly exposure: readonly ExposureSpan[];
};

export type MissedRuns = {
  /** Null where a cron expression gives the expected instants. */
  readonly cadence: number | null;
  readonly source: 'policy' | 'inferred';
  readonly expected: readonly Instant[];
};

export type Slots = {
  readonly due: number;
  readonly succeeded: number;
  readonly recovered: number;
  readonly missed: number;
  readonly ratio: number | null;
};

/** Whether each target is reached; null where nothing can be said. */
export type TargetsMet = { readonly rpoCompliance: boolean | null; readonly successRate: boolean | null };

/** `late`: it succeeded, but only after the cutoff, so that its data could not have been restored by then. `none`: anything else. */
export type Standing = 'recovery-point' | 'late' | 'none';

export type Incident = {
  readonly from: Instant;
  readonly recoveredAt: Instant | null;
  readonly length: number;
  readonly runs: number;
  /** Those of `runs` that succeeded after the cutoff. */
  readonly late: number;
};

export type DurationOutlier = { readonly sessionId: string; readonly start: Instant; readonly duration: number; readonly serious: boolean };

export type Durations = {
  readonly count: number;
  /** Sum over `count`, so that totals can pool. */
  readonly sum: number;
  readonly mean: number | null;
  readonly median: number | null;
  /** Nearest rank; null below 20 values. */
  readonly p95: number | null;
  readonly max: number | null;
  readonly outliers: readonly DurationOutlier[];
};

export type RecoveryTimes = {
  readonly closed: number;
  readonly open: number;
  /** Sum over `closed`, so that totals can pool. */
  readonly sum: number;
  readonly mean: number | null;
  readonly max: number | null;
};

export type CompletenessReason =
  | 'last-run-not-in-sessions'
  | 'last-status-mismatch'
  | 'history-may-be-truncated'
  | 'unreadable-records'
  /** The newest reading of the sessions failed, and the job names no last run to hold earlier ones against. */
  | 'sessions-not-read-again';

export type Completeness = { readonly status: 'complete' | 'unproven' | 'failed'; readonly reasons: readonly CompletenessReason[] };

/**
 * What a calendar day of the report's zone brought. `recovered`: a recovery point after a failed first attempt.
 * `idle`: nothing was due and nothing ran. `gone`: the source no longer lists the job. `future`: after the cutoff. `unknown`: no claim can be made.
 */
export type DayOutcome = 'success' | 'warning' | 'recovered' | 'failed' | 'missed' | 'running' | 'idle' | 'unknown' | 'disabled' | 'gone' | 'future';

export type Day = { readonly date: string; readonly from: Instant; readonly to: Instant };
export type JobDay = Day & { readonly outcome: DayOutcome; readonly runs: number };

/** A session of the window that was no success, with what its log says. */
export type Problem = {
  readonly session: Session;
  readonly standing: Standing;
  /** `not-read`: logs were not asked for; `failed`: they could not be had. */
  readonly log: 'read' | 'not-read' | 'failed';
  readonly reasons: readonly { readonly level: 'warning' | 'error'; readonly text: string; readonly count: number }[];
};

/** The result once approved waivers are taken out of the measured time and the due slots. */
export type Adjusted = {
  readonly measured: number;
  readonly compliant: number;
  readonly ratio: number | null;
  readonly slots: Slots | null;
  readonly success: Success;
  readonly verdict: Verdict;
  readonly waiverIds: readonly string[];
};

export type JobAnalysis = {
  readonly job: Job;
  readonly policy: JobPolicy;
  readonly verdict: Verdict;
  readonly completeness: Completeness;
  /** How many sessions the list held, where that is as many as a page of a server does and none is earlier than the window. */
  readonly historyMayEndAt: number | null;
  readonly beyond: BeyondWindow;
  readonly failure: CollectFailure | null;
  /** The newest reading failed; what follows is what earlier ones brought. */
  readonly stale: CollectFailure | null;
  /** The job is measured until here, where the source no longer lists it. */
  readonly lastSeen: Instant | null;
  readonly issues: readonly DataIssue[];
  /** The window's sessions as of `asOf`, ascending. */
  readonly sessions: readonly Session[];
  /** Beside `sessions`, one for each. */
  readonly standings: readonly Standing[];
  readonly runs: RunCounts;
  readonly successRate: { readonly strict: Rate; readonly lenient: Rate };
  readonly slots: Slots | null;
  readonly success: Success;
  readonly targetsMet: TargetsMet;
  readonly missedRuns: MissedRuns | null;
  readonly rpo: Rpo;
  /** `rpo + grace` is shorter than what the cadence and the run's own length allow. */
  readonly unachievable: { readonly needed: number; readonly allowed: number } | null;
  readonly dayCoverage: { readonly covered: number; readonly days: number };
  readonly days: readonly JobDay[];
  readonly incidents: readonly Incident[];
  readonly recovery: RecoveryTimes;
  readonly durations: Durations;
  readonly problems: readonly Problem[];
  readonly objects: Objects | null;
  readonly objectCounts: ObjectCounts;
  /** The window's ended runs whose logs count anything. */
  readonly loggedRuns: readonly LoggedRun[];
  readonly transfer: Transfer | null;
  readonly adjusted: Adjusted | null;
  readonly exceptions: readonly JobException[];
};

export type Totals = {
  readonly jobs: {
    readonly total: number;
    readonly enabled: number;
    readonly pass: number;
    readonly fail: number;
    readonly notEvaluable: number;
    readonly notApplicable: number;
  };
  readonly runs: RunCounts;
  readonly successRate: { readonly strict: Rate; readonly lenient: Rate };
  readonly slots: Slots;
  readonly success: Success;
  /** Held against the targets of the policy itself; a job may have its own. */
  readonly targetsMet: TargetsMet;
  readonly recovery: RecoveryTimes;
  readonly rpo: {
    readonly measured: number;
    readonly compliant: number;
    readonly ratio: number | null;
    readonly gaps: number;
    /** Null where any enabled job's worst is unbounded; `worstJobId` then names that job. */
    readonly worst: number | null;
    readonly worstJobId: string | null;
  };
  readonly durations: { readonly count: number; readonly mean: number | null };
  /** Over the enabled jobs; `bytes` null: no log names any. */
  readonly transferred: { readonly bytes: number | null; readonly runs: number; readonly of: number };
};

export type WaiverState = 'used' | 'unused' | 'expired' | 'retrospective';
export type WaiverUse = { readonly waiver: Waiver; readonly states: readonly WaiverState[]; readonly jobIds: readonly string[] };

export type Analysis = {
  readonly period: Period;
  readonly asOf: Instant;
  readonly cutoff: Instant;
  readonly state: 'provisional' | 'final';
  readonly verdict: Verdict;
  readonly adjustedVerdict: Verdict;
  /** The job list could not be read. */
  readonly failure: CollectFailure | null;
  /** The newest reading of the job list failed: what is known is that of an earlier one. */
  readonly stale: CollectFailure | null;
  readonly issues: readonly DataIssue[];
  /** How many jobs the newest list holds, where that is as many as a page of a server does: some may not be on it. */
  readonly listMayEndAt: number | null;
  readonly totals: Totals;
  /** In the order of the source; `report` ranks them. */
  readonly jobs: readonly JobAnalysis[];
  /** Over the enabled jobs, the most runs first. */
  readonly reasons: readonly TenantReason[];
  readonly waivers: readonly WaiverUse[];
};
