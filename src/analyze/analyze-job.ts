import { adjustedOf } from './adjusted.ts';
import { asOfView, windowOf } from './as-of.ts';
import { beyondWindow, NOTHING_BEYOND } from './beyond-window.ts';
import { startingBefore } from './bounds.ts';
import { completenessOf, historyMayEndAt } from './completeness.ts';
import type { CronInstants } from './cron-instants.ts';
import { dayCoverage } from './day-coverage.ts';
import { dayOutcomes, disabledDays, unknownDays } from './day-outcomes.ts';
import { durationsOf } from './durations.ts';
import { exceptionsOf } from './exceptions.ts';
import { expectationOf } from './expectation.ts';
import type { Frame } from './frame.ts';
import { incidentsOf, recoveryTimes } from './incidents.ts';
import { dueRuns, missedRuns } from './missed-runs.ts';
import { objectsOf } from './objects.ts';
import { objectCounts, objectsDrop } from './object-counts.ts';
import { figuresBySession, loggedRuns } from './log-figures.ts';
import { transferOf } from './transfer.ts';
import { problemsOf } from './problems.ts';
import { recoveryPoints, recoveryRule, standingOf } from './recovery-points.ts';
import { rpoOf, unmeasured } from './rpo.ts';
import { countRuns, successRates } from './runs.ts';
import { groupSlots, isFurtherAttempt, slotsOf } from './slots.ts';
import { successOf } from './success.ts';
import { unachievable } from './unachievable.ts';
import { jobTargetsMet, jobVerdict } from './verdict.ts';
import type { Completeness, JobAnalysis } from '../model/analysis.ts';
import type { JobCollection } from '../model/collection.ts';
import type { Instant } from '../model/instant.ts';
import type { JobPolicy, Waiver } from '../model/policy.ts';
import type { Session } from '../model/session.ts';

/** What one job is judged by. */
export type JobQuestion = {
  readonly policy: JobPolicy;
  /** The job's own ones, as they were in force. */
  readonly waivers: readonly Waiver[];
  readonly frame: Frame;
  readonly cron: (expression: string, timezone: string) => CronInstants | null;
};

/** Nothing is claimed of a job whose sessions could not be collected, not even that it was never protected. */
const uncollected = (collection: JobCollection, { policy, frame }: JobQuestion): Omit<JobAnalysis, 'exceptions'> => {
  const { job, failure, issues } = collection;
  const runs = countRuns([]);
  const rpo = unmeasured(frame);
  const completeness = completenessOf(collection, frame.from);
  const successRate = successRates(runs);
  const met = jobTargetsMet(job.enabled, completeness, { rpo: null, success: null }, policy);
  return {
    job,
    policy,
    verdict: jobVerdict(job.enabled, met),
    completeness,
    historyMayEndAt: null,
    beyond: NOTHING_BEYOND,
    failure,
    stale: null,
    lastSeen: collection.lastSeen,
    issues,
    sessions: [],
    standings: [],
    runs,
    successRate,
    slots: null,
    success: successOf(null, successRate.lenient),
    targetsMet: met,
    missedRuns: null,
    rpo,
    unachievable: null,
    dayCoverage: { covered: 0, days: 0 },
    days: job.enabled ? unknownDays(frame) : disabledDays([], frame),
    incidents: [],
    recovery: recoveryTimes([]),
    durations: durationsOf([]),
    problems: [],
    objects: null,
    objectCounts: { ...objectCounts([], new Map()), drop: null },
    loggedRuns: [],
    transfer: null,
    adjusted: null,
  };
};

/** Where the source names a run that it does not list, its list ends with the newest session. */
const listedUntil = (known: readonly Session[], { reasons }: Completeness): Instant | null =>
  reasons.includes('last-run-not-in-sessions') ? (known.at(-1)?.start ?? Number.NEGATIVE_INFINITY) : null;

