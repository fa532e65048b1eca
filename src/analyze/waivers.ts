import { jobMatcher } from './name-match.ts';
import type { Frame } from './frame.ts';
import type { JobAnalysis, WaiverState, WaiverUse } from '../model/analysis.ts';
import type { Job } from '../model/job.ts';
import type { Waiver } from '../model/policy.ts';

/** As it was in force: what lies after its expiry is not excused, what lies before it stays so. May be empty. */
const inForce = (waiver: Waiver): Waiver => ({ ...waiver, to: Math.min(waiver.to, waiver.expires ?? Infinity) });

/**
 * Worth saying only where the expiry takes something away: it has passed by the cutoff, and either no time of the
 * window was left to the waiver, or the measured window holds time that it was written for and no longer covers.
 */
const isExpired = ({ from, to, expires }: Waiver, frame: Frame): boolean => {
  if (expires === null || expires > frame.cutoff) return false;
  return expires <= Math.max(from, frame.from) || expires < Math.min(to, frame.cutoff);
};

/** Approved only after what it excuses had begun: it counts, and is a finding. */
const isRetrospective = ({ approvedAt, from }: Waiver): boolean => approvedAt > from;

/** The waivers that may change a job's adjusted result, as they were in force. */
export const waiversForJob = (waivers: readonly Waiver[]): ((job: Job) => readonly Waiver[]) => {
  const known = waivers.map((waiver) => ({ waiver: inForce(waiver), fits: jobMatcher(waiver.job) }));
  return (job) => known.filter(({ fits }) => fits(job)).map(({ waiver }) => waiver);
};

/** What became of each waiver. Used: some job's adjusted result rests on it. Both used and expired: its first part was. */
export const waiverUses = (waivers: readonly Waiver[], jobs: readonly JobAnalysis[], frame: Frame): readonly WaiverUse[] =>
  waivers.map((waiver) => {
    const jobIds = jobs.filter(({ adjusted }) => adjusted?.waiverIds.includes(waiver.id)).map(({ job }) => job.id);
    const expired = isExpired(waiver, frame);
    const states: WaiverState[] = jobIds.length > 0 ? ['used'] : expired ? [] : ['unused'];
    if (expired) states.push('expired');
    if (isRetrospective(waiver)) states.push('retrospective');
    return { waiver, states, jobIds };
  });
