import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { openVolatileOutbox } from '../../src/archive/sqlite/volatile.ts';
import { DAY } from '../../src/model/instant.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { confirmContract } from './confirm-contract.ts';
import { aMail, outboxContract, type OutboxPlace } from './outbox-contract.ts';
import { collectAt } from './support/source.ts';
import { useFolder } from './support/folder.ts';

const sqliteFile = async (): Promise<OutboxPlace> => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  return {
    open: () => openSqliteArchive(join(folder, 'archive.db'), bodyReader),
    remove: () => rm(folder, { recursive: true }),
  };
};

const memory = async (): Promise<OutboxPlace> => ({
  open: async () => {
    const outbox = await openVolatileOutbox();
    return { outbox, close: outbox.close };
  },
  remove: async () => undefined,
});

for (const contract of [outboxContract, confirmContract]) {
  contract('a SQLite file', sqliteFile);
  contract('memory', memory);
}

const file = useFolder();

test('is still there when it is opened again, and content is kept only as long as it is needed', async () => {
  const path = file('archive.db');
  const first = await openSqliteArchive(path, bodyReader);
  const { id } = await first.outbox.enqueue(aMail());
  await first.close();
  const second = await openSqliteArchive(path, bodyReader);
  const mail = await second.outbox.claim({ now: Date.UTC(2027, 0, 1), tenantId: 'contoso', owner: 'o', until: Date.UTC(2030, 0, 1) });
  expect(mail?.id).toBe(id);
  const recipients = aMail().recipients.map((address) => ({ address, state: 'sent' as const, code: null, reply: null }));
  await mail?.settle({ at: 1, code: null, reply: null, recipients, nextAttemptAt: null, reduced: false });
  await second.close();
  const database = new DatabaseSync(path);
  expect(database.prepare('select content, reduced, size from delivery').all()).toEqual([
    { content: null, reduced: null, size: aMail().content.byteLength },
  ]);
  database.close();
});

test('an archive from before there was an outbox gets one, and keeps what it has', async () => {
  const path = file('archive.db');
  const archive = await openSqliteArchive(path, bodyReader);
  const window = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };
  await archive.record({
    tenantId: 'contoso',
    evidence: collectAt([{ id: 'a', name: 'A', runs: [] }], window.to, { retention: DAY }),
    tool: 'test 1',
  });
  await archive.close();
  const database = new DatabaseSync(path);
  database.exec(
    "drop table appointment; drop table following; drop table delivery_attempt; drop table delivery_recipient; drop table delivery; delete from kysely_migration where name > '0001-archive'; pragma user_version = 1",
  );
  database.close();
  const again = await openSqliteArchive(path, bodyReader);
  expect((await again.evidence('contoso', window))?.exchanges).toHaveLength(2);
  expect((await again.outbox.enqueue(aMail())).id).toBe(1);
  await again.close();
});

test('prune forgets mails that nobody will try again, and keeps those on their way', async () => {
  const archive = await openSqliteArchive(file('archive.db'), bodyReader);
  const { outbox } = archive;
  for (const periodKey of ['done', 'waiting']) await outbox.enqueue(aMail({ periodKey }));
  const done = await outbox.claim({ now: aMail().madeAt, tenantId: 'contoso', owner: 'o', until: Date.UTC(2030, 0, 1) });
  const recipients = aMail().recipients.map((address) => ({ address, state: 'failed' as const, code: null, reply: null }));
  await done?.settle({ at: 1, code: null, reply: null, recipients, nextAttemptAt: null, reduced: false });
  const before = aMail().madeAt + 1;
  for (const dryRun of [true, false]) expect(await archive.prune({ before, dryRun })).toMatchObject([{ tenantId: 'contoso', deliveries: 1 }]);
  expect((await outbox.list({ tenantIds: ['contoso'], limit: 10 })).map(({ periodKey }) => periodKey)).toEqual(['waiting']);
  expect(await archive.prune({ before: aMail().madeAt, dryRun: false })).toMatchObject([{ deliveries: 0 }]);
  await archive.close();
});
