import { jobMatcher } from './name-match.ts';
import type { Frame } from './frame.ts';
import type { JobAnalysis, WaiverState, WaiverUse } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';
import type { Job } from '../model/job.ts';
import type { Waiver } from '../model/policy.ts';

/** An exception whose approval has lapsed by the cutoff excuses nothing any more. */
const isExpired = ({ expires }: Waiver, cutoff: Instant): boolean => expires !== null && expires <= cutoff;

/** Approved only after what it excuses had begun: it counts, and is a finding. */
const isRetrospective = ({ approvedAt, from }: Waiver): boolean => approvedAt > from;

/** The waivers that may change a job's adjusted result. */
export const waiversForJob = (waivers: readonly Waiver[], { cutoff }: Frame): ((job: Job) => readonly Waiver[]) => {
  const valid = waivers.filter((waiver) => !isExpired(waiver, cutoff)).map((waiver) => ({ waiver, fits: jobMatcher(waiver.job) }));
  return (job) => valid.filter(({ fits }) => fits(job)).map(({ waiver }) => waiver);
};

/** What became of each waiver. Used: some job's adjusted result rests on it. */
export const waiverUses = (waivers: readonly Waiver[], jobs: readonly JobAnalysis[], { cutoff }: Frame): readonly WaiverUse[] =>
  waivers.map((waiver) => {
    const expired = isExpired(waiver, cutoff);
    const jobIds = expired ? [] : jobs.filter(({ adjusted }) => adjusted?.waiverIds.includes(waiver.id)).map(({ job }) => job.id);
    const states: WaiverState[] = [expired ? 'expired' : jobIds.length > 0 ? 'used' : 'unused'];
    if (isRetrospective(waiver)) states.push('retrospective');
    return { waiver, states, jobIds };
  });
