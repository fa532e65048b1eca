import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteArchive } from '../../../src/archive/sqlite/open.ts';
import { bodyReader } from '../../../src/vdc/read/body-reader.ts';
import { between, seededRandom, wholeBetween, type Random } from '../../../src/simulator/random.ts';
import { aMail } from '../../archive/outbox-contract.ts';
import { startScriptedServer } from '../../deliver/support/mail-servers.ts';
import { openFolder } from '../../support/pipeline.ts';

const SCRIPT = join(import.meta.dirname, 'support', 'deliver-all.ts');
const RECIPIENTS = Array.from({ length: 20 }, (_, number) => `r${String(number)}@contoso.example`);
/** Of the twenty, some get a mail of their own, others one together. */
const GROUPS = [...RECIPIENTS.slice(0, 12).map((address) => [address]), RECIPIENTS.slice(12, 15), RECIPIENTS.slice(15)];
const KILLS = 50;
const LANES = 2;

/** After so many lines that the server has heard, so many milliseconds later. */
type Aim = { readonly lines: number; readonly wait: number };
const aimAt = (random: Random): Aim => ({
  lines: wholeBetween(random, 1, 40),
  wait: random() < 0.7 ? between(random, 0, 3) : between(random, 0, 60),
});

/** A server that keeps a copy for each mailbox, of each message whose end it has seen, whether or not it still can say so. */
const startMailboxes = async () => {
  const copies = new Map<string, number>();
  const state = { heard: 0, onLine: (): void => undefined };
  const dialogues = new WeakMap<object, { to: string[]; message: string | null }>();
  const { port } = await startScriptedServer((line, socket) => {
    state.heard += 1;
    state.onLine();
    const dialogue = dialogues.get(socket) ?? { to: [], message: null };
    dialogues.set(socket, dialogue);
    if (dialogue.message !== null) {
      if (line.startsWith('Subject: ')) dialogue.message = line.slice(9);
      if (line !== '.') return null;
      for (const address of dialogue.to) copies.set(`${dialogue.message} ${address}`, (copies.get(`${dialogue.message} ${address}`) ?? 0) + 1);
      dialogues.delete(socket);
      return '250 queued';
    }
    const recipient = /^RCPT TO:<(.*)>/.exec(line)?.[1];
    if (recipient !== undefined) dialogue.to.push(recipient);
    if (line === 'DATA') dialogue.message = '';
    return line === 'DATA' ? '354 go on' : '250 ok';
  });
  return { port, copies, state };
};

type Killed = { readonly killed: boolean };

const openLane = async (seed: number, cache: string) => {
  const file = join(await openFolder(), 'archive.db');
  const server = await startMailboxes();
  const random = seededRandom(seed);
  const deliver = async (aim: Aim | null): Promise<Killed> => {
    const child = spawn(process.execPath, [SCRIPT, file, String(server.port), ...RECIPIENTS], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
    });
    const begun = server.state.heard;
    server.state.onLine = () => {
      if (aim !== null && server.state.heard - begun === aim.lines) setTimeout(() => child.kill('SIGKILL'), aim.wait);
    };
    await once(child, 'close');
    return { killed: child.signalCode === 'SIGKILL' };
  };
  /** A report to all twenty. */
  const putDown = async (report: number): Promise<void> => {
    const archive = await openSqliteArchive(file, bodyReader);
    for (const [at, recipients] of GROUPS.entries()) {
      const periodKey = `report-${String(report)}-${String(at)}`;
      await archive.outbox.enqueue(
        aMail({ periodKey, recipients, content: Buffer.from(`Subject: ${periodKey}\r\n\r\nbody\r\n`), madeAt: Date.now() }),
      );
    }
    await archive.close();
  };
  const entries = async () => {
    const archive = await openSqliteArchive(file, bodyReader);
    const found = await archive.outbox.list({ tenantIds: ['contoso'], limit: 10_000 });
    await archive.close();
    return found;
  };
  return { server, deliver, putDown, entries, aim: () => aimAt(random) };
};

/** Kills one process after another; where nothing is left to do, there is another report. Returns how often. */
const killMany = async (seed: number, kills: number, cache: string) => {
  const lane = await openLane(seed, cache);
  // What Node has compiled is kept by a process that ends.
  await lane.deliver(null);
  let [killed, reports] = [0, 0];
  while (killed < kills) {
    if ((await lane.entries()).every(({ nextAttemptAt, state }) => nextAttemptAt === null && state !== 'sending')) await lane.putDown((reports += 1));
    if ((await lane.deliver(lane.aim())).killed) killed += 1;
  }
  await lane.deliver(null);
  return { copies: lane.server.copies, entries: await lane.entries(), reports };
};

it('killed at any instant while it sends to twenty: one copy in every mailbox, or its row says that nobody knows', { timeout: 120_000 }, async () => {
  const cache = await openFolder();
  const lanes = await Promise.all(Array.from({ length: LANES }, (_, lane) => killMany(lane + 1, KILLS / LANES, cache)));
  const rows = lanes.flatMap(({ copies, entries }) =>
    entries.flatMap(({ periodKey, recipients }) =>
      recipients.map(({ address, state }) => ({ state, copies: copies.get(`${periodKey} ${address}`) ?? 0 })),
    ),
  );
  expect(rows.length).toBe(lanes.reduce((sum, { reports }) => sum + reports, 0) * RECIPIENTS.length);
  const kinds = new Set(rows.map(({ state, copies }) => `${state} ${String(copies)}`));
  expect([...kinds].filter((kind) => !['sent 1', 'unknown 0', 'unknown 1'].includes(kind))).toEqual([]);
  // Doubt is rare: only the instant between the last byte and the answer leaves any.
  const doubtful = rows.filter(({ state }) => state === 'unknown').length;
  expect(doubtful).toBeLessThan(rows.length / 4);
  expect(kinds.has('sent 1')).toBe(true);
});
