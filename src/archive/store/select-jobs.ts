import { collectionOf } from './moment.ts';
import { inBatches } from './batches.ts';
import { newestReadings } from './known.ts';
import type { ArchiveDatabase } from './tables.ts';
import type { Instant } from '../../model/instant.ts';

export type SelectedJobs = {
  /** The readings of the job list to show, ascending: the newest, and for each vanished job the newest that named it. */
  readonly moments: readonly number[];
  readonly jobIds: readonly string[];
};

/** When each job was last seen in a list, by moment. */
const lastSeen = async (db: ArchiveDatabase, list: number, newest: number): Promise<ReadonlyMap<string, number>> => {
  const query = db.selectFrom('job_state').select(({ fn }) => ['job_id', fn.max('to_moment').as('seen')] as const);
  const rows = await query.where('resource_id', '=', list).where('from_moment', '<=', newest).groupBy('job_id').execute();
  return new Map(rows.map(({ job_id, seen }) => [job_id, Math.min(seen, newest)]));
};

/** The collections that were still going on after an instant. */
const finishedAfter = async (db: ArchiveDatabase, ids: readonly number[], instant: Instant): Promise<ReadonlySet<number>> => {
  const found = new Set<number>();
  for (const batch of inBatches([...new Set(ids)])) {
    const rows = await db.selectFrom('collection').select('id').where('id', 'in', batch).where('finished_at', '>', instant).execute();
    for (const { id } of rows) found.add(id);
  }
  return found;
};

/** The jobs that belong to a window: those in the newest list, and those that vanished after the window began. */
export const selectJobs = async (db: ArchiveDatabase, tenantId: number, list: number, known: number, windowFrom: Instant): Promise<SelectedJobs> => {
  const newest = (await newestReadings(db, tenantId, [list], known)).get(list);
  if (newest === undefined) return { moments: [], jobIds: [] };
  const seen = [...(await lastSeen(db, list, newest))];
  const late = await finishedAfter(
    db,
    seen.map(([, moment]) => collectionOf(moment)),
    windowFrom,
  );
  const selected = seen.filter(([, moment]) => moment === newest || late.has(collectionOf(moment)));
  const moments = new Set([newest, ...selected.map(([, moment]) => moment)]);
  return { moments: [...moments].toSorted((a, b) => a - b), jobIds: selected.map(([id]) => id) };
};
