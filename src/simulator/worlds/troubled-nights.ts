import { HOUR } from '../../model/instant.ts';
import type { Night } from '../nightly.ts';
import { cancelled, siteForbidden, unavailable, unlicensed as withoutLicense, usualWarning } from '../trouble.ts';
import type { Trouble } from '../wire.ts';
import type { TroubledJob } from './troubled-jobs.ts';

/** The users without a licence joined on the last day but one of the month before last: every run of last month warns. */
export const HIRED_DAYS_AGO = 34;

/** Sites refuse the service account, one after the other; elsewhere the whole run is broken off. */
const failure = (job: TroubledJob, objects: readonly string[]): readonly Trouble[] =>
  job.workload === 'site' ? objects.map(siteForbidden) : [cancelled];

const warning = (job: TroubledJob, objects: readonly string[], daysAgo: number): readonly Trouble[] =>
  objects.slice(0, 1 + (daysAgo % 2)).map((object) => usualWarning(job.workload, object, daysAgo));

/** What the table of jobs says of a night; a success where it says nothing. */
export const nightOf = (job: TroubledJob, objects: readonly string[], unlicensed: readonly string[], daysAgo: number): Night | null => {
  const slow = job.slow?.find(({ night }) => night === daysAgo);
  if (slow !== undefined) return { kind: 'slow', factor: slow.factor };
  if (job.missed?.includes(daysAgo)) return { kind: 'missed' };
  if (job.failed?.includes(daysAgo)) return { kind: 'failed', trouble: failure(job, objects) };
  if (job.retried?.includes(daysAgo)) return { kind: 'retried', trouble: [unavailable] };
  if (job.retriedLate?.includes(daysAgo)) return { kind: 'retried', trouble: [unavailable], after: 4.7 * HOUR };
  if (job.warned?.includes(daysAgo)) return { kind: 'warning', trouble: warning(job, objects, daysAgo) };
  if (unlicensed.length > 0 && daysAgo <= HIRED_DAYS_AGO) return { kind: 'warning', trouble: unlicensed.map(withoutLicense) };
  return null;
};
