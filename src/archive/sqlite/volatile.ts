import { Kysely } from 'kysely';
import type { Outbox } from '../outbox.ts';
import { createOutbox } from '../store/outbox/index.ts';
import type { ArchiveTables } from '../store/tables.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { importSqlite } from './import-sqlite.ts';
import { migrateTables } from './migrate.ts';

/** An outbox that forgets everything with its process, for those who want no archive. */
export const openVolatileOutbox = async (): Promise<Outbox & { readonly close: () => Promise<void> }> => {
  const { DatabaseSync } = await importSqlite();
  const db = new Kysely<ArchiveTables>({ dialect: new NodeSqliteDialect(new DatabaseSync(':memory:')) });
  await db.transaction().execute((trx) => migrateTables(trx));
  const plainly = <Result>(work: () => Promise<Result>): Promise<Result> => work();
  return { ...createOutbox(db, { reading: plainly, writing: plainly }), close: () => db.destroy() };
};
