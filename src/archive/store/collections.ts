import { inBatches } from './batches.ts';
import { readJournal, type JournalEntry } from './journal.ts';
import type { ArchiveDatabase } from './tables.ts';

/** The journals of collections, by their number. */
export const readJournals = async (db: ArchiveDatabase, ids: readonly number[]): Promise<ReadonlyMap<number, readonly JournalEntry[]>> => {
  const journals = new Map<number, readonly JournalEntry[]>();
  for (const batch of inBatches([...new Set(ids)])) {
    const rows = await db.selectFrom('collection').select(['id', 'started_at', 'journal']).where('id', 'in', batch).execute();
    for (const { id, started_at, journal } of rows) journals.set(id, readJournal(journal, started_at));
  }
  return journals;
};
