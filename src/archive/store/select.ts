import { chooseReadings, type Span } from './choose.ts';
import { findPresent, newestReadings, resourcesOfKind, type Present } from './known.ts';
import { selectJobs } from './select-jobs.ts';
import { selectLogs } from './select-logs.ts';
import { LOOKBACK, type EvidenceOptions, type Window } from '../archive.ts';
import type { ArchiveDatabase } from './tables.ts';

/** A resource, and which of its readings are to be shown, ascending by moment. */
export type Chosen = { readonly resourceId: number; readonly moments: readonly number[] };

export type Selection = {
  readonly present: Present;
  /** The job list. */
  readonly list: Chosen | null;
  /** By job. A job whose sessions could never be read has no moments; one whose sessions were never asked for is not here. */
  readonly sessions: ReadonlyMap<string, Chosen>;
  /** By job, then by start. */
  readonly logs: readonly (Chosen & { readonly jobId: string; readonly sessionId: string })[];
};

/** Which readings are the least that show all that is known for a window; null where nothing was collected. */
export const selectReadings = async (
  db: ArchiveDatabase,
  tenantId: number,
  window: Window,
  { lookback = LOOKBACK, asOf }: EvidenceOptions,
): Promise<Selection | null> => {
  const list = (await resourcesOfKind(db, tenantId, 'jobs')).get('') ?? null;
  const present = await findPresent(db, tenantId, list, asOf ?? null);
  if (present === null) return null;
  const { known } = present;
  const jobs = list === null ? { moments: [], jobIds: [] } : await selectJobs(db, tenantId, list, known, window.from);
  const span = { from: window.from - lookback, to: window.to, edge: window.from, known };
  const lists = await listsOf(db, tenantId, jobs.jobIds);
  const sessions = await chooseForJobs(db, tenantId, lists, span);
  const logs = await selectLogs(db, tenantId, lists, window, known);
  return {
    present,
    list: list === null ? null : { resourceId: list, moments: jobs.moments },
    sessions,
    logs: logs.map(({ moment, ...log }) => ({ ...log, moments: moment === null ? [] : [moment] })),
  };
};

/** Each job's session list, where it was ever asked for. */
const listsOf = async (db: ArchiveDatabase, tenantId: number, jobIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const all = await resourcesOfKind(db, tenantId, 'sessions');
  return new Map(
    jobIds.flatMap((jobId) => {
      const resourceId = all.get(jobId);
      return resourceId === undefined ? [] : [[jobId, resourceId] as const];
    }),
  );
};

const chooseForJobs = async (
  db: ArchiveDatabase,
  tenantId: number,
  lists: ReadonlyMap<string, number>,
  span: Span,
): Promise<ReadonlyMap<string, Chosen>> => {
  const newest = await newestReadings(db, tenantId, [...lists.values()], span.known);
  const chosen = new Map<string, Chosen>();
  for (const [jobId, resourceId] of lists) {
    const last = newest.get(resourceId);
    chosen.set(jobId, { resourceId, moments: last === undefined ? [] : await chooseReadings(db, resourceId, last, span) });
  }
  return chosen;
};
