import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeOne, at, daily, makeCollection, makeLog, makePeriod } from './support/build.ts';
import { check } from './support/check.ts';
import type { JobAnalysis } from '../../src/model/analysis.ts';
import type { Drop } from '../../src/model/objects.ts';
import { DAY, HOUR } from '../../src/model/instant.ts';
import type { Session } from '../../src/model/session.ts';

const FIRST = '2026-10-01';
const month = makePeriod(FIRST, '2026-11-01');
const MIB = 1024 ** 2;

type Value = number | null;

/** A successful run a day, which walked so many objects. */
const walking = (values: readonly Value[], first = FIRST): readonly Session[] =>
  daily(first, 's'.repeat(values.length)).map((session, index) => ({ ...session, progress: values[index] ?? null }));

const objectsDrop = (values: readonly Value[], first = FIRST): Drop | null => analyzeOne(walking(values, first), { period: month }).objectCounts.drop;

/** A run each so many hours whose log names a volume, or none. */
const moving = (values: readonly Value[], every = DAY): JobAnalysis => {
  const sessions = values.map((_, index): Session => ({
    ...daily(FIRST, 's')[0]!,
    id: `s${index}`,
    start: at(FIRST) + index * every,
    end: at(FIRST) + index * every + HOUR / 2,
  }));
  const logs = sessions.map((session, index) => {
    const bytes = values[index] ?? null;
    const log = makeLog(session, 'success');
    return { ...log, lines: log.lines.map((line) => ({ ...line, transferred: bytes === null ? null : { bytes, items: null } })) };
  });
  return analyzeOne(makeCollection(sessions, { logs }), { period: month });
};

const volumeDrop = (values: readonly Value[], every = DAY): Drop | null => moving(values, every).transfer?.drop ?? null;

const repeat = <T>(value: T, times: number): T[] => Array.from({ length: times }, () => value);

describe('a sudden drop of objects', () => {
  test('is a run below half of the median of seven or more runs before', () => {
    expect(objectsDrop([...repeat(100, 7), 49])).toEqual({
      from: at('2026-10-08'),
      to: at('2026-10-08'),
      length: 1,
      lasting: true,
      most: 49,
      median: 100,
      before: 7,
    });
    expect(objectsDrop([...repeat(100, 7), 50])).toBeNull();
    expect(objectsDrop([...repeat(100, 6), 0])).toBeNull();
  });

  test('takes five objects at least', () => {
    expect(objectsDrop([...repeat(4, 7), 0])).toBeNull();
    expect(objectsDrop([...repeat(5, 7), 0])?.median).toBe(5);
  });

  test('ends with the run that is back at half of that median, and the one that lasts is named before the first', () => {
    const over = [...repeat(100, 8), 10, 20, 50, ...repeat(100, 5)];
    expect(objectsDrop(over)).toMatchObject({ from: at('2026-10-09'), to: at('2026-10-10'), length: 2, most: 20, lasting: false });
    expect(objectsDrop([...over, 30])).toMatchObject({ from: at('2026-10-17'), length: 1, lasting: true });
  });

  test('is told in the period in which it began, with the runs before the period as its measure', () => {
    const values = [...repeat(100, 7), ...repeat(10, 20)];
    expect(objectsDrop(values, '2026-09-24')).toMatchObject({ from: at('2026-10-01'), length: 20, lasting: true });
    expect(objectsDrop(values, '2026-09-23')).toBeNull();
  });

  test('runs that failed or were broken off, and runs after the window, are none', () => {
    const runs = walking([...repeat(100, 10), 0, 0, 0]);
    const broken = runs.map((session, index): Session => (index < 10 ? session : { ...session, statusClass: index === 10 ? 'failed' : 'stopped' }));
    expect(analyzeOne(broken.slice(0, 12), { period: month }).objectCounts.drop).toBeNull();
    expect(objectsDrop([...repeat(100, 10), 0], '2026-10-22')).toBeNull();
  });

  test('where the record does not say how many objects it walked, what the log found stands for it', () => {
    const sessions = walking(repeat(null, 9));
    const logs = sessions.map((session, index) => {
      const log = makeLog(session, 'success');
      return { ...log, lines: log.lines.map((line) => ({ ...line, found: index === 8 ? 3 : 40 })) };
    });
    expect(analyzeOne(makeCollection(sessions, { logs }), { period: month }).objectCounts.drop).toMatchObject({ most: 3, median: 40 });
  });

  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(0, 100, 100, 100), fc.constant(null)), { maxLength: 31 });

  test('what is not known is never a drop, and changes none', () => {
    check(
      fc.property(values, (made) => {
        const drop = objectsDrop(made);
        const known = made.filter((value) => value !== null);
        if (drop === null) return;
        const starts = walking(made).flatMap(({ start, progress }) => (progress === null ? [] : [start]));
        expect(starts).toContain(drop.from);
        expect(starts).toContain(drop.to);
        expect(drop.most).toBeLessThan(drop.median / 2);
        const alone = objectsDrop(known);
        expect(alone && { ...alone, from: drop.from, to: drop.to }).toEqual(drop);
      }),
    );
  });

  test('more objects throughout, in proportion, drop as these did', () => {
    check(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (made, factor) => {
        const drop = objectsDrop(made);
        const larger = objectsDrop(made.map((value) => (value === null ? null : value * factor)));
        if (drop === null) return;
        expect(larger).not.toBeNull();
        if (drop.lasting) expect(larger?.lasting).toBe(true);
      }),
    );
  });

  test('the order in which runs are listed does not matter', () => {
    check(
      fc.property(values, fc.array(fc.nat(), { minLength: 31, maxLength: 31 }), (made, ranks) => {
        const runs = walking(made);
        const mixed = runs.map((run, index) => ({ run, rank: ranks[index] ?? 0 })).sort((a, b) => a.rank - b.rank);
        expect(analyzeOne(makeCollection(mixed.map(({ run }) => run)), { period: month }).objectCounts).toEqual(
          analyzeOne(runs, { period: month }).objectCounts,
        );
      }),
    );
  });
});

