import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { spelledOut } from '../support/spelled-out.ts';
import type { Archive, BodyReader } from '../../src/archive/archive.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/instant.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { readEvidence } from '../../src/vdc/read/index.ts';
import { collectAt, evidenceOf, exchange, failed, regularRuns, type WorldJob } from './support/source.ts';

/** A place where an archive can be opened, closed and opened again. */
export type ArchivePlace = {
  readonly open: (reader: BodyReader) => Promise<Archive>;
  readonly remove: () => Promise<void>;
};

export const TOOL = 'vdc-report 0.1.0';
const OCTOBER = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };
export const START = Date.UTC(2026, 8, 1, 2);

const mail: WorldJob = { id: 'mail', name: 'Mail', runs: regularRuns('mail', START, OCTOBER.to) };
const sites: WorldJob = { id: 'sites', name: 'Sites', runs: regularRuns('sites', START + HOUR, OCTOBER.to) };

export const idsOf = (evidence: Evidence | null, jobId: string): readonly string[] =>
  readEvidence(evidence ?? evidenceOf(0, []))
    .jobs.find(({ job }) => job.id === jobId)
    ?.sessions.map(({ id }) => id) ?? [];

const roundsOf = (evidence: Evidence | null, kind: string): readonly number[] =>
  (evidence?.exchanges ?? []).filter(({ resource }) => resource.kind === kind).map(({ round }) => round);

