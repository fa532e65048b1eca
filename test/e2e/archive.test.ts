import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/model/instant.ts';
import type { Report } from '../../src/model/report.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { configure, openFolder, PERIOD, reportIn, tenantAt } from '../support/pipeline.ts';
import { daysFrom, openChangingSource, typeAt, type Habits } from './archive-source.ts';

/** Five in the morning, when no job runs; the last one is after the month's end. */
const FIRST = Date.parse('2025-10-02T05:00:00Z');
const LAST = Date.parse('2025-11-01T05:00:00Z');
const RETENTION = 20 * DAY;
const [DELETED, RENAMED, DISABLED] = [4, 3, 5];

const healthy = createWorld({ name: 'healthy', seed: 1, now: LAST, days: 60 });
/** As far back as the first collection can see: what nobody ever saw cannot be reported. */
const WORLD = {
  ...healthy,
  jobs: healthy.jobs.map((job) => ({ ...job, runs: job.runs.filter(({ session }) => Date.parse(session.creationTime) > FIRST - RETENTION) })),
};

const HABITS: Habits = {
  retention: RETENTION,
  stories: {
    [DELETED]: { deletedAt: Date.parse('2025-10-16T12:00:00Z') },
    [RENAMED]: { renamed: { at: Date.parse('2025-10-10T12:00:00Z'), to: 'SharePoint – Home' } },
    [DISABLED]: { disabledAt: Date.parse('2025-10-20T12:00:00Z') },
  },
};

const idOf = (place: number): string => WORLD.jobs[place]!.record.id;
const rowOf = (report: Report, place: number) => report.jobs.find(({ id }) => id === idOf(place));

const ARCHIVE = { archive: './vdc-report.db', report: { formats: ['json'] } };

/** What collections are to say of the days on which something was done to a job. */
type Said = Readonly<Record<string, readonly unknown[]>>;
const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

const collectDaily = async (folder: string, show: (now: number) => void): Promise<Said> => {
  const said: Record<string, readonly unknown[]> = {};
  for (const now of daysFrom(FIRST, LAST)) {
    show(now);
    const { code, out } = await typeAt(folder, now, ['collect', '--json']);
    expect(code).toBe(0);
    const { changes } = (JSON.parse(out) as { tenants: [{ changes: readonly unknown[] }] }).tenants[0];
    if (changes.length > 0) said[dayOf(now)] = changes;
  }
  return said;
};

/** At month's end, from a source that lists every session of the jobs that still exist. */
const runOnce = async (): Promise<Report> => {
  const source = await openChangingSource(WORLD, { ...HABITS, retention: Infinity });
  const folder = await openFolder();
  await configure(folder, [tenantAt(source.url)], { report: { formats: ['json'] } });
  await typeAt(folder, LAST, ['run', '--period', PERIOD]);
  return reportIn(folder);
};

describe('a source that drops sessions after 20 days, deletes, renames and disables jobs, collected daily', () => {
  it('is reported, without it, as one that forgot nothing', async () => {
    const source = await openChangingSource(WORLD, HABITS);
    const folder = await openFolder();
    await configure(folder, [tenantAt(source.url)], ARCHIVE);
    const said = await collectDaily(folder, source.show);
    await source.close();
    const { code, out, err } = await typeAt(folder, LAST + 9 * DAY, ['report', '--period', PERIOD], {});
    const report = await reportIn(folder);
    const truth = await runOnce();

    const change = (kind: string, place: number, over: object = {}) => ({
      kind,
      id: idOf(place),
      name: WORLD.jobs[place]!.record.name,
      before: null,
      ...over,
    });
    expect(said['2025-10-02']).toHaveLength(6);
    expect(said['2025-10-11']).toEqual([change('renamed', RENAMED, { name: 'SharePoint – Home', before: 'SharePoint – Intranet' })]);
    expect(said['2025-10-17']).toEqual([change('gone', DELETED)]);
    expect(said['2025-10-21']).toEqual([change('disabled', DISABLED)]);
    expect(Object.keys(said)).toHaveLength(4);

    expect([code, report.asOf]).toEqual([0, truth.asOf]);
    expect(`${out}${err}`).not.toContain('Missing');
    for (const place of [0, 1, 2, RENAMED, DISABLED]) expect(rowOf(report, place)).toEqual(rowOf(truth, place));
    expect(rowOf(report, RENAMED)!.name).toBe('SharePoint – Home');
    expect(rowOf(report, DISABLED)).toMatchObject({ enabled: false, verdict: 'not-applicable' });
    expect(rowOf(report, 0)!.slots!.due).toBe(31);

    expect(rowOf(truth, DELETED)).toBeUndefined();
    const gone = rowOf(report, DELETED)!;
    expect([gone.lastSeen, gone.runs.total]).toEqual(['2025-10-16T05:00:00.000Z', 15]);
    expect(gone.findings.map((finding) => finding.code)).toContain('job-gone');
  });
});
