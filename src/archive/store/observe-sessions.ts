import { inBatches } from './batches.ts';
import { OPEN } from './moment.ts';
import { turnover, type Listed } from './turnover.ts';
import type { Observation } from './observe-jobs.ts';
import type { ArchiveTransaction } from './tables.ts';
import type { Session } from '../../model/session.ts';

type Row = Listed & { readonly id: number; readonly status_class: string };
type Item = Listed & { readonly session: Session };

/** All that a metric can depend on. The class is left out: it follows from the status, by rules that may grow. */
const stateText = (start: number, end: number | null, status: string, progress: number | null, processed: number | null): string =>
  `${start} ${end} ${progress} ${processed} ${status}`;

const columns = ['id', 'session_id', 'start_at', 'end_at', 'status', 'status_class', 'progress', 'processed'] as const;

const openRows = async (trx: ArchiveTransaction, resourceId: number): Promise<readonly Row[]> => {
  const query = trx.selectFrom('session_state').select(columns).where('resource_id', '=', resourceId);
  const rows = await query.where('to_moment', '=', OPEN).execute();
  return rows.map((row) => ({
    id: row.id,
    key: row.session_id,
    state: stateText(row.start_at, row.end_at, row.status, row.progress, row.processed),
    status_class: row.status_class,
  }));
};

/** What is known so far of these sessions: for each the state that counts, which need not be listed any more. */
const standing = async (trx: ArchiveTransaction, resourceId: number, sessionIds: readonly string[]): Promise<ReadonlyMap<string, Row>> => {
  const found = new Map<string, Row>();
  for (const batch of inBatches(sessionIds)) {
    const query = trx.selectFrom('session_state').select(columns).where('resource_id', '=', resourceId).where('superseded_at', '=', OPEN);
    for (const row of await query.where('session_id', 'in', batch).execute()) {
      const state = stateText(row.start_at, row.end_at, row.status, row.progress, row.processed);
      found.set(row.session_id, { id: row.id, key: row.session_id, state, status_class: row.status_class });
    }
  }
  return found;
};

/** Mirrors how readings are united: the later state counts, except where it is still open and the earlier one had ended. */
const counts = (session: Session, before: Row | undefined): boolean =>
  before === undefined || session.statusClass !== 'running' || before.status_class === 'running';

const rowOf = (resourceId: number, moment: number, { session }: Item, before: Row | undefined) => ({
  resource_id: resourceId,
  session_id: session.id,
  start_at: session.start,
  end_at: session.end,
  status: session.status,
  status_class: session.statusClass,
  progress: session.progress,
  processed: session.processedObjects,
  from_moment: moment,
  to_moment: OPEN,
  superseded_at: counts(session, before) ? OPEN : moment,
});

const setWhere = async (
  trx: ArchiveTransaction,
  ids: readonly number[],
  change: { to_moment: number } | { superseded_at: number },
): Promise<void> => {
  for (const batch of inBatches(ids)) await trx.updateTable('session_state').set(change).where('id', 'in', batch).execute();
};

/** Rows a statement: large enough to be quick, small enough to be compiled. */
const ROWS = 64;

/** All full batches share one compiled statement, which is what makes a long first list quick. */
const insertStates = async (trx: ArchiveTransaction, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += ROWS)
    await trx
      .insertInto('session_state')
      .values(rows.slice(at, at + ROWS))
      .execute();
};

export type SessionChanges = { readonly added: number; readonly changed: number };

/** Keeps every state of every session: writes what a list changes, never what it repeats. */
export const observeSessions = async (
  trx: ArchiveTransaction,
  { resourceId, moment, previous, items }: Observation<Session>,
): Promise<SessionChanges> => {
  const listed = items.map((session) => ({
    key: session.id,
    state: stateText(session.start, session.end, session.status, session.progress, session.processedObjects),
    session,
  }));
  const { closed, opened } = turnover(previous === null ? [] : await openRows(trx, resourceId), listed);
  const keys = opened.map(({ key }) => key);
  const before = previous === null ? new Map<string, Row>() : await standing(trx, resourceId, keys);
  if (previous !== null) {
    const ids = closed.map(({ id }) => id);
    await setWhere(trx, ids, { to_moment: previous });
  }
  const superseded = opened.flatMap(({ key, session }) => {
    const row = before.get(key);
    return row !== undefined && counts(session, row) ? [row.id] : [];
  });
  await setWhere(trx, superseded, { superseded_at: moment });
  await insertStates(
    trx,
    opened.map((item) => rowOf(resourceId, moment, item, before.get(item.key))),
  );
  const changed = opened.filter(({ key, state }) => before.has(key) && before.get(key)?.state !== state).length;
  return { added: opened.filter(({ key }) => !before.has(key)).length, changed };
};
