import { analyzeJob } from './analyze-job.ts';
import { cronReader } from './cron-instants.ts';
import { frameOf, type Frame } from './frame.ts';
import { isPageSize } from './page-sizes.ts';
import { policyForJob } from './policy-for-job.ts';
import { reasonsOf } from './reasons.ts';
import { totalsOf } from './totals.ts';
import { tenantVerdict } from './verdict.ts';
import { waiversForJob, waiverUses } from './waivers.ts';
import type { Analysis, JobAnalysis } from '../model/analysis.ts';
import type { CollectionStream, JobCollection } from '../model/collection.ts';
import type { Instant } from '../model/instant.ts';
import type { Period } from '../model/period.ts';
import type { Policy } from '../model/policy.ts';

export type Question = {
  readonly period: Period;
  /** The instant whose knowledge counts: when the sessions were collected, or an earlier one. */
  readonly asOf: Instant;
  /** Checked before: cron expressions and zones are valid. */
  readonly policy: Policy;
};

type List = Pick<CollectionStream, 'issues' | 'failure' | 'stale'>;

const listKnown = ({ failure, issues }: List): boolean => failure === null && !issues.some(({ code }) => code === 'unreadable-job');

/** Records that could not be read were on the list, too. */
const listMayEndAt = ({ issues, failure }: List, readable: number): number | null => {
  const listed = readable + issues.filter(({ code }) => code === 'unreadable-job').length;
  return failure === null ? ([listed, readable].find(isPageSize) ?? null) : null;
};

/** A job that was gone before the window began is no part of its population. */
const partOf =
  ({ from }: Frame) =>
  ({ lastSeen }: JobCollection): boolean =>
    lastSeen === null || lastSeen > from;

const stateOf = (jobs: readonly JobAnalysis[], { period, asOf }: Question): Analysis['state'] =>
  asOf < period.to || jobs.some(({ runs }) => runs.running > 0) ? 'provisional' : 'final';

export type Analyst = {
  readonly add: (entry: JobCollection) => void;
  /** All metrics of the jobs that were added. */
  readonly conclude: (list: List) => Analysis;
};

/**
 * Takes in job by job, so that a job's whole history need not be held beside those of the others, and several questions can
 * be answered from one reading.
 */
export const beginAnalysis = (question: Question): Analyst => {
  const { period, asOf, policy } = question;
  const frame = frameOf(period, asOf);
  const cron = cronReader(frame);
  const policyOf = policyForJob(policy);
  const waiversOf = waiversForJob(policy.waivers);
  const isPart = partOf(frame);
  const jobs: JobAnalysis[] = [];
  let listed = 0;
  return {
    add: (entry) => {
      if (entry.lastSeen === null) listed += 1;
      if (isPart(entry)) jobs.push(analyzeJob(entry, { policy: policyOf(entry.job), waivers: waiversOf(entry.job), frame, cron }));
    },
    conclude: (list) => ({
      period,
      asOf,
      cutoff: frame.cutoff,
      state: stateOf(jobs, question),
      ...verdictsOf(jobs, listKnown(list)),
      failure: list.failure,
      stale: list.stale,
      issues: list.issues,
      listMayEndAt: listMayEndAt(list, listed),
      totals: totalsOf(jobs, policy.targets),
      jobs,
      reasons: reasonsOf(jobs.filter(({ job }) => job.enabled)),
      waivers: waiverUses(policy.waivers, jobs, frame),
    }),
  };
};

const verdictsOf = (jobs: readonly JobAnalysis[], known: boolean): Pick<Analysis, 'verdict' | 'adjustedVerdict'> => ({
  verdict: tenantVerdict(
    jobs.map(({ verdict }) => verdict),
    known,
  ),
  adjustedVerdict: tenantVerdict(
    jobs.map(({ verdict, adjusted }) => adjusted?.verdict ?? verdict),
    known,
  ),
});

/** All metrics of one tenant over one window. Durations are milliseconds, ratios 0 to 1. Pure. */
export const analyze = (collection: CollectionStream, question: Question): Analysis => {
  const analyst = beginAnalysis(question);
  for (const entry of collection.jobs) analyst.add(entry);
  return analyst.conclude(collection);
};
