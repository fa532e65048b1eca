import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readList } from '../../../src/vdc/read/list.ts';
import { readSessions } from '../../../src/vdc/read/sessions.ts';

const wire = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 's1',
  creationTime: '2026-10-01T02:00:00Z',
  endTime: '2026-10-01T02:01:00Z',
  progress: 66,
  status: 'Success',
  processedObjects: 2,
  jobId: null,
  copyJobId: null,
  jobType: 'Backup',
  ...over,
});
const without = (field: string): Record<string, unknown> => Object.fromEntries(Object.entries(wire()).filter(([name]) => name !== field));
const issuesOf = (...records: readonly unknown[]): string[] =>
  readSessions(records).issues.map(({ code, record, field }) => [code, record, field ?? ''].join(' ').trim());

describe('sessions', () => {
  it("of the source's own sample", () => {
    const page = readList(readFileSync('fixtures/wire/seed-sessions.json'));
    const { sessions, listed, issues } = readSessions(typeof page === 'string' ? [] : page.items);
    expect(sessions.map(({ start, end }) => (end! - start) / 1000)).toEqual([94.573, 94.997]);
    expect(sessions.at(-1)).toEqual({
      id: '130349ce-3d5a-4abe-b6b0-4136897b311c',
      start: Date.UTC(2024, 9, 6, 2, 49, 3, 34),
      end: Date.UTC(2024, 9, 6, 2, 50, 38, 31),
      status: 'Success',
      statusClass: 'success',
      progress: 66,
      processedObjects: 2,
    });
    expect({ listed, issues }).toEqual({ listed: 2, issues: [] });
  });

  it('ignore fields that are not known', () => expect(issuesOf(wire({ surprise: { deep: [1] }, __proto__: null }))).toEqual([]));

  it.each([null, 5, 'x', true, [], {}])('a record %j is unreadable and not in the list', (record) => {
    const { sessions, listed, issues } = readSessions([wire(), record]);
    expect(sessions).toHaveLength(1);
    expect(listed).toBe(2);
    expect(issues).toEqual([{ code: 'unreadable-session', record: '#2', field: 'id' }]);
  });

  it.each([undefined, null, 7, '', '  ', {}])('an id %j is none', (id) => expect(issuesOf(wire({ id }))).toEqual(['unreadable-session #1 id']));

  it.each([undefined, null, 1_700_000_000_000, '', 'soon', '0001-01-01T00:00:00', {}])('a start %j is none', (creationTime) => {
    expect(issuesOf(wire({ creationTime }))).toEqual(['unreadable-session s1 creationTime']);
    expect(readSessions([wire({ creationTime })]).sessions).toEqual([]);
  });

  it.each([undefined, null, 5, 'soon', '0001-01-01T00:00:00', '9999-12-31T23:59:59Z'])('an end %j of a finished run is an issue', (endTime) => {
    expect(issuesOf(wire({ endTime }))).toEqual(['unreadable-end s1 endTime']);
    expect(readSessions([wire({ endTime })]).sessions[0]?.end).toBeNull();
  });

  it('an open run needs no end', () => {
    expect(issuesOf(wire({ status: 'Running', endTime: null }), wire({ id: 's2', status: 'Queued', endTime: '0001-01-01T00:00:00' }))).toEqual([]);
  });

  it('an end before its start is kept and an issue', () => {
    const { sessions, issues } = readSessions([wire({ endTime: '2026-10-01T01:59:59Z' })]);
    expect(sessions[0]?.end).toBe(Date.UTC(2026, 9, 1, 1, 59, 59));
    expect(issues).toEqual([{ code: 'unreadable-end', record: 's1', field: 'endTime' }]);
  });

  it.each([undefined, null, 3, {}])('a status %j is unknown and an issue', (status) => {
    expect(issuesOf(wire({ status }))).toEqual(['mistyped-field s1 status']);
    expect(readSessions([wire({ status })]).sessions[0]).toMatchObject({ status: '', statusClass: 'unknown' });
  });

  it('an unknown word is no issue of the record: the word is the finding', () => {
    expect(readSessions([wire({ status: 'Sleepy' })])).toMatchObject({ sessions: [{ status: 'Sleepy', statusClass: 'unknown' }], issues: [] });
  });

  it('shown numbers may be missing, not mistyped', () => {
    expect(readSessions([without('progress'), wire({ id: 's2', processedObjects: null })]).issues).toEqual([]);
    expect(issuesOf(wire({ progress: '66', processedObjects: {} }))).toEqual(['mistyped-field s1 progress', 'mistyped-field s1 processedObjects']);
  });
});

describe('duplicates', () => {
  const open = wire({ status: 'Running', endTime: null });

  it('that are equal count once', () => {
    expect(readSessions([wire(), wire(), wire()])).toMatchObject({ sessions: [{ id: 's1' }], listed: 3 });
    expect(issuesOf(wire(), wire())).toEqual(['duplicate-session s1']);
  });

  it.each([
    [open, wire()],
    [wire(), open],
  ])('that differ: the one that ended wins', (first, second) => {
    expect(readSessions([first, second]).sessions).toMatchObject([{ statusClass: 'success' }]);
    expect(issuesOf(first, second)).toEqual(['conflicting-duplicate s1']);
  });

  it('that both ended: the first listed wins', () => {
    expect(readSessions([wire({ status: 'Failed' }), wire()]).sessions).toMatchObject([{ status: 'Failed' }]);
    expect(readSessions([wire(), wire({ status: 'Failed' })]).sessions).toMatchObject([{ status: 'Success' }]);
  });

  it('that move the start keep the list in order', () => {
    const moved = readSessions([
      wire({ id: 'a', creationTime: '2026-10-01T00:00:00Z', status: 'Running' }),
      wire({ id: 'b', creationTime: '2026-10-02T00:00:00Z', endTime: '2026-10-02T00:00:01Z' }),
      wire({ id: 'a', creationTime: '2026-10-03T00:00:00Z', endTime: '2026-10-03T00:00:01Z' }),
    ]);
    expect(moved.sessions.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('the order', () => {
  const at = (id: string, day: number): Record<string, unknown> =>
    wire({ id, creationTime: new Date(Date.UTC(2026, 9, day)).toISOString(), endTime: null });

  it('is ascending by start, then id, however the list came', () => {
    const record = fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), day: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const { sessions } = readSessions(records.map(({ id, day }) => at(id, day)));
        const pairs = sessions.slice(1).map((session, n) => [sessions[n]!, session] as const);
        expect(pairs.every(([a, b]) => a.start < b.start || (a.start === b.start && a.id < b.id))).toBe(true);
        expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('of the list does not change what is read', () => {
    const days = Array.from({ length: 20 }, (_, n) => at(`s${n}`, n + 1));
    const expected = readSessions(days).sessions;
    expect(readSessions(days.toReversed()).sessions).toEqual(expected);
    fc.assert(
      fc.property(fc.shuffledSubarray(days, { minLength: 20 }), (shuffled) => {
        expect(readSessions(shuffled).sessions).toEqual(expected);
      }),
    );
  });
});

it('reads anything JSON can say without a crash', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.jsonValue(), fc.record({ id: fc.string(), creationTime: fc.jsonValue(), endTime: fc.jsonValue() }))),
      (items) => {
        const { sessions, listed, issues } = readSessions(items);
        expect(listed).toBe(items.length);
        expect(sessions.length + issues.length).toBeGreaterThanOrEqual(items.length);
      },
    ),
    { numRuns: 1000 },
  );
});
