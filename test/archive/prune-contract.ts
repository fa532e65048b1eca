import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import { DAY } from '../../src/model/instant.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { TOOL, idsOf, START, type ArchivePlace } from './contract.ts';
import { collectAt, regularRuns, type WorldJob } from './support/source.ts';
import { spelledOut } from '../support/spelled-out.ts';

/** What pruning must keep in every archive, whatever stands behind it. */
export const pruneContract = (name: string, place: () => Promise<ArchivePlace>): void => {
  describe(`pruning: ${name}`, () => {
    let at: ArchivePlace;
    let archive: Archive;
    beforeEach(async () => {
      at = await place();
      archive = await at.open(bodyReader);
    });
    afterEach(async () => {
      await archive.close();
      await at.remove();
    });

    const DAYS = Array.from({ length: 200 }, (_, day) => START + day * DAY);
    const lasting: WorldJob = { id: 'lasting', name: 'Lasting', runs: regularRuns('lasting', START, START + 210 * DAY) };
    const ended: WorldJob = { id: 'ended', name: 'Ended', runs: regularRuns('ended', START, START + 20 * DAY), deletedAt: START + 25 * DAY };
    const collectDays = async (days: readonly number[]): Promise<void> => {
      for (const now of days)
        await archive.record({
          tenantId: 'contoso',
          evidence: collectAt([lasting, ended], now, { retention: 10 * DAY, logs: ({ start }) => start % (6 * DAY) < DAY }),
          tool: TOOL,
        });
    };
    const all = { from: START, to: START + 300 * DAY };
    const latest = { from: START + 160 * DAY, to: START + 190 * DAY };
    const noted = (madeAt: number, window: { from: number; to: number }) => ({
      reportId: `made-${madeAt}`,
      tenantId: 'contoso',
      madeAt,
      period: { key: 'x', ...window },
      window,
      lookback: 5 * DAY,
      asOf: madeAt,
      manifestSha256: '00',
      facts: {},
    });

    test('in a dry run changes nothing and says what would go', async () => {
      await collectDays(DAYS);
      const before = await archive.evidence('contoso', all);
      const [would] = await archive.prune({ before: START + 150 * DAY, dryRun: true });
      expect(spelledOut(await archive.evidence('contoso', all))).toEqual(spelledOut(before));
      const [did] = await archive.prune({ before: START + 150 * DAY, dryRun: false });
      expect(did).toEqual(would);
      expect(did).toMatchObject({ tenantId: 'contoso', reports: 0 });
      expect(did?.collections).toBeGreaterThan(100);
      expect(did?.bodies).toBeGreaterThan(100);
      const after = await archive.evidence('contoso', all);
      expect(idsOf(after, 'ended')).toEqual([]);
      expect(idsOf(after, 'lasting').length).toBeLessThan(idsOf(before, 'lasting').length);
      expect(await archive.prune({ before: START + 150 * DAY, dryRun: true })).toMatchObject([
        { collections: 0, readings: 0, bodies: 0, sessionStates: 0 },
      ]);
    });

    test('keeps the present as it was told before, with its lookback', async () => {
      await collectDays(DAYS);
      const before = await archive.evidence('contoso', latest);
      await archive.prune({ before: latest.from, dryRun: false });
      expect(spelledOut(await archive.evidence('contoso', latest))).toEqual(spelledOut(before));
      await collectDays([START + 201 * DAY]);
      expect(idsOf(await archive.evidence('contoso', latest), 'lasting').length).toBeGreaterThanOrEqual(idsOf(before, 'lasting').length);
    });

    test('keeps all that a kept report stands on, and forgets reports that are too old', async () => {
      const window = { from: START + 20 * DAY, to: START + 40 * DAY };
      const asked = { lookback: 5 * DAY, asOf: START + 41 * DAY };
      await collectDays(DAYS);
      const before = await archive.evidence('contoso', window, asked);
      await archive.note(noted(START + 30 * DAY, all));
      await archive.note({ ...noted(START + 180 * DAY, window), asOf: asked.asOf });
      const [pruned] = await archive.prune({ before: START + 170 * DAY, dryRun: false });
      expect(pruned?.reports).toBe(1);
      expect(pruned?.collections).toBeGreaterThan(40);
      const after = await archive.evidence('contoso', window, asked);
      expect(spelledOut(after)).toEqual(spelledOut(before));
      expect(await archive.latest('contoso', { before: START + 100 * DAY })).toBeNull();
    });
  });
};
