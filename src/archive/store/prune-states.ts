import { inBatches } from './batches.ts';
import { OPEN } from './moment.ts';
import type { ArchiveDatabase, ArchiveTransaction } from './tables.ts';

/** Rows to take away, and rows whose last reading goes, so that the newest one that stays takes its place. */
export type StateChanges = { readonly dropped: readonly number[]; readonly shortened: readonly { readonly id: number; readonly to: number }[] };

type Table = 'job_state' | 'session_state';

type State = { readonly id: number; readonly from_moment: number; readonly to_moment: number };

/** The last of the readings that stay which shows a state. `staying` ascends. */
const lastShown = ({ from_moment: from, to_moment: to }: State, staying: readonly number[]): number | undefined =>
  staying.findLast((moment) => moment <= to && moment >= from);

/** What becomes of the states that a resource was seen in, when only the readings in `staying` are left. */
export const planStates = async (db: ArchiveDatabase, table: Table, resourceId: number, staying: readonly number[]): Promise<StateChanges> => {
  const rows = await db.selectFrom(table).select(['id', 'from_moment', 'to_moment']).where('resource_id', '=', resourceId).execute();
  const dropped: number[] = [];
  const shortened: { id: number; to: number }[] = [];
  for (const row of rows) {
    const last = lastShown(row, staying);
    if (last === undefined) dropped.push(row.id);
    else if (row.to_moment !== OPEN && row.to_moment !== last) shortened.push({ id: row.id, to: last });
  }
  return { dropped, shortened };
};

export const applyStates = async (trx: ArchiveTransaction, table: Table, { dropped, shortened }: StateChanges): Promise<void> => {
  for (const batch of inBatches(dropped)) await trx.deleteFrom(table).where('id', 'in', batch).execute();
  for (const [to, rows] of Map.groupBy(shortened, (row) => row.to))
    for (const batch of inBatches(rows.map(({ id }) => id))) await trx.updateTable(table).set({ to_moment: to }).where('id', 'in', batch).execute();
};