/** What every archive must keep, whatever stands behind it. */
export const archiveContract = (name: string, place: () => Promise<ArchivePlace>): void => {
  describe(`archive: ${name}`, () => {
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

    const record = (evidence: Evidence, tenantId = 'contoso') => archive.record({ tenantId, evidence, tool: TOOL });

    test('knows nothing of a tenant of which nothing was collected', async () => {
      expect(await archive.evidence('contoso', OCTOBER)).toBeNull();
      expect(await archive.latest('contoso')).toBeNull();
    });

    test('gives back one collection as it came, byte for byte', async () => {
      const evidence = collectAt([mail, sites], Date.UTC(2026, 9, 20), { retention: 200 * DAY, logs: ({ id }) => id === 'mail-00035' });
      await record(evidence);
      expect(spelledOut(await archive.evidence('contoso', OCTOBER))).toEqual(spelledOut(evidence));
    });

    test('says what was new, the first time and when nothing is', async () => {
      const evidence = collectAt([mail, sites], Date.UTC(2026, 9, 20), { retention: 200 * DAY });
      const first = await record(evidence);
      expect(first).toMatchObject({ newBodies: 3, newSessions: 98, changedSessions: 0 });
      expect(first.jobs.map(({ kind, job }) => [kind, job.id])).toEqual([
        ['added', 'mail'],
        ['added', 'sites'],
      ]);
      const again = await record({ ...evidence, startedAt: evidence.startedAt + HOUR, finishedAt: evidence.finishedAt + HOUR });
      expect(again).toMatchObject({ newBodies: 0, newBytes: 0, newSessions: 0, changedSessions: 0, jobs: [] });
      expect(again.collectionId).toBeGreaterThan(first.collectionId);
    });

    test('is still there when it is opened again', async () => {
      const evidence = collectAt([mail], Date.UTC(2026, 9, 20), { retention: 200 * DAY });
      await record(evidence);
      await archive.close();
      archive = await at.open(bodyReader);
      expect(spelledOut(await archive.evidence('contoso', OCTOBER))).toEqual(spelledOut(evidence));
    });

    test('keeps tenants apart, also where they are told the same', async () => {
      const evidence = collectAt([mail], Date.UTC(2026, 9, 20), { retention: 200 * DAY });
      await record(evidence, 'contoso');
      expect((await record(evidence, 'fabrikam')).newBodies).toBe(2);
      await record(collectAt([sites], Date.UTC(2026, 9, 21), { retention: 200 * DAY }), 'fabrikam');
      expect(spelledOut(await archive.evidence('contoso', OCTOBER))).toEqual(spelledOut(evidence));
      expect(idsOf(await archive.evidence('fabrikam', OCTOBER), 'sites')).toHaveLength(50);
      expect(await archive.evidence('other', OCTOBER)).toBeNull();
    });

    test('shows sessions that the source no longer lists, by the least readings', async () => {
      for (let day = 1; day <= 31; day += 1) await record(collectAt([mail], Date.UTC(2026, 9, day, 12), { retention: 10 * DAY }));
      const evidence = await archive.evidence('contoso', OCTOBER);
      // Seen are those from 22 September on, ten in a reading: 40 sessions need four readings.
      expect(idsOf(evidence, 'mail')).toEqual(mail.runs.slice(21).map(({ id }) => id));
      expect(roundsOf(evidence, 'sessions')).toEqual([0, 1, 2, 3]);
      expect(roundsOf(evidence, 'jobs')).toEqual([0]);
      expect(evidence?.startedAt).toBe(Date.UTC(2026, 9, 31, 12));
      expect(evidence?.statuses).toEqual({ '200': 8 });
    });

    test('gives only so much history as is asked for, and the recovery point before the window, however old', async () => {
      const old: WorldJob = {
        id: 'old',
        name: 'Old',
        runs: [...regularRuns('old', START, START + 3 * DAY), { id: 'late', start: OCTOBER.from + 9 * DAY, length: MINUTE, status: 'Failed' }],
      };
      for (let day = 2; day <= 50; day += 1) await record(collectAt([old], START + day * DAY, { retention: 5 * DAY }));
      const evidence = await archive.evidence('contoso', OCTOBER, { lookback: DAY });
      expect(idsOf(evidence, 'old')).toEqual(['old-00002', 'late']);
      expect(roundsOf(evidence, 'sessions')).toHaveLength(3);
    });

    test('shows a session as it ended, though it was seen running before and left out after', async () => {
      const long: WorldJob = { id: 'long', name: 'Long', runs: [{ id: 'a', start: OCTOBER.from, length: 30 * HOUR, status: 'Warning' }] };
      const first = await record(collectAt([long], OCTOBER.from + HOUR, { retention: 3 * DAY }));
      expect(first).toMatchObject({ newSessions: 1, changedSessions: 0 });
      expect(await record(collectAt([long], OCTOBER.from + 40 * HOUR, { retention: 3 * DAY }))).toMatchObject({ newSessions: 0, changedSessions: 1 });
      await record(collectAt([long], OCTOBER.from + 5 * DAY, { retention: 3 * DAY }));
      const [job] = readEvidence((await archive.evidence('contoso', OCTOBER)) ?? evidenceOf(0, [])).jobs;
      expect(job?.sessions).toMatchObject([{ id: 'a', status: 'Warning', end: OCTOBER.from + 30 * HOUR }]);
    });

    test('lets a session that ended stay ended, whatever a later list says, and take a later end', async () => {
      const list = (status: string, end: string | null) => [
        { id: 'a', creationTime: '2026-10-02T02:00:00Z', endTime: end, status, progress: 1, processedObjects: 1 },
      ];
      const [jobs] = collectAt([{ id: 'mail', name: 'Mail', runs: [] }], OCTOBER.from, { retention: DAY }).exchanges;
      const say = (day: number, records: readonly unknown[]) => {
        const now = OCTOBER.from + day * DAY;
        return record(evidenceOf(now, [...(jobs === undefined ? [] : [jobs]), exchange({ kind: 'sessions', jobId: 'mail' }, records, now)]));
      };
      const known = async () =>
        readEvidence((await archive.evidence('contoso', OCTOBER)) ?? evidenceOf(0, [])).jobs[0]?.sessions.map(({ status }) => status);
      await say(2, list('Success', '2026-10-02T03:00:00Z'));
      await say(3, list('Running', null));
      await say(4, []);
      expect(await known()).toEqual(['Success']);
      await say(5, list('Failed', '2026-10-02T04:00:00Z'));
      await say(6, []);
      expect(await known()).toEqual(['Failed']);
      expect(await say(7, list('Failed', '2026-10-02T04:00:00Z'))).toMatchObject({ newSessions: 0, changedSessions: 0 });
      expect(await known()).toEqual(['Failed']);
    });

    test('tells what was known at an earlier instant', async () => {
      const early = collectAt([mail, sites], Date.UTC(2026, 9, 10), { retention: 200 * DAY });
      await record(early);
      await record(collectAt([mail], Date.UTC(2026, 9, 20), { retention: 5 * DAY }));
      expect(spelledOut(await archive.evidence('contoso', OCTOBER, { asOf: Date.UTC(2026, 9, 19) }))).toEqual(spelledOut(early));
      expect(await archive.evidence('contoso', OCTOBER, { asOf: Date.UTC(2026, 9, 9) })).toBeNull();
    });

    test('finds jobs gone, returned, renamed, disabled and enabled', async () => {
      const kinds = async (jobs: readonly WorldJob[], day: number) =>
        (await record(collectAt(jobs, Date.UTC(2026, 9, day), { retention: 9 * DAY }))).jobs.map(({ kind, job }) => `${kind} ${job.id}`);
      expect(await kinds([mail, sites], 1)).toEqual(['added mail', 'added sites']);
      expect(await kinds([mail], 2)).toEqual(['gone sites']);
      expect(await kinds([{ ...mail, name: 'Post', enabled: false }], 3)).toEqual(['renamed mail', 'disabled mail']);
      expect(await kinds([{ ...mail, name: 'Post' }, sites], 4)).toEqual(['enabled mail', 'returned sites']);
    });

    test('shows a vanished job with the last list that named it, unless it was gone before the window', async () => {
      const gone = { ...sites, deletedAt: Date.UTC(2026, 9, 15) };
      const before = { ...sites, id: 'before', runs: regularRuns('before', START, OCTOBER.from), deletedAt: Date.UTC(2026, 8, 20) };
      for (let day = 10; day <= 60; day += 1) await record(collectAt([mail, gone, before], START + day * DAY, { retention: 9 * DAY }));
      const { jobs } = readEvidence((await archive.evidence('contoso', OCTOBER)) ?? evidenceOf(0, []));
      expect(jobs.map(({ job, lastSeen }) => [job.id, lastSeen])).toEqual([
        ['mail', null],
        ['sites', Date.UTC(2026, 9, 14, 2) + 40],
      ]);
      expect(jobs[1]?.sessions.at(-1)?.start).toBe(Date.UTC(2026, 9, 13, 3));
    });

    test('shows a failed reading behind the good one before it, with its cause', async () => {
      await record(collectAt([mail], Date.UTC(2026, 9, 10), { retention: 200 * DAY }));
      await record(collectAt([mail], Date.UTC(2026, 9, 11), { retention: 200 * DAY, fails: ({ kind }) => kind === 'sessions' }));
      const evidence = await archive.evidence('contoso', OCTOBER);
      expect(evidence?.missing).toEqual([failed({ kind: 'sessions', jobId: 'mail' }, 1)]);
      const [job] = readEvidence(evidence ?? evidenceOf(0, [])).jobs;
      expect(job).toMatchObject({ failure: null, stale: { code: 'server-error', status: 500 } });
      expect(job?.sessions).toHaveLength(39);
      await record(collectAt([mail], Date.UTC(2026, 9, 12), { retention: 200 * DAY }));
      expect((await archive.evidence('contoso', OCTOBER))?.missing).toEqual([]);
    });

    test('speaks for the last collection that read the job list, and says that a later one could not', async () => {
      const good = collectAt([mail], Date.UTC(2026, 9, 10), { retention: 200 * DAY });
      await record(good);
      await record(evidenceOf(Date.UTC(2026, 9, 11), [], [failed({ kind: 'jobs' })]));
      expect(spelledOut(await archive.evidence('contoso', OCTOBER))).toEqual(spelledOut({ ...good, missing: [failed({ kind: 'jobs' }, 1)] }));
    });

    test('holds a collection that brought nothing home', async () => {
      const nothing = evidenceOf(Date.UTC(2026, 9, 11), [], [failed({ kind: 'jobs' })]);
      await record(nothing);
      expect(spelledOut(await archive.evidence('contoso', OCTOBER))).toEqual(spelledOut(nothing));
    });

    test('puts the pages of a reading together, and leaves out a reading with a page missing', async () => {
      const resource = { kind: 'sessions', jobId: 'mail' } as const;
      const now = Date.UTC(2026, 9, 10);
      const whole = collectAt([mail], now, { retention: 200 * DAY });
      const records = z.array(z.unknown()).parse(JSON.parse(new TextDecoder().decode(whole.exchanges[1]?.body.read())));
      const page = (number: number, shown: readonly unknown[]) => exchange(resource, { results: shown }, now + number, { page: number });
      const [list] = whole.exchanges;
      const pages = [page(0, records.slice(0, 20)), page(1, records.slice(20))];
      const paged = evidenceOf(now, [...(list === undefined ? [] : [list]), ...pages]);
      expect((await record(paged)).newSessions).toBe(39);
      expect(spelledOut(await archive.evidence('contoso', OCTOBER))).toEqual(spelledOut(paged));
      const broken = evidenceOf(now + DAY, [...(list === undefined ? [] : [list]), page(0, records.slice(0, 1))], [failed(resource)]);
      expect((await record(broken)).newSessions).toBe(0);
      expect(idsOf(await archive.evidence('contoso', OCTOBER), 'mail')).toHaveLength(39);
    });

    test('gives the logs of the window, each by its newest reading', async () => {
      const logs = ({ start }: { start: number }) => new Date(start).getUTCDay() === 1;
      for (const day of [28, 36, 44]) await record(collectAt([mail], START + day * DAY, { retention: 9 * DAY, logs }));
      const evidence = await archive.evidence('contoso', OCTOBER);
      const asked = evidence?.exchanges.flatMap(({ resource }) => (resource.kind === 'log' ? [resource.sessionId] : []));
      expect(asked).toEqual(['mail-00034', 'mail-00041']);
    });

    test('remembers reports', async () => {
      const report = (reportId: string, madeAt: number, key: string) => ({
        reportId,
        tenantId: 'contoso',
        madeAt,
        period: { key, ...OCTOBER },
        window: { from: OCTOBER.from - 31 * DAY, to: OCTOBER.to },
        lookback: 95 * DAY,
        asOf: madeAt,
        manifestSha256: 'ab'.repeat(32),
        facts: { jobs: [{ id: 'mail', name: "'; drop table report; --" }], target: 0.99 },
      });
      const made = [report('a', 1, '2026-09'), report('b', 2, '2026-10'), report('c', 3, '2026-10'), report('d', 4, '2026-11')];
      for (const one of made) await archive.note(one);
      expect(await archive.latest('contoso')).toEqual(made[3]);
      expect(await archive.latest('contoso', { before: 3 })).toEqual(made[1]);
      expect(await archive.latest('contoso', { periodKey: '2026-10' })).toEqual(made[2]);
      expect(await archive.latest('contoso', { before: 1 })).toBeNull();
      expect(await archive.latest('fabrikam')).toBeNull();
    });

    test('names of each period the report that knew most, and of those the one made last', async () => {
      const report = (reportId: string, madeAt: number, key: string, asOf: number, tenantId = 'contoso') => {
        const span = { window: OCTOBER, lookback: 95 * DAY, manifestSha256: 'ab'.repeat(32), facts: { reportId } };
        return { reportId, tenantId, madeAt, period: { key, ...OCTOBER }, asOf, ...span };
      };
      const provisional = report('provisional', 10, '2026-10', 10);
      const final = report('final', 30, '2026-10', 30);
      const again = report('again', 40, '2026-10', 30);
      const rewound = report('rewound', 50, '2026-10', 10);
      const august = report('august', 20, '2026-08', 20);
      for (const one of [provisional, final, august, again, rewound, report('theirs', 60, '2026-10', 60, 'fabrikam')]) await archive.note(one);
      const counting = async (...asked: Parameters<typeof archive.counting>) =>
        (await archive.counting(...asked)).toSorted((a, b) => (a.period.key < b.period.key ? -1 : 1));
      expect(await counting('contoso', ['2026-08', '2026-09', '2026-10'])).toEqual([august, again]);
      expect(await counting('contoso', ['2026-08', '2026-10'], { before: 30 })).toEqual([august, provisional]);
      expect(await counting('contoso', ['2026-08', '2026-10'], { before: 20 })).toEqual([provisional]);
      expect(await counting('contoso', ['2026-09'])).toEqual([]);
      expect(await counting('contoso', [])).toEqual([]);
      expect(await counting('nobody', ['2026-10'])).toEqual([]);
    });
  });
};
