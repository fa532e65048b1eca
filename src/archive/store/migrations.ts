import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ArchiveTables } from './tables.ts';

/** The words in which databases differ when tables are made. Queries need none of them. */
export type Wording = {
  readonly bytes: 'blob' | 'bytea';
  readonly real: 'real' | 'double precision';
  /** 64 bits. */
  readonly integer: 'integer' | 'bigint';
  /** The last word on every table. */
  readonly finish: <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) => CreateTableBuilder<Name, Column>;
  /** The same for a table that is all key. */
  readonly finishByKey: <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) => CreateTableBuilder<Name, Column>;
  /** A number that is given by the database, never a number that a row still has. */
  readonly withId: <Name extends string>(table: CreateTableBuilder<Name>) => CreateTableBuilder<Name, 'id'>;
};

type Database = Kysely<ArchiveTables>;

const createSources = async ({ schema }: Database, { bytes, integer, finish, withId }: Wording): Promise<void> => {
  await finish(withId(schema.createTable('tenant')).addColumn('name', 'text', (column) => column.notNull().unique())).execute();
  await finish(
    withId(schema.createTable('body'))
      .addColumn('tenant_id', integer, (column) => column.notNull().references('tenant.id'))
      .addColumn('sha256', bytes, (column) => column.notNull())
      .addColumn('size', integer, (column) => column.notNull())
      .addColumn('base_id', integer, (column) => column.references('body.id'))
      .addColumn('bytes', bytes, (column) => column.notNull())
      .addUniqueConstraint('body_is_once', ['tenant_id', 'sha256']),
  ).execute();
  await finish(
    withId(schema.createTable('collection'))
      .addColumn('tenant_id', integer, (column) => column.notNull().references('tenant.id'))
      .addColumn('started_at', integer, (column) => column.notNull())
      .addColumn('finished_at', integer, (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('base_url', 'text', (column) => column.notNull())
      .addColumn('tool', 'text', (column) => column.notNull())
      .addColumn('retries', integer, (column) => column.notNull())
      .addColumn('statuses', 'text', (column) => column.notNull())
      .addColumn('journal', bytes, (column) => column.notNull()),
  ).execute();
  await schema.createIndex('collection_of_tenant').on('collection').columns(['tenant_id', 'id']).execute();
  await finish(
    withId(schema.createTable('resource'))
      .addColumn('tenant_id', integer, (column) => column.notNull().references('tenant.id'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('session_id', 'text', (column) => column.notNull())
      .addUniqueConstraint('resource_is_once', ['tenant_id', 'kind', 'job_id', 'session_id']),
  ).execute();
};

const createReadings = async ({ schema }: Database, { integer, finish, finishByKey }: Wording): Promise<void> => {
  await finishByKey(
    schema
      .createTable('reading')
      .addColumn('collection_id', integer, (column) => column.notNull().references('collection.id'))
      .addColumn('resource_id', integer, (column) => column.notNull().references('resource.id'))
      .addColumn('round', integer, (column) => column.notNull())
      // In this order a collection's readings lie together, and one page is written where a hundred jobs were read.
      .addPrimaryKeyConstraint('reading_is_once', ['collection_id', 'resource_id', 'round']),
  ).execute();
  await finish(
    schema
      .createTable('missing')
      .addColumn('resource_id', integer, (column) => column.notNull().references('resource.id'))
      .addColumn('moment', integer, (column) => column.notNull())
      .addColumn('failure', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('missing_is_once', ['resource_id', 'moment']),
  ).execute();
};

const createStates = async ({ schema }: Database, { real, integer, finish, withId }: Wording): Promise<void> => {
  await finish(
    withId(schema.createTable('job_state'))
      .addColumn('resource_id', integer, (column) => column.notNull().references('resource.id'))
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('enabled', integer, (column) => column.notNull())
      .addColumn('record', 'text', (column) => column.notNull())
      .addColumn('from_moment', integer, (column) => column.notNull())
      .addColumn('to_moment', integer, (column) => column.notNull()),
  ).execute();
  await schema.createIndex('job_state_in_time').on('job_state').columns(['resource_id', 'to_moment', 'from_moment']).execute();
  await finish(
    withId(schema.createTable('session_state'))
      .addColumn('resource_id', integer, (column) => column.notNull().references('resource.id'))
      .addColumn('session_id', 'text', (column) => column.notNull())
      .addColumn('start_at', integer, (column) => column.notNull())
      .addColumn('end_at', integer)
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('status_class', 'text', (column) => column.notNull())
      .addColumn('progress', real)
      .addColumn('processed', real)
      .addColumn('from_moment', integer, (column) => column.notNull())
      .addColumn('to_moment', integer, (column) => column.notNull())
      .addColumn('superseded_at', integer, (column) => column.notNull()),
  ).execute();
  // All that is needed to choose readings, so that the rows themselves are not touched.
  await schema
    .createIndex('session_state_in_time')
    .on('session_state')
    .columns(['resource_id', 'start_at', 'to_moment', 'from_moment', 'superseded_at'])
    .execute();
};

const createReports = async ({ schema }: Database, { integer, finish, withId }: Wording): Promise<void> => {
  await finish(
    withId(schema.createTable('report'))
      .addColumn('tenant_id', integer, (column) => column.notNull().references('tenant.id'))
      .addColumn('report_id', 'text', (column) => column.notNull())
      .addColumn('made_at', integer, (column) => column.notNull())
      .addColumn('period_key', 'text', (column) => column.notNull())
      .addColumn('period_from', integer, (column) => column.notNull())
      .addColumn('period_to', integer, (column) => column.notNull())
      .addColumn('window_from', integer, (column) => column.notNull())
      .addColumn('window_to', integer, (column) => column.notNull())
      .addColumn('lookback', integer, (column) => column.notNull())
      .addColumn('as_of', integer, (column) => column.notNull())
      .addColumn('manifest_sha256', 'text', (column) => column.notNull())
      .addColumn('facts', 'text', (column) => column.notNull()),
  ).execute();
  await schema.createIndex('report_in_time').on('report').columns(['tenant_id', 'made_at']).execute();
};

const createOutbox = async ({ schema }: Database, { bytes, integer, finish, finishByKey, withId }: Wording): Promise<void> => {
  await finish(
    withId(schema.createTable('delivery'))
      .addColumn('tenant_id', integer, (column) => column.notNull().references('tenant.id'))
      .addColumn('report_id', 'text', (column) => column.notNull())
      .addColumn('period_key', 'text', (column) => column.notNull())
      .addColumn('edition', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('audience', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('made_at', integer, (column) => column.notNull())
      .addColumn('size', integer, (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', integer, (column) => column.notNull())
      .addColumn('first_attempt_at', integer)
      .addColumn('next_attempt_at', integer)
      .addColumn('claim', 'text')
      .addColumn('claimed_until', integer)
      .addColumn('handed_over', integer, (column) => column.notNull())
      // Last, so that whoever reads the rest need not read past them.
      .addColumn('content', bytes)
      .addColumn('reduced', bytes),
  ).execute();
  await schema.createIndex('delivery_by_state').on('delivery').columns(['tenant_id', 'state', 'next_attempt_at']).execute();
  await schema.createIndex('delivery_of_period').on('delivery').columns(['tenant_id', 'period_key']).execute();
  await finishByKey(
    schema
      .createTable('delivery_recipient')
      .addColumn('delivery_id', integer, (column) => column.notNull().references('delivery.id'))
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('code', 'text')
      .addColumn('reply', 'text')
      .addPrimaryKeyConstraint('delivery_recipient_is_once', ['delivery_id', 'address']),
  ).execute();
  await finishByKey(
    schema
      .createTable('delivery_attempt')
      .addColumn('delivery_id', integer, (column) => column.notNull().references('delivery.id'))
      .addColumn('number', integer, (column) => column.notNull())
      .addColumn('began_at', integer, (column) => column.notNull())
      .addColumn('ended_at', integer)
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('code', 'text')
      .addColumn('reply', 'text')
      .addPrimaryKeyConstraint('delivery_attempt_is_once', ['delivery_id', 'number']),
  ).execute();
};

const createSchedules = async ({ schema }: Database, { integer, finishByKey }: Wording): Promise<void> => {
  await finishByKey(
    schema
      .createTable('following')
      .addColumn('tenant_id', integer, (column) => column.notNull().references('tenant.id'))
      .addColumn('schedule', 'text', (column) => column.notNull())
      .addColumn('definition', 'text', (column) => column.notNull())
      .addColumn('since', integer, (column) => column.notNull())
      .addPrimaryKeyConstraint('following_is_once', ['tenant_id', 'schedule']),
  ).execute();
  await finishByKey(
    schema
      .createTable('appointment')
      .addColumn('tenant_id', integer, (column) => column.notNull().references('tenant.id'))
      .addColumn('schedule', 'text', (column) => column.notNull())
      .addColumn('instant', integer, (column) => column.notNull())
      .addColumn('period_key', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', integer, (column) => column.notNull())
      .addColumn('began_at', integer, (column) => column.notNull())
      .addColumn('ended_at', integer)
      .addColumn('next_attempt_at', integer)
      .addColumn('claim', 'text', (column) => column.notNull())
      .addColumn('claimed_until', integer, (column) => column.notNull())
      .addColumn('code', 'text')
      .addPrimaryKeyConstraint('appointment_is_once', ['tenant_id', 'schedule', 'instant']),
  ).execute();
  await schema.createIndex('appointment_in_time').on('appointment').columns(['instant']).execute();
  await schema.createIndex('appointment_by_state').on('appointment').columns(['tenant_id', 'state']).execute();
};

const addConfirmations = async ({ schema }: Database, { integer }: Wording): Promise<void> => {
  await schema.alterTable('delivery_recipient').addColumn('confirmed_by', 'text').execute();
  await schema.alterTable('delivery_recipient').addColumn('confirmed_at', integer).execute();
};

/** Every step from an empty database to the newest form, by name. Steps are added, never changed. */
export const migrations = (wording: Wording): Readonly<Record<string, Migration>> => ({
  '0001-archive': {
    up: async (db: Database): Promise<void> => {
      await createSources(db, wording);
      await createReadings(db, wording);
      await createStates(db, wording);
      await createReports(db, wording);
    },
  },
  '0002-outbox': { up: (db: Database): Promise<void> => createOutbox(db, wording) },
  '0003-schedules': { up: (db: Database): Promise<void> => createSchedules(db, wording) },
  '0004-confirmations': { up: (db: Database): Promise<void> => addConfirmations(db, wording) },
});

/** The number of steps: what a database of the newest form says of itself. */
export const SCHEMA_VERSION = 4;
