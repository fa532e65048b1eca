import { describe, expect, test } from 'vitest';
import { analyzeAll, analyzeOne, at, daily, makeCollection, makeJob, makeLog, makePeriod, makePolicy } from './support/build.ts';
import type { JobAnalysis } from '../../src/model/analysis.ts';
import type { JobCollection } from '../../src/model/collection.ts';
import type { Session } from '../../src/model/session.ts';

const week = makePeriod('2026-10-01', '2026-10-08');

/** Each text is the log of one day, its lines parted by `|`; null: no log. */
const withLogs = (days: string, texts: readonly (string | null)[], changes: Partial<JobCollection> = {}): JobAnalysis => {
  const sessions = daily('2026-10-01', days);
  const logs = texts.flatMap((text, index) => (text === null ? [] : [makeLog(sessions[index]!, ...text.split('|'))]));
  return analyzeOne(makeCollection(sessions, { logs: [...logs].reverse(), ...changes }), { period: week });
};

const failing = (days: string, texts: readonly (string | null)[]): unknown =>
  withLogs(days, texts).objects?.persistentlyFailing.map(({ name, consecutive, sessions }) => [name, consecutive, sessions]);

describe('objects', () => {
  test('three in a row up to the newest are persistent, two after a success are not', () => {
    expect(failing('swww', ['success a', 'warning a: x', 'warning a: x', 'warning a: x'])).toEqual([['a', 3, 4]]);
    expect(failing('ssww', ['success a', 'success a', 'warning a: x', 'warning a: x'])).toEqual([]);
    expect(failing('wwws', ['warning a: x', 'warning a: x', 'warning a: x', 'success a'])).toEqual([]);
  });

  test('never a success in two is persistent, one mention is not', () => {
    expect(failing('ww', ['warning a: x', 'error a: y'])).toEqual([['a', 2, 2]]);
    expect(failing('w', ['warning a: x'])).toEqual([]);
  });

  test('only sessions with a log that name the object count', () => {
    expect(failing('wfswfw', ['warning a: x', null, 'success b', 'warning a: x', null, 'warning a: x'])).toEqual([['a', 3, 3]]);
  });

  test('a run that succeeded as a whole, without a log, ends the series and leaves no room for "never"', () => {
    expect(failing('wswsw', ['warning a: x', null, 'warning a: x', null, 'warning a: x'])).toEqual([]);
    expect(failing('swww', [null, 'warning a: x', 'warning a: x', 'warning a: x'])).toEqual([['a', 3, 3]]);
    expect(failing('sww', [null, 'warning a: x', 'warning a: x'])).toEqual([]);
  });

  test('a warning beside a success in one session is no success', () => {
    expect(failing('www', ['success a|warning a: x', 'warning a: x|success a', 'success a|error a: x'])).toEqual([['a', 3, 3]]);
  });

  test('a line of another level decides nothing, but the object was seen', () => {
    const { objects } = withLogs('www', ['unknown a', 'running a', 'unknown a']);
    expect(objects).toMatchObject({ seen: 1, persistentlyFailing: [] });
  });

  test('names the last success and the newest reason', () => {
    const { objects } = withLogs('swww', ['success a', 'warning a: old', 'warning a: new', 'warning a']);
    expect(objects?.persistentlyFailing).toEqual([
      {
        kind: 'mailbox',
        name: 'a',
        consecutive: 3,
        sessions: 4,
        since: at('2026-10-02'),
        newest: at('2026-10-04'),
        lastSuccess: at('2026-10-01'),
        neverSuccessful: false,
        reason: 'new',
      },
    ]);
  });

  test('reasons count objects and sessions, the most frequent first', () => {
    const { objects } = withLogs('www', ['warning a: rare|warning a: often|warning b: often', 'error c: often|error c: often', 'error: loose']);
    expect(objects?.reasons.map(({ reason, objects: count, sessions }) => ({ reason, objects: count, sessions }))).toEqual([
      { reason: 'often', objects: 3, sessions: 2 },
      { reason: 'rare', objects: 1, sessions: 1 },
      { reason: 'loose', objects: 0, sessions: 1 },
    ]);
  });

  test('says how many logs were read of how many ended runs; null when none was', () => {
    expect(withLogs('swwr', [null, 'warning a: x', null, 'running a']).objects?.logs).toEqual({ read: 1, sessions: 3 });
    expect(withLogs('sww', [null, null, null]).objects).toBeNull();
  });

  test('the policy says how many in a row are too many', () => {
    const after = (persistentAfter: number): number | undefined => {
      const sessions = daily('2026-10-01', 'swww');
      const logs = sessions.map((session, index) => makeLog(session, index === 0 ? 'success a' : 'warning a: x'));
      const policy = makePolicy({ persistentAfter });
      return analyzeOne(makeCollection(sessions, { logs }), { period: week, policy }).objects?.persistentlyFailing.length;
    };
    expect([1, 2, 3, 4].map(after)).toEqual([1, 1, 1, 0]);
  });

  test('one that never succeeded comes before longer series, and is said to be never successful only where every log was read', () => {
    const never = (days: string, texts: readonly (string | null)[]): unknown =>
      withLogs(days, texts).objects?.persistentlyFailing.map(({ name, neverSuccessful }) => [name, neverSuccessful]);
    expect(never('wwwww', ['success a', 'warning a: x', 'warning a: x', 'warning a: x|warning b: x', 'warning a: x|warning b: x'])).toEqual([
      ['b', true],
      ['a', false],
    ]);
    expect(never('swww', [null, 'warning a: x', 'warning a: x', 'warning a: x'])).toEqual([['a', false]]);
  });

  test('reasons over all jobs: an object of two jobs counts once, a run of each counts', () => {
    const sessions = daily('2026-10-01', 'ww');
    const job = (id: string, ...names: readonly string[]): JobCollection =>
      makeCollection(sessions, {
        job: makeJob({ id, name: id }),
        logs: sessions.map((each) => makeLog(each, ...names.map((name) => `warning ${name}: x`))),
      });
    const off = makeCollection(sessions, {
      job: makeJob({ id: 'off', enabled: false }),
      logs: sessions.map((each) => makeLog(each, 'warning z: x')),
    });
    const { reasons } = analyzeAll([job('one', 'a', 'b'), job('two', 'b', 'c'), off], { period: week });
    expect(reasons).toEqual([{ reason: 'x', objects: 3, kinds: new Map([['mailbox', 3]]), sessions: 4, jobIds: ['one', 'two'] }]);
  });

  test('names like those of an object prototype are names', () => {
    expect(failing('ww', ['warning __proto__: x', 'warning __proto__: x'])).toEqual([['__proto__', 2, 2]]);
  });
});

