import { expect, it } from 'vitest';
import { readSite } from '../../src/authority/site.ts';
import { messagesFor } from '../../src/messages/catalogue.ts';
import { MINUTE } from '../../src/model/instant.ts';
import { createStamper } from '../../src/run/stamp.ts';
import { startAuthority } from '../evidence/support/authority-server.ts';

const AT = new Date('2025-11-02T05:00:00Z');

const stampAfter = async (ms: number) => {
  const { url } = await startAuthority(AT);
  const site = readSite({ url, timeoutMs: 30_000, caPem: null, proxy: { https: null, http: null, no: null } });
  const world = { now: () => AT.getTime() + ms, sleep: async () => undefined, random: () => 0.5 };
  return createStamper(site, world)(Buffer.from('what is sealed'), new AbortController().signal);
};

it.each([-10 * MINUTE, 0, 10 * MINUTE])('a stamp is kept where our clock is %i ms ahead of it', async (ms) => {
  expect((await stampAfter(ms)).problem).toBeNull();
});

it.each([-10 * MINUTE - 1, 10 * MINUTE + 1])('a stamp is refused where our clock is %i ms ahead of it, in words of its own', async (ms) => {
  const { file, problem } = await stampAfter(ms);
  const ours = new Date(AT.getTime() + ms).toISOString();
  const stated = '2025-11-02T05:00:00.000Z';
  expect([file, problem]).toMatchObject([null, { cause: { kind: 'clock', stated, ours } }]);
  if (problem === null) return;
  expect(messagesFor('en').seal.notStamped(problem)).toContain(
    `because its stamp says ${stated}, and the clock of this machine ${ours}. Set the clock`,
  );
  expect(messagesFor('de').seal.notStamped(problem)).toContain(`der Stempel nennt ${stated}, die Uhr dieses Rechners ${ours}. Stellen Sie die Uhr`);
});
