import { HOUR } from '../model/instant.ts';
import type { Cadence, JobPolicy, Policy, PolicyRule, Waiver } from '../model/policy.ts';
import { readDuration } from './duration.ts';
import { readRatio } from './percentage.ts';
import { parseInstant } from './read-instant.ts';
import type { WrittenPolicy, WrittenRule } from './written.ts';

export const DEFAULT_POLICY: Policy = {
  name: null,
  rpo: 24 * HOUR,
  grace: 2 * HOUR,
  recoveryPoints: ['success', 'warning'],
  targets: { rpoCompliance: 0.99, successRate: 0.95 },
  persistentAfter: 3,
  cadence: null,
  jobs: [],
  waivers: [],
};

type WrittenJobPolicy = Omit<WrittenRule, 'match'>;

const readCadence = ({ every, cron, timezone }: WrittenJobPolicy, zone: string): Cadence | null => {
  if (every !== undefined) return { kind: 'every', interval: readDuration(every) };
  return cron === undefined ? null : { kind: 'cron', cron, timezone: timezone ?? zone };
};

const readTargets = (written: NonNullable<WrittenJobPolicy['targets']>, base: JobPolicy['targets']): JobPolicy['targets'] => ({
  rpoCompliance: written.rpoCompliance === undefined ? base.rpoCompliance : readRatio(written.rpoCompliance),
  successRate: written.successRate === undefined ? base.successRate : readRatio(written.successRate),
});

/** Only what is written; `base` completes half-written targets. */
const readOverrides = (written: WrittenJobPolicy, base: JobPolicy, zone: string): Partial<JobPolicy> => {
  const cadence = readCadence(written, zone);
  return {
    ...(written.rpo === undefined ? {} : { rpo: readDuration(written.rpo) }),
    ...(written.grace === undefined ? {} : { grace: readDuration(written.grace) }),
    ...(written.targets === undefined ? {} : { targets: readTargets(written.targets, base.targets) }),
    ...(written.persistentAfter === undefined ? {} : { persistentAfter: written.persistentAfter }),
    ...(written.recoveryPoints === undefined ? {} : { recoveryPoints: [...new Set(written.recoveryPoints)] }),
    ...(cadence === null ? {} : { cadence }),
  };
};

const instantOf = (text: string, zone: string): number => {
  const instant = parseInstant(text, zone);
  if (instant === null) throw new RangeError(`the schema let a wrong instant pass: ${text}`);
  return instant;
};

const readWaiver = (written: NonNullable<WrittenPolicy['waivers']>[number], zone: string): Waiver => ({
  id: written.id,
  job: written.job,
  from: instantOf(written.from, zone),
  to: instantOf(written.to, zone),
  reason: written.reason,
  approver: written.approver,
  approvedAt: instantOf(written.approvedAt, zone),
  expires: written.expires === undefined ? null : instantOf(written.expires, zone),
});

/** `base` with what is written put over it. The written rules come before those of `base`, the waivers are added. */
export const readPolicy = (written: WrittenPolicy | undefined, base: Policy, zone: string): Policy => {
  if (written === undefined) return base;
  const own = { ...base, ...readOverrides(written, base, zone) };
  const rules = (written.jobs ?? []).map((rule): PolicyRule => ({ match: rule.match, ...readOverrides(rule, own, zone) }));
  return {
    ...own,
    name: written.name ?? base.name,
    jobs: [...rules, ...base.jobs],
    waivers: [...(written.waivers ?? []).map((waiver) => readWaiver(waiver, zone)), ...base.waivers],
  };
};