test('transferred bytes are summed over the logs that name them; no transfer where none does', () => {
  const [session] = daily('2026-10-01', 's');
  const job = (bytes: readonly number[]): JobAnalysis => {
    const log = makeLog(session!, 'success a', 'success b');
    const lines = log.lines.map((line, index) => ({ ...line, transferred: bytes[index] === undefined ? null : { bytes: bytes[index], items: 1 } }));
    return analyzeOne(makeCollection([session!], { logs: [{ ...log, lines }] }), { period: week });
  };
  expect(job([1000, 24]).transfer?.bytes).toBe(1024);
  expect(job([0]).transfer?.bytes).toBe(0);
  expect(job([]).transfer).toBeNull();
});

describe('problems', () => {
  const idsOf = (sessions: readonly Session[]): readonly string[] => sessions.map(({ id }) => id);

  test('are the ended runs of the window that were no success', () => {
    const { problems, sessions } = withLogs('swfxur', []);
    expect(problems.map(({ session }) => session.id)).toEqual(idsOf(sessions.slice(1, 5)));
  });

  test('say whether their log was read, asked for in vain, or not asked for', () => {
    const [, , third] = daily('2026-10-01', 'www');
    const failure = { code: 'timeout', request: 'GET /x', status: null, attempts: 5, detail: null } as const;
    const { problems } = withLogs('www', ['warning a: x', null, null], { logFailures: [{ sessionId: third!.id, failure }] });
    expect(problems.map(({ log }) => log)).toEqual(['read', 'not-read', 'failed']);
  });

  test('bring the reasons of their log, errors first, then the more frequent', () => {
    const { problems } = withLogs('w', ['success a|warning a: rare|warning b: often|warning c: often|error: bad|error without reason']);
    expect(problems[0]?.reasons).toEqual([
      { level: 'error', text: 'bad', count: 1 },
      { level: 'error', text: 'error without reason', count: 1 },
      { level: 'warning', text: 'often', count: 2 },
      { level: 'warning', text: 'rare', count: 1 },
    ]);
  });
});
