import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';

/** Node's own SQLite in the form that Kysely's SQLite dialect expects. */

const input = (value: unknown): SQLInputValue => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite stores no ${typeof value}.`);
};

const adaptStatement = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (values) => statement.all(...values.map(input)),
  run: (values) => statement.run(...values.map(input)),
  iterate: (values): IterableIterator<Record<string, SQLOutputValue>> => statement.iterate(...values.map(input)),
});

/** Statements that are kept compiled: far more than the archive has. */
const MOST = 200;

/** A long list is stored by one statement thousands of times: it is compiled once. */
const adaptDatabase = (database: DatabaseSync): SqliteDatabase => {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      if (statements.size >= MOST) statements.clear();
      const statement = adaptStatement(database.prepare(sql));
      statements.set(sql, statement);
      return statement;
    },
  };
};

/**
 * A writer takes the write lock at once: two processes wait for each other, where a lock asked for in the middle of a
 * transaction would make one of them fail.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #turn: () => Promise<() => void>;
  #endTurn: () => void = () => undefined;

  constructor(database: SqliteDatabase, turn: () => Promise<() => void>) {
    super({ database });
    this.#turn = turn;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const end = await this.#turn();
    this.#endTurn = end;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    this.#endTurn();
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'));
  }
}

/** Making tables is part of the transaction in SQLite, so that a new archive is there whole or not at all. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** For a database that nobody else can have open. */
const ALONE = async (): Promise<() => void> => () => undefined;

export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  readonly #turn: () => Promise<() => void>;

  /** `turn`: waits for the other connections of this process to the same file, and returns what ends the turn. */
  constructor(database: DatabaseSync, turn = ALONE) {
    const adapted = adaptDatabase(database);
    super({ database: adapted });
    this.#database = adapted;
    this.#turn = turn;
  }

  override createDriver(): ImmediateDriver {
    return new ImmediateDriver(this.#database, this.#turn);
  }

  override createAdapter(): TransactionalAdapter {
    return new TransactionalAdapter();
  }
}
