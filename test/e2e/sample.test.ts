import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { bundleFile, configure, KEY, openFolder, openSource, reportIn, run, tenantAt } from '../support/pipeline.ts';

const printed = (name: string): string => readFileSync(new URL(`../../fixtures/wire/seed-${name}.json`, import.meta.url), 'utf8');
const NOON = '2024-10-06T12:00:00Z';
const PERIOD = '2024-10-05_2024-10-07';
const EXCHANGE = 'fb72761a-522f-4195-a524-c2df486ab592';
const OTHERS = 'e65605a9-f414-4a35-8dab-d478863e401a';

type Sample = { readonly code: number | null; readonly out: string; readonly report: Report; readonly text: (file: string) => Promise<string> };

const runSample = async (): Promise<Sample> => {
  const simulator = await openSource({ world: createWorld({ name: 'sample', seed: 1, now: Date.parse(NOON) }) });
  const jobs = await fetch(`${simulator.url}/reports/backup-jobs`, { headers: { 'X-API-Key': KEY } });
  expect(await jobs.text()).toBe(printed('jobs'));
  const folder = await openFolder();
  await configure(folder, [tenantAt(simulator.url)]);
  const { code, out } = await run(folder, ['--period', '2024-10-05/2024-10-07', '--as-of', NOON]);
  return { code, out, report: await reportIn(folder, PERIOD), text: async (file) => (await bundleFile(folder, file, PERIOD)).toString() };
};

/** A page as its reader sees it. */
const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ');

it('the printed sample gives both jobs, both sessions with their durations, and the job whose last run is in no list', async () => {
  const { code, out, report, text } = await runSample();
  expect([code, report.verdict]).toEqual([3, 'not-evaluable']);
  expect(out).toContain('Tenant contoso: All other objects cannot be evaluated: its last run is in no list.');
  expect(report.jobs.map(({ id, verdict }) => [id, verdict])).toEqual([
    [OTHERS, 'not-evaluable'],
    [EXCHANGE, 'pass'],
  ]);
  const [others, exchange] = report.jobs;
  expect(exchange?.sessions.map(({ start, end, durationSeconds }) => [start, end, durationSeconds])).toEqual([
    ['2024-10-05T02:49:03.034Z', '2024-10-05T02:50:37.607Z', 94.573],
    ['2024-10-06T02:49:03.034Z', '2024-10-06T02:50:38.031Z', 94.997],
  ]);
  expect(others?.completeness).toEqual({ status: 'unproven', reasons: ['last-run-not-in-sessions'] });
  expect(others?.findings).toContainEqual(
    expect.objectContaining({ code: 'last-run-not-in-sessions', args: { lastRun: '2024-10-06T01:36:57.387Z' } }),
  );
  expect(out).toMatch(/not-evaluable +All other objects/);
  const page = words(await text('report.html'));
  for (const said of ['All Exchange objects', 'All other objects cannot be evaluated: its last run is in no list.', '94.997 s', '94.573 s'])
    expect(page).toContain(said);
  expect((await text('sessions.csv')).match(/,94\.(573|997),/g)).toEqual([',94.573,', ',94.997,']);
});

it('every byte of the sample is in the evidence: the jobs twice, as their list was asked for again, and both lists of sessions', async () => {
  const { report } = await runSample();
  const bytes = 2 * Buffer.byteLength(printed('jobs')) + Buffer.byteLength(printed('sessions')) + 2 * Buffer.byteLength('[]');
  expect(report.provenance).toMatchObject({
    evidence: { bytes },
    source: { requests: 5, responses: 5, retries: 0, statuses: { '200': 5 } },
    missing: [],
  });
});
