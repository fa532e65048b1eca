import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/archive/archive.ts';
import { openSqliteArchive } from '../../../src/archive/sqlite/open.ts';
import { HOUR } from '../../../src/model/instant.ts';
import { isRoundedUp } from '../../../src/run/schedule/round-up.ts';
import { shelvedOutcome } from '../../../src/run/schedule/shelved.ts';
import type { Due, Plan } from '../../../src/schedule/due.ts';
import { bodyReader } from '../../../src/vdc/read/body-reader.ts';
import { useFolder } from '../../archive/support/folder.ts';

const T0 = Date.UTC(2026, 10, 1, 6);
const period = { key: '2026-10', unit: 'month', from: T0 - 750 * HOUR, to: T0 - 6 * HOUR, timezone: 'UTC' } as const;
const dueOf = (tenantId: string): Due => ({ schedule: 'monthly', tenantId, instant: T0, period, settledAt: T0, startsAt: T0, endsAt: T0 + HOUR });
const planOf = (...ids: readonly string[]): Plan => ({
  name: 'monthly',
  cron: '0 6 1 * *',
  timezone: 'UTC',
  settle: 0,
  catchUp: HOUR,
  jitter: 0,
  tenants: ids.map((id) => ({ id, since: id.startsWith('new') ? T0 + 1 : 0, periodAt: () => period })),
});

const file = useFolder();
let archive: Archive;
beforeEach(async () => {
  archive = await openSqliteArchive(file('archive.db'), bodyReader);
});
afterEach(() => archive.close());

const claim = (tenantId: string) =>
  archive.agenda.claim({ ...dueOf(tenantId), periodKey: '2026-10', now: T0, owner: 'o', until: T0 + HOUR, isGone: () => false });
const end = async (tenantId: string, state: 'done' | 'waiting' | 'failed' = 'done'): Promise<void> => {
  await (await claim(tenantId))?.finish({ at: T0 + 1, state, code: null, nextAttemptAt: state === 'waiting' ? T0 + 2 : null });
};
const isRound = (tenantId: string, plan: Plan, how: { readonly attempt?: number; readonly state?: 'done' | 'waiting' | 'failed' } = {}) =>
  isRoundedUp(
    { due: dueOf(tenantId), attempt: 1, state: 'done', nextAttemptAt: null, beganAt: T0, endedAt: T0, outcome: null, bug: null, ...how },
    plan,
    archive.agenda,
  );

describe('all tenants of a schedule', () => {
  it('have had their turn with the last of them, whatever came of it, and again when one that failed has its report', async () => {
    const plan = planOf('a', 'b', 'c', 'new');
    await end('a');
    expect(await isRound('a', plan)).toBe(false);
    await end('b', 'waiting');
    await claim('c');
    expect(await isRound('b', plan, { state: 'waiting' })).toBe(false);
    await archive.close();
    archive = await openSqliteArchive(file('archive.db'), bodyReader);
    const taken = await archive.agenda.claim({
      ...dueOf('c'),
      periodKey: '2026-10',
      now: T0 + 3,
      owner: 'p',
      until: T0 + HOUR,
      isGone: () => true,
    });
    await taken?.finish({ at: T0 + 4, state: 'failed', code: 'x', nextAttemptAt: null });
    expect(await isRound('c', plan, { state: 'failed' })).toBe(true);
    expect(await isRound('b', plan, { attempt: 2, state: 'waiting' })).toBe(false);
    expect(await isRound('b', plan, { attempt: 3 })).toBe(true);
  });

  it('are no matter where there is one', async () => {
    await end('a');
    expect(await isRound('a', planOf('a'))).toBe(false);
  });
});

describe('the report of a tenant that was made by whomever', () => {
  it('is named where there is none', async () => {
    const { report, error } = await shelvedOutcome({ id: 'contoso', name: 'Contoso' }, '2026-10', file('reports'));
    expect([report, error?.message]).toEqual([null, 'Tenant contoso: no report of 2026-10 could be made so far.']);
  });
});