const collected = (collection: JobCollection, { policy, waivers, frame, cron }: JobQuestion): Omit<JobAnalysis, 'exceptions'> => {
  const { job, issues, logFailures } = collection;
  const known = asOfView(collection.sessions, frame.asOf);
  const window = windowOf(known, frame);
  const end = startingBefore(known, frame.to);
  const history = end === known.length ? known : known.slice(0, end);
  const rule = recoveryRule(policy, frame.cutoff);
  const rpo = rpoOf(known, recoveryPoints(known, rule), policy, frame);
  const expectation = expectationOf(policy.cadence, known, frame.cutoff, cron);
  const due = expectation === null ? null : dueRuns(known, expectation, frame);
  const groups = expectation === null ? null : groupSlots(window, rule, isFurtherAttempt(expectation));
  const missed = due?.missed ?? [];
  const slots = groups === null ? null : slotsOf(groups, missed.length);
  const runs = countRuns(window);
  const successRate = successRates(runs);
  const completeness = completenessOf(collection, frame.from);
  const durations = durationsOf(window);
  const incidents = incidentsOf(window, rule);
  const success = successOf(slots, successRate.lenient);
  const met = jobTargetsMet(job.enabled, completeness, { rpo: rpo.ratio, success: success.ratio }, policy);
  const logs = new Map(collection.logs.map((log) => [log.sessionId, log]));
  const figures = figuresBySession(collection.logs);
  return {
    job,
    policy,
    verdict: jobVerdict(job.enabled, met),
    completeness,
    historyMayEndAt: historyMayEndAt(collection, frame.from),
    beyond: beyondWindow(known, rule, frame),
    failure: null,
    stale: collection.stale,
    lastSeen: collection.lastSeen,
    issues,
    sessions: window,
    standings: window.map((session) => standingOf(session, rule)),
    runs,
    successRate,
    slots,
    success,
    targetsMet: met,
    missedRuns: expectation === null || due === null ? null : missedRuns(due, expectation),
    rpo,
    unachievable: unachievable(policy, expectation, durations),
    dayCoverage: dayCoverage(known, frame.days, rpo, rule),
    days: job.enabled
      ? dayOutcomes({ window, slots: groups, due, rpo, rule, listedUntil: listedUntil(known, completeness) }, frame)
      : disabledDays(window, frame),
    incidents,
    recovery: recoveryTimes(incidents),
    durations,
    problems: problemsOf(window, logs, logFailures, rule),
    objects: objectsOf(window, logs, policy.persistentAfter),
    objectCounts: { ...objectCounts(window, figures), drop: objectsDrop(history, figures, frame) },
    loggedRuns: loggedRuns(window, figures),
    transfer: transferOf(history, window, figures, frame),
    adjusted: adjustedOf({ job, policy, completeness, rpo, window, slots: groups, missed }, waivers),
  };
};

/** A job that the source no longer lists is measured until it was last seen. */
const untilLastSeen = ({ lastSeen }: JobCollection, { frame, ...question }: JobQuestion): JobQuestion => {
  const seen = lastSeen ?? Infinity;
  const cutoff = Math.min(frame.cutoff, seen);
  return { ...question, frame: { ...frame, cutoff, watchedUntil: Math.min(frame.watchedUntil, seen) } };
};

const afterwardsGone = (analysis: JobAnalysis, cutoff: Instant): JobAnalysis =>
  analysis.lastSeen === null
    ? analysis
    : { ...analysis, days: analysis.days.map((day) => (day.from >= cutoff && day.runs === 0 ? { ...day, outcome: 'gone' } : day)) };

export const analyzeJob = (collection: JobCollection, asked: JobQuestion): JobAnalysis => {
  const question = untilLastSeen(collection, asked);
  const judged = collection.failure === null ? collected(collection, question) : uncollected(collection, question);
  const { from, cutoff } = question.frame;
  const analysis = { ...judged, exceptions: exceptionsOf(judged, question.waivers, { from, to: Math.max(from, cutoff) }) };
  return question.frame.cutoff === asked.frame.cutoff ? analysis : afterwardsGone(analysis, question.frame.cutoff);
};
