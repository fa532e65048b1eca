import { expect, it } from 'vitest';
import { DAY } from '../../src/model/instant.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { configure, openFolder, PERIOD, tenantAt } from '../support/pipeline.ts';
import { openChangingSource, typeAt } from './archive-source.ts';

const NOW = Date.parse('2025-11-01T05:00:00Z');
const WORLD = createWorld({ name: 'healthy', seed: 1, now: NOW, days: 60 });

const open = async (faults: readonly string[], retention = Infinity) => {
  const source = await openChangingSource(WORLD, { retention }, faults);
  const folder = await openFolder();
  await configure(folder, [tenantAt(source.url)], { archive: './vdc-report.db', report: { formats: ['json'] } });
  return { source, type: (now: number, ...argv: readonly string[]) => typeAt(folder, now, argv) };
};

const NAMED = 'wrong-type@endpoint=jobs,job=2,field=lastRun,value="2025-10-31T00:00:00Z"';

it('collect and report agree that a last run which no list knows is missing', async () => {
  const { type } = await open([NAMED]);
  const collected = await type(NOW, 'collect');
  expect([collected.code, collected.out]).toEqual([3, expect.stringContaining('its last run is in no list.')]);
  expect(collected.out).toContain('PARTLY COLLECTED');
  const reported = await type(NOW, 'report', '--period', PERIOD);
  expect([reported.code, reported.out]).toEqual([3, expect.stringContaining('its last run is in no list.')]);
});

it('a last run that the source has forgotten since is known from the archive', async () => {
  const { source, type } = await open([], 10 * DAY);
  expect((await type(NOW, 'collect')).code).toBe(0);
  // The last runs are older now than the source remembers; its jobs still name them.
  source.show(NOW + 20 * DAY);
  expect((await type(NOW + 20 * DAY, 'collect')).code).toBe(0);
  const alone = await open([], 10 * DAY);
  alone.source.show(NOW + 20 * DAY);
  expect((await alone.type(NOW + 20 * DAY, 'collect')).code).toBe(3);
});