describe('a sudden drop of volume', () => {
  test('is five days in a row below half of the median of the days before: a weekend is none', () => {
    const usual = repeat(100 * MIB, 10);
    expect(volumeDrop([...usual, ...repeat(MIB, 4), 100 * MIB])).toBeNull();
    expect(volumeDrop([...usual, ...repeat(MIB, 5)])).toMatchObject({
      from: at('2026-10-11'),
      to: at('2026-10-15'),
      length: 5,
      lasting: true,
      most: MIB,
      median: 100 * MIB,
      before: 10,
    });
  });

  test('takes 10 MB at least', () => {
    expect(volumeDrop([...repeat(10 * MIB - 1, 10), ...repeat(0, 6)])).toBeNull();
    expect(volumeDrop([...repeat(10 * MIB, 10), ...repeat(0, 6)])).not.toBeNull();
  });

  test('the nights of a job that runs every hour are none, since days are compared', () => {
    const hours = Array.from({ length: 30 * 24 }, (_, hour) => (hour % 24 < 8 ? 0 : 100 * MIB));
    expect(volumeDrop(hours, HOUR)).toBeNull();
    const stopped = hours.map((bytes, hour) => (hour < 20 * 24 ? bytes : 0));
    expect(volumeDrop(stopped, HOUR)).toMatchObject({ from: at('2026-10-21'), length: 10, lasting: true });
  });

  test('a day of which one run is not known is no day of little', () => {
    const days = [...repeat(100 * MIB, 20), ...repeat(null, 20)];
    const hours = days.flatMap((bytes, day) => (day < 10 ? [bytes, bytes] : [MIB, null]));
    expect(volumeDrop(hours, DAY / 2)).toBeNull();
  });
});

describe('volume', () => {
  test('is summed over the runs that name it, by day, with what is not known left out', () => {
    const { transfer } = moving([1, null, 5, 0]);
    expect(transfer).toMatchObject({ bytes: 6, runs: 3, of: 4, median: 1, change: null });
    expect(transfer?.days).toEqual([
      { date: '2026-10-01', bytes: 1, runs: 1 },
      { date: '2026-10-03', bytes: 5, runs: 1 },
      { date: '2026-10-04', bytes: 0, runs: 1 },
    ]);
  });

  test('has a trend from 14 runs: newer half against older half', () => {
    expect(moving([...repeat(10, 7), ...repeat(15, 7)]).transfer?.change).toBe(0.5);
    expect(moving([...repeat(10, 7), 999, ...repeat(5, 7)]).transfer?.change).toBe(-0.5);
    expect(moving(repeat(10, 13)).transfer?.change).toBeNull();
    expect(moving([...repeat(0, 7), ...repeat(5, 7)]).transfer?.change).toBeNull();
  });
});

describe('objects found, excluded, walked and processed', () => {
  const counted = (logged: readonly boolean[]): JobAnalysis => {
    const sessions = walking([66, 70, 66]).map((session) => ({ ...session, processedObjects: 2 }));
    const logs = sessions.flatMap((session, index) => {
      if (logged[index] !== true) return [];
      const log = makeLog(session, 'success again', 'success again', 'success other', 'success');
      return [
        {
          ...log,
          lines: log.lines.map((line, place) => ({
            ...line,
            excluded: place < 3 ? place + 1 - Number(place === 1) : null,
            found: place === 3 ? 60 + index : null,
          })),
        },
      ];
    });
    return analyzeOne(makeCollection(sessions, { logs }), { period: month });
  };

  test('of the newest run and over the period, with the number of logs behind them', () => {
    const { objectCounts } = counted([true, false, true]);
    expect(objectCounts).toMatchObject({ runs: 3, logsRead: 2, found: { runs: 2, least: 60, most: 62 }, walked: { runs: 3, least: 66, most: 70 } });
    expect(objectCounts.newest).toMatchObject({ start: at('2026-10-03'), logRead: true, found: 62, excluded: 4, walked: 66, processed: 2 });
  });

  test('an unread log is null, not zero', () => {
    const { objectCounts, loggedRuns } = counted([true, false, false]);
    expect(objectCounts.newest).toMatchObject({ logRead: false, found: null, excluded: null, walked: 66 });
    expect(loggedRuns.map(({ sessionId }) => sessionId)).toHaveLength(1);
    expect(counted([]).objectCounts).toMatchObject({ logsRead: 0, found: null, excluded: null });
  });
});
