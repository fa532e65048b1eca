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
import type { Collection, JobCollection } from '../model/collection.ts';
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

const listKnown = (collection: Collection): boolean =>
  collection.failure === null && !collection.issues.some(({ code }) => code === 'unreadable-job');

/** Records that could not be read were on the list, too. */
const listMayEndAt = ({ jobs, issues, failure }: Collection): number | null => {
  const readable = jobs.filter(({ lastSeen }) => lastSeen === null).length;
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

/** All metrics of one tenant over one window. Durations are milliseconds, ratios 0 to 1. Pure. */
export const analyze = (collection: Collection, question: Question): Analysis => {
  const { period, asOf, policy } = question;
  const frame = frameOf(period, asOf);
  const cron = cronReader(frame);
  const policyOf = policyForJob(policy);
  const waiversOf = waiversForJob(policy.waivers);
  const jobs = collection.jobs
    .filter(partOf(frame))
    .map((entry) => analyzeJob(entry, { policy: policyOf(entry.job), waivers: waiversOf(entry.job), frame, cron }));
  const known = listKnown(collection);
  const verdicts = jobs.map(({ verdict }) => verdict);
  return {
    period,
    asOf,
    cutoff: frame.cutoff,
    state: stateOf(jobs, question),
    verdict: tenantVerdict(verdicts, known),
    adjustedVerdict: tenantVerdict(
      jobs.map(({ verdict, adjusted }) => adjusted?.verdict ?? verdict),
      known,
    ),
    failure: collection.failure,
    stale: collection.stale,
    issues: collection.issues,
    listMayEndAt: listMayEndAt(collection),
    totals: totalsOf(jobs, policy.targets),
    jobs,
    reasons: reasonsOf(jobs.filter(({ job }) => job.enabled)),
    waivers: waiverUses(policy.waivers, jobs, frame),
  };
};
