import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations, type Wording } from '../store/migrations.ts';
import type { ArchiveTransaction } from '../store/tables.ts';

const wording: Wording = {
  bytes: 'blob',
  real: 'real',
  integer: 'integer',
  finish: (table) => table.modifyEnd(sql`strict`),
  finishByKey: (table) => table.modifyEnd(sql`strict, without rowid`),
  withId: (table) => table.addColumn('id', 'integer', (column) => column.primaryKey()),
};

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Brings the tables to the newest form, whatever form they have. */
export const migrateTables = async (trx: ArchiveTransaction): Promise<void> => {
  const { error } = await new Migrator({ db: trx, provider: { getMigrations: async () => migrations(wording) } }).migrateToLatest();
  if (error !== undefined) throw asError(error);
};
