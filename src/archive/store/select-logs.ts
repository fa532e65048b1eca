import { newestReadings } from './known.ts';
import type { Window } from '../archive.ts';
import type { ArchiveDatabase } from './tables.ts';

/** A log of a session of the window, and the newest reading of it; none where it could never be had. */
export type SelectedLog = { readonly resourceId: number; readonly jobId: string; readonly sessionId: string; readonly moment: number | null };

const hasLogs = async (db: ArchiveDatabase, tenantId: number): Promise<boolean> =>
  (await db.selectFrom('resource').select('id').where('tenant_id', '=', tenantId).where('kind', '=', 'log').limit(1).executeTakeFirst()) !==
  undefined;

const logsOfJob = async (db: ArchiveDatabase, tenantId: number, jobId: string, sessions: number, { from, to }: Window, known: number) =>
  db
    .selectFrom('session_state as session')
    .innerJoin('resource as log', 'log.session_id', 'session.session_id')
    .select(['log.id', 'log.job_id', 'log.session_id'])
    .where('session.resource_id', '=', sessions)
    .where('session.start_at', '>=', from)
    .where('session.start_at', '<', to)
    .where('session.from_moment', '<=', known)
    .where('session.superseded_at', '>', known)
    .where('log.tenant_id', '=', tenantId)
    .where('log.kind', '=', 'log')
    .where('log.job_id', '=', jobId)
    .orderBy('session.start_at')
    .orderBy('session.session_id')
    .execute();

/** The logs that were asked for of sessions that start in the window, by job, then by start. `sessions`: each job's session list. */
export const selectLogs = async (
  db: ArchiveDatabase,
  tenantId: number,
  sessions: ReadonlyMap<string, number>,
  window: Window,
  known: number,
): Promise<readonly SelectedLog[]> => {
  if (!(await hasLogs(db, tenantId))) return [];
  const logs = [];
  for (const [jobId, resourceId] of sessions) logs.push(...(await logsOfJob(db, tenantId, jobId, resourceId, window, known)));
  const newest = await newestReadings(
    db,
    tenantId,
    logs.map(({ id }) => id),
    known,
  );
  return logs.map(({ id, job_id: jobId, session_id: sessionId }) => ({ resourceId: id, jobId, sessionId, moment: newest.get(id) ?? null }));
};
