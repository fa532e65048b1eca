import { brandingHash } from '../model/branding.ts';
import type { ReportInputs, PreviousReport } from '../model/inputs.ts';
import { toIso } from '../model/instant.ts';
import type { JobPolicy, Policy } from '../model/policy.ts';
import type { Report, ReportJob } from '../model/report.ts';

type Changes = NonNullable<Report['changes']>;
type JobChange = Changes['jobs'][number];
type PolicyChange = Changes['policy'][number];

const change = (
  kind: JobChange['kind'],
  { id, name }: { readonly id: string; readonly name: string },
  before: string | null,
  after: string | null,
): JobChange => ({
  kind,
  jobId: id,
  name,
  before,
  after,
});

const seconds = (value: number | null | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** What happened to one job that both reports know. */
const changesOf = (job: ReportJob, before: PreviousReport['jobs'][number]): JobChange[] => {
  const cadence = job.missedRuns?.cadenceSeconds ?? null;
  return [
    ...(job.name === before.name ? [] : [change('renamed', job, before.name, job.name)]),
    ...(job.enabled === before.enabled ? [] : [change(job.enabled ? 'enabled' : 'disabled', job, null, null)]),
    ...(cadence === before.cadenceSeconds || cadence === null || before.cadenceSeconds === null
      ? []
      : [change('schedule', job, seconds(before.cadenceSeconds), seconds(cadence))]),
  ];
};

const jobChanges = (jobs: readonly ReportJob[], before: PreviousReport): JobChange[] => {
  const known = new Map(before.jobs.map((job) => [job.id, job]));
  const now = new Map(jobs.map((job) => [job.id, job]));
  const gone = before.jobs.filter(({ id }) => now.get(id) === undefined || now.get(id)?.lastSeen !== null);
  return [
    ...jobs.filter(({ id }) => !known.has(id)).map((job) => change('added', job, null, null)),
    ...gone.map((job) => change('gone', job, null, null)),
    ...jobs.flatMap((job) => {
      const earlier = known.get(job.id);
      return earlier === undefined || job.lastSeen !== null ? [] : changesOf(job, earlier);
    }),
  ];
};

/** A value of the policy, in the words of the configuration, and what makes it looser. */
type Term = { readonly key: string; readonly of: (policy: JobPolicy) => unknown; readonly looser: (before: JobPolicy, now: JobPolicy) => boolean };

const TERMS: readonly Term[] = [
  { key: 'rpo', of: ({ rpo }) => rpo / 1000, looser: (before, now) => now.rpo > before.rpo },
  { key: 'grace', of: ({ grace }) => grace / 1000, looser: (before, now) => now.grace > before.grace },
  {
    key: 'targets.rpoCompliance',
    of: ({ targets }) => targets.rpoCompliance,
    looser: (before, now) => now.targets.rpoCompliance < before.targets.rpoCompliance,
  },
  {
    key: 'targets.successRate',
    of: ({ targets }) => targets.successRate,
    looser: (before, now) => now.targets.successRate < before.targets.successRate,
  },
  {
    key: 'recoveryPoints',
    of: ({ recoveryPoints }) => recoveryPoints,
    looser: (before, now) => now.recoveryPoints.some((status) => !before.recoveryPoints.includes(status)),
  },
  {
    key: 'persistentAfter',
    of: ({ persistentAfter }) => persistentAfter,
    looser: (before, now) => now.persistentAfter > before.persistentAfter,
  },
  { key: 'cadence', of: ({ cadence }) => cadence, looser: () => false },
];

const text = (value: unknown): string => JSON.stringify(value);

const termChanges = (before: Policy, now: Policy): PolicyChange[] =>
  TERMS.flatMap(({ key, of, looser }) =>
    text(of(before)) === text(of(now)) ? [] : [{ key, before: text(of(before)), after: text(of(now)), loosened: looser(before, now) }],
  );

/** Rules and waivers are compared as wholes: any change of theirs may loosen what a job is held to. */
const listChanges = (before: Policy, now: Policy): PolicyChange[] =>
  (['jobs', 'waivers'] as const).flatMap((key) => {
    const [was, is] = [text(before[key]), text(now[key])];
    return was === is ? [] : [{ key, before: was, after: is, loosened: now[key].length > 0 }];
  });

/** What is different from the report before; null where none is known. */
export const changesSince = (
  jobs: readonly ReportJob[],
  { previous, policy, tool, templates, branding }: ReportInputs,
  label: (period: PreviousReport['period']) => string,
): Report['changes'] => {
  if (previous === null) return null;
  return {
    since: { reportId: previous.reportId, label: label(previous.period), asOf: toIso(previous.asOf) },
    jobs: jobChanges(jobs, previous),
    policy: [...termChanges(previous.policy, policy), ...listChanges(previous.policy, policy)],
    tool: previous.tool.version === tool.version ? null : { before: previous.tool.version, after: tool.version },
    templates: previous.templates !== templates,
    branding: previous.branding !== (branding === undefined ? undefined : brandingHash(branding)),
  };
};
