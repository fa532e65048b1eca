import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/archive/archive.ts';
import { openSqliteArchive } from '../../../src/archive/sqlite/open.ts';
import { UserError } from '../../../src/errors.ts';
import { DAY, HOUR, MINUTE } from '../../../src/model/instant.ts';
import { keepAppointment, type Work } from '../../../src/run/schedule/keep.ts';
import { failedTenant } from '../../../src/run/tenant.ts';
import type { Due } from '../../../src/schedule/due.ts';
import { bodyReader } from '../../../src/vdc/read/body-reader.ts';
import { useFolder } from '../../archive/support/folder.ts';

const T0 = Date.UTC(2026, 10, 1, 12);
const period = { key: '2026-10', unit: 'month', from: T0 - 31 * DAY, to: T0 - 12 * HOUR, timezone: 'UTC' } as const;
const DUE: Due = { schedule: 'monthly', tenantId: 'contoso', instant: T0 - 6 * HOUR, period, settledAt: T0, startsAt: T0, endsAt: T0 + 35 * DAY };

const file = useFolder();
let archive: Archive;
const clock = { now: T0 };
beforeEach(async () => {
  clock.now = T0;
  archive = await openSqliteArchive(file('archive.db'), bodyReader);
});
afterEach(() => archive.close());

const keep = (work: Work, signal = new AbortController().signal) =>
  keepAppointment(DUE, { agenda: archive.agenda, world: { now: () => clock.now }, work, signal });
const stored = async () =>
  (await archive.agenda.list(0)).map(({ state, attempts, code, nextAttemptAt }) => ({ state, attempts, code, nextAttemptAt }));

const refuse: Work = async () => failedTenant({ id: 'contoso', name: 'Contoso' }, new UserError('refused', 'No.'));

describe('an appointment', () => {
  it('that failed waits longer each time', async () => {
    expect(await keep(refuse)).toMatchObject({ state: 'waiting', attempt: 1, nextAttemptAt: T0 + 5 * MINUTE });
    expect(await keep(refuse)).toBeNull();
    clock.now = T0 + HOUR;
    expect(await keep(refuse)).toMatchObject({ state: 'waiting', attempt: 2, nextAttemptAt: T0 + HOUR + 10 * MINUTE });
    expect(await stored()).toEqual([{ state: 'waiting', attempts: 2, code: 'refused', nextAttemptAt: T0 + HOUR + 10 * MINUTE }]);
  });

  it('that meets a bug is tried again, and the bug is handed on', async () => {
    const bug = new TypeError('oops');
    expect(await keep(() => Promise.reject(bug))).toMatchObject({ state: 'waiting', outcome: null, bug });
    expect(await stored()).toMatchObject([{ state: 'waiting', code: 'bug' }]);
  });

  it('for which nothing could even be opened has failed', async () => {
    const kept = await keep(() => Promise.reject(new UserError('archive-unusable', 'No space.')));
    expect(kept).toMatchObject({ state: 'waiting', bug: null, outcome: { error: { code: 'archive-unusable' } } });
  });

  it('that is interrupted is handed back at once, whatever came of it', async () => {
    const interrupted = (work: Work) => {
      const controller = new AbortController();
      return keep((due, options) => {
        controller.abort(new Error('enough'));
        return work(due, options);
      }, controller.signal);
    };
    expect(await interrupted((_due, { signal }) => Promise.reject(new Error(String(signal.reason))))).toMatchObject({ bug: null, nextAttemptAt: T0 });
    expect(await interrupted(refuse)).toMatchObject({ state: 'waiting', outcome: null });
    expect(await stored()).toEqual([{ state: 'waiting', attempts: 2, code: 'interrupted', nextAttemptAt: T0 }]);
  });

  it('is held for as long as it goes on, and stopped when another process has taken it over', async () => {
    const taken = () =>
      archive.agenda.claim({ ...DUE, periodKey: '2026-10', now: clock.now, owner: 'another', until: clock.now + DAY, isGone: () => false });
    const kept = await keep(async (due, { signal, alive }) => {
      for (let hour = 1; hour <= 5; hour += 1) {
        clock.now = T0 + hour * HOUR;
        alive();
        await archive.agenda.list(0);
        expect(await taken()).toBeNull();
      }
      clock.now = T0 + 9 * HOUR;
      expect(await taken()).not.toBeNull();
      alive();
      await new Promise((done) => signal.addEventListener('abort', done));
      return refuse(due, { signal, alive });
    });
    expect(kept).toBeNull();
    expect(await stored()).toMatchObject([{ state: 'running', attempts: 2 }]);
  });
});
