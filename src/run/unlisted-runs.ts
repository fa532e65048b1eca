import { completenessOf } from '../analyze/completeness.ts';
import type { Archive } from '../archive/archive.ts';
import type { Collection, JobCollection } from '../model/collection.ts';
import type { Finding } from '../model/finding.ts';
import { SECOND, toIso, type Instant } from '../model/instant.ts';
import { readEvidence } from '../vdc/read/index.ts';

type Named = JobCollection & { readonly job: { readonly lastRun: Instant } };

const hasLastRun = (one: JobCollection): one is Named => one.job.lastRun !== null;

const CONTRADICTIONS = ['last-run-not-in-sessions', 'last-status-mismatch'] as const;

/** What the job says of its last run and its sessions do not bear out; null: they do. */
const contradiction = (one: Named): (typeof CONTRADICTIONS)[number] | null => {
  const { reasons } = completenessOf(one, one.job.lastRun);
  return CONTRADICTIONS.find((reason) => reasons.includes(reason)) ?? null;
};

const findingOf = (one: Named): readonly Finding[] => {
  const { id: jobId, lastStatus } = one.job;
  const lastRun = toIso(one.job.lastRun);
  const code = contradiction(one);
  if (code === null) return [];
  if (code === 'last-run-not-in-sessions') return [{ code, severity: 'high', jobId, args: { lastRun } }];
  return [{ code, severity: 'high', jobId, args: { lastStatus: lastStatus ?? '', lastRun } }];
};

/**
 * The runs that the source names and no list knows, neither the newest nor any that the archive holds: the report will say the
 * same of them. A disabled job is judged by nobody.
 */
export const unlistedRuns = async ({ jobs }: Collection, archive: Archive, tenantId: string): Promise<readonly Finding[]> => {
  const doubtful = jobs.filter(hasLastRun).filter((one) => one.job.enabled && contradiction(one) !== null);
  if (doubtful.length === 0) return [];
  const instants = doubtful.map(({ job }) => job.lastRun);
  const known = await archive.evidence(tenantId, { from: Math.min(...instants), to: Math.max(...instants) + SECOND });
  if (known === null) return doubtful.flatMap(findingOf);
  const ids = new Set(doubtful.map(({ job }) => job.id));
  const lists = { ...known, exchanges: known.exchanges.filter(({ resource }) => resource.kind !== 'log') };
  return readEvidence(lists)
    .jobs.filter(({ job }) => ids.has(job.id))
    .filter(hasLastRun)
    .flatMap(findingOf);
};
