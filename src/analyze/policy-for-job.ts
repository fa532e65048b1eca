import { jobMatcher } from './name-match.ts';
import type { Job } from '../model/job.ts';
import type { JobPolicy, Policy, PolicyRule } from '../model/policy.ts';

const override = (base: JobPolicy, rule: PolicyRule): JobPolicy => ({
  rpo: rule.rpo ?? base.rpo,
  grace: rule.grace ?? base.grace,
  recoveryPoints: rule.recoveryPoints ?? base.recoveryPoints,
  targets: rule.targets ?? base.targets,
  persistentAfter: rule.persistentAfter ?? base.persistentAfter,
  // A rule may say null: infer it, whatever the policy says for the others.
  cadence: rule.cadence === undefined ? base.cadence : rule.cadence,
});

/** The policy of each job: its own values where no rule matches, else those of the first rule that does. */
export const policyForJob = (policy: Policy): ((job: Job) => JobPolicy) => {
  const base = override(policy, { match: '' });
  const rules = policy.jobs.map((rule) => ({ fits: jobMatcher(rule.match), policy: override(base, rule) }));
  return (job) => rules.find(({ fits }) => fits(job))?.policy ?? base;
};
