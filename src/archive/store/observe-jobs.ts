import { z } from 'zod';
import { inBatches } from './batches.ts';
import { OPEN } from './moment.ts';
import { turnover } from './turnover.ts';
import type { ArchiveTransaction } from './tables.ts';
import { STATUS_CLASSES } from '../../model/session.ts';
import type { JobChange } from '../archive.ts';
import type { Job } from '../../model/job.ts';

/** A list that was read, and the whole reading of the same resource before it. */
export type Observation<Item> = {
  readonly resourceId: number;
  readonly moment: number;
  readonly previous: number | null;
  readonly items: readonly Item[];
};

const jobRecord = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  jobType: z.string().nullable(),
  backupType: z.string().nullable(),
  lastRun: z.number().nullable(),
  lastStatus: z.string().nullable(),
  lastStatusClass: z.enum(STATUS_CLASSES).nullable(),
  nextRun: z.number().nullable(),
  vendorAverageSeconds: z.number().nullable(),
  organizationVboInstanceId: z.number().nullable(),
});

const readRecord = (text: string): Job => jobRecord.parse(JSON.parse(text));

const changesOf = (before: Job, job: Job): readonly JobChange['kind'][] => [
  ...(before.name === job.name ? [] : (['renamed'] as const)),
  ...(before.enabled === job.enabled ? [] : [job.enabled ? ('enabled' as const) : ('disabled' as const)]),
];

/** The last record of jobs that are listed now but were not in the list before. */
const lastRecords = async (trx: ArchiveTransaction, resourceId: number, jobIds: readonly string[]): Promise<ReadonlyMap<string, Job>> => {
  const records = new Map<string, Job>();
  for (const batch of inBatches(jobIds)) {
    const query = trx.selectFrom('job_state').select(['job_id', 'record']).where('resource_id', '=', resourceId);
    for (const row of await query.where('job_id', 'in', batch).orderBy('to_moment').execute()) records.set(row.job_id, readRecord(row.record));
  }
  return records;
};

const openRows = async (trx: ArchiveTransaction, resourceId: number) => {
  const query = trx.selectFrom('job_state').select(['id', 'job_id', 'record']).where('resource_id', '=', resourceId);
  const rows = await query.where('to_moment', '=', OPEN).orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, key: row.job_id, state: row.record }));
};

/** Keeps every version of every job's record, and says what is not as it was. */
export const observeJobs = async (trx: ArchiveTransaction, { resourceId, moment, previous, items }: Observation<Job>): Promise<JobChange[]> => {
  const listed = items.map((job) => ({ key: job.id, state: JSON.stringify(job), job }));
  const open = await openRows(trx, resourceId);
  const { closed, opened } = turnover(open, listed);
  if (previous !== null)
    for (const batch of inBatches(closed.map(({ id }) => id)))
      await trx.updateTable('job_state').set({ to_moment: previous }).where('id', 'in', batch).execute();
  const before = new Map(open.map(({ key, state }) => [key, readRecord(state)]));
  const unlisted = opened.filter(({ key }) => !before.has(key)).map(({ key }) => key);
  const earlier = previous === null ? new Map<string, Job>() : await lastRecords(trx, resourceId, unlisted);
  const rows = opened.map(({ job, state }) => ({
    resource_id: resourceId,
    job_id: job.id,
    name: job.name,
    enabled: job.enabled ? 1 : 0,
    record: state,
    from_moment: moment,
    to_moment: OPEN,
  }));
  for (const batch of inBatches(rows, 7)) await trx.insertInto('job_state').values(batch).execute();
  const now = new Set(listed.map(({ key }) => key));
  return [
    ...opened.flatMap(({ job }) => changeOf(job, before.get(job.id) ?? null, earlier.get(job.id) ?? null)),
    ...[...before].filter(([id]) => !now.has(id)).map(([, job]) => ({ kind: 'gone' as const, job, before: job })),
  ];
};

const changeOf = (job: Job, before: Job | null, earlier: Job | null): JobChange[] => {
  if (before !== null) return changesOf(before, job).map((kind) => ({ kind, job, before }));
  return [{ kind: earlier === null ? 'added' : 'returned', job, before: earlier }];
};
