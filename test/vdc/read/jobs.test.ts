import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJobs } from '../../../src/vdc/read/jobs.ts';
import { readList } from '../../../src/vdc/read/list.ts';

const wire = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'j1',
  name: 'Mail',
  backupType: 'SelectedItems',
  jobType: 'Backup',
  isEnabled: true,
  lastRun: '2026-10-31T02:50:38.031266Z',
  lastStatus: 'Success',
  nextRun: '2026-11-01T02:49:03Z',
  avgJobProcessTimeInSeconds: 103,
  organizationVboInstanceId: 1,
  ...over,
});
const only = (record: unknown): ReturnType<typeof readJobs>['jobs'][number] => readJobs([record]).jobs[0]!;
const fieldsOf = (record: unknown): (string | null)[] => only(record).issues.map(({ field }) => field);

describe('jobs', () => {
  it("of the source's own sample, in its order", () => {
    const page = readList(readFileSync('fixtures/wire/seed-jobs.json'));
    const { jobs, issues } = readJobs(typeof page === 'string' ? [] : page.items);
    expect(jobs.map(({ job }) => job)).toEqual([
      {
        id: 'fb72761a-522f-4195-a524-c2df486ab592',
        name: 'All Exchange objects',
        enabled: true,
        jobType: 'Backup',
        backupType: 'SelectedItems',
        lastRun: Date.UTC(2024, 9, 6, 2, 50, 38, 31),
        lastStatus: 'Success',
        lastStatusClass: 'success',
        nextRun: Date.UTC(2024, 9, 7, 2, 49, 3),
        vendorAverageSeconds: 103,
        organizationVboInstanceId: 1,
      },
      expect.objectContaining({ name: 'All other objects', lastStatusClass: 'warning', lastRun: Date.UTC(2024, 9, 6, 1, 36, 57, 387) }),
    ]);
    expect([...issues, ...jobs.flatMap((record) => record.issues)]).toEqual([]);
  });

  it('that never ran say so without an issue', () => {
    expect(only(wire({ lastRun: null, lastStatus: null, nextRun: null }))).toMatchObject({
      job: { lastRun: null, lastStatus: null, lastStatusClass: null },
      issues: [],
    });
    expect(fieldsOf(wire({ lastRun: '0001-01-01T00:00:00' }))).toEqual([]);
  });

  it.each([undefined, null, 'yes', 1])('are enabled where isEnabled is %j, with an issue', (isEnabled) => {
    expect(only(wire({ isEnabled }))).toMatchObject({
      job: { enabled: true },
      issues: [{ code: 'mistyped-field', record: 'j1', field: 'isEnabled' }],
    });
  });

  it('are disabled only by a plain false', () => expect(only(wire({ isEnabled: false }))).toMatchObject({ job: { enabled: false }, issues: [] }));

  it.each([undefined, null, 5, ''])('are called by their id where the name is %j', (name) => {
    expect(only(wire({ name })).job.name).toBe('j1');
    expect(fieldsOf(wire({ name }))).toEqual(['name']);
  });

  it('that leave out what proves completeness have an issue', () => {
    expect(fieldsOf(wire({ lastRun: undefined, lastStatus: undefined }))).toEqual(['lastRun', 'lastStatus']);
    expect(fieldsOf(wire({ lastRun: 'soon', lastStatus: 4 }))).toEqual(['lastStatus', 'lastRun']);
  });

  it('with wrong types in shown fields keep the rest', () => {
    const record = wire({ jobType: 1, backupType: [], nextRun: 5, avgJobProcessTimeInSeconds: '103', organizationVboInstanceId: '1' });
    expect(fieldsOf(record)).toEqual(['jobType', 'backupType', 'nextRun', 'avgJobProcessTimeInSeconds', 'organizationVboInstanceId']);
    expect(only(record).job).toMatchObject({ name: 'Mail', jobType: null, vendorAverageSeconds: null });
  });

  it.each([null, 3, 'x', [], {}, { id: 5 }, { id: '' }])('a record %j is none', (record) => {
    expect(readJobs([wire(), record])).toMatchObject({ jobs: [{}], issues: [{ code: 'unreadable-job', record: '#2', field: 'id' }] });
  });

  it('listed twice count once; another job under the same id is an issue', () => {
    expect(readJobs([wire(), wire()])).toMatchObject({ jobs: [{}], issues: [] });
    expect(readJobs([wire(), wire({ name: 'Other' })])).toMatchObject({
      jobs: [{ job: { name: 'Mail' } }],
      issues: [{ code: 'unreadable-job', record: 'j1' }],
    });
  });

  it('are read from anything JSON can say without a crash', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (items) => {
        const { jobs, issues } = readJobs(items);
        expect(jobs.length + issues.length).toBeLessThanOrEqual(items.length);
      }),
      { numRuns: 1000 },
    );
  });
});
