import type { Instant } from '../model/instant.ts';
import { uuid, wholeBetween } from './random.ts';
import type { Random } from './random.ts';
import type { SimulatedJob, SimulatedRun, Trouble, WireJob, WireSession, Workload } from './wire.ts';
import { measuredInstant, plannedInstant } from './wire-instant.ts';

/** A run as a world tells it. `length` in milliseconds; `objects`: how many of the job's objects it walks. */
export type PlannedRun = {
  readonly start: Instant;
  readonly length: number;
  readonly status: string;
  readonly objects: number;
  readonly trouble: readonly Trouble[];
};

export type JobPlan = {
  readonly name: string;
  /** Default: invented. */
  readonly id?: string;
  readonly workload: Workload;
  readonly objects: readonly string[];
  readonly backupType?: 'SelectedItems' | 'EntireOrganization';
  readonly jobType?: 'Backup' | 'Copy';
  readonly enabled?: boolean;
  /** Ascending by start. */
  readonly runs: readonly PlannedRun[];
  readonly nextRun: Instant | null;
};

const isOpen = (run: PlannedRun, now: Instant): boolean => run.start + run.length > now;

const session = (run: PlannedRun, jobType: string, now: Instant, random: Random): WireSession => {
  const open = isOpen(run, now);
  const walked = open ? Math.floor((run.objects * (now - run.start)) / run.length) : run.objects;
  return {
    id: uuid(random),
    creationTime: measuredInstant(run.start, random),
    endTime: open ? null : measuredInstant(run.start + run.length, random),
    progress: walked,
    status: open ? 'Running' : run.status,
    processedObjects: run.status === 'Failed' ? 0 : wholeBetween(random, 0, Math.ceil(walked / 3) + 2),
    jobId: null,
    copyJobId: null,
    jobType,
  };
};

const averageSeconds = (runs: readonly PlannedRun[]): number | null =>
  runs.length === 0 ? null : Math.round(runs.reduce((sum, run) => sum + run.length, 0) / runs.length / 1000);

/** Leaves out what has not started by `now`, leaves open what has not ended, and derives the job's own record from the rest. */
export const buildJob = (plan: JobPlan, now: Instant, random: Random): SimulatedJob => {
  const jobType = plan.jobType ?? 'Backup';
  const id = plan.id ?? uuid(random);
  const started = plan.runs.filter((run) => run.start <= now);
  const runs: readonly SimulatedRun[] = started
    .map((run) => ({ session: session(run, jobType, now, random), trouble: isOpen(run, now) ? [] : run.trouble }))
    .reverse();
  const newest = runs.find((run) => run.session.endTime !== null)?.session;
  const record: WireJob = {
    id,
    name: plan.name,
    backupType: plan.backupType ?? 'SelectedItems',
    jobType,
    isEnabled: plan.enabled ?? true,
    lastRun: newest?.endTime ?? null,
    lastStatus: newest?.status ?? null,
    nextRun: plan.nextRun === null ? null : plannedInstant(plan.nextRun),
    avgJobProcessTimeInSeconds: averageSeconds(started.filter((run) => !isOpen(run, now))),
    organizationVboInstanceId: 1,
  };
  return { record, workload: plan.workload, objects: plan.objects, runs };
};
