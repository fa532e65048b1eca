import fc from 'fast-check';
import { makeCollection, makeJob, makePolicy } from './build.ts';
import type { JobCollection } from '../../../src/model/collection.ts';
import { DAY, HOUR, MINUTE } from '../../../src/model/instant.ts';
import type { Period } from '../../../src/model/period.ts';
import type { Policy } from '../../../src/model/policy.ts';
import { STATUS_CLASSES } from '../../../src/model/session.ts';
import type { Session } from '../../../src/model/session.ts';

/** Worlds of a few days: runs that overlap, last long, end before they start or never, before, in and after the window. */
export const FROM = Date.parse('2026-10-01T00:00:00Z');

export type World = { readonly jobs: readonly JobCollection[]; readonly period: Period; readonly asOf: number; readonly policy: Policy };

const length = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 120 }) },
  { weight: 2, arbitrary: fc.integer({ min: -60, max: 3000 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const statusClass = fc.oneof({ weight: 6, arbitrary: fc.constant('success' as const) }, { weight: 4, arbitrary: fc.constantFrom(...STATUS_CLASSES) });

export const sessionArbitrary = fc
  .record({ minute: fc.integer({ min: -3 * 1440, max: 12 * 1440 }), length, statusClass, id: fc.uuid() })
  .map(({ minute, length: minutes, statusClass: name, id }): Session => ({
    id,
    start: FROM + minute * MINUTE,
    end: minutes === null ? null : FROM + (minute + minutes) * MINUTE,
    status: name,
    statusClass: name,
    progress: null,
    processedObjects: null,
  }));

/** A daily rhythm with noise, so that cadences are inferred and runs are missed. */
const rhythm = fc
  .array(fc.record({ day: fc.integer({ min: -3, max: 12 }), shift: fc.integer({ min: 0, max: 200 }), name: statusClass }), { maxLength: 16 })
  .map((days) =>
    days.map(({ day, shift, name }): Session => {
      const start = FROM + day * DAY + shift * MINUTE;
      return { id: `d${day}-${shift}`, start, end: start + 20 * MINUTE, status: name, statusClass: name, progress: null, processedObjects: null };
    }),
  );

export const sessionsArbitrary = fc.oneof(fc.array(sessionArbitrary, { maxLength: 25 }), rhythm);

export const periodArbitrary = fc
  .integer({ min: 1, max: 9 })
  .map((days): Period => ({ key: 'p', unit: 'days', from: FROM, to: FROM + days * DAY, timezone: 'UTC' }));

export const policyArbitrary = fc
  .record({
    rpo: fc.integer({ min: 1, max: 48 }),
    grace: fc.integer({ min: 0, max: 4 }),
    recoveryPoints: fc.constantFrom(['success', 'warning'] as const, ['success'] as const),
    every: fc.option(fc.integer({ min: 1, max: 48 })),
  })
  .map(({ rpo, grace, recoveryPoints, every }) =>
    makePolicy({ rpo: rpo * HOUR, grace: grace * HOUR, recoveryPoints, cadence: every === null ? null : { kind: 'every', interval: every * HOUR } }),
  );

const issues = fc.constantFrom([], [{ code: 'unreadable-session', record: '#3', field: 'id' } as const]);
const failure = fc.option(fc.constant({ code: 'timeout', request: 'GET /x', status: null, attempts: 5, detail: null } as const), { freq: 8 });

export const jobArbitrary = (id: string): fc.Arbitrary<JobCollection> =>
  fc
    .record({ sessions: sessionsArbitrary, enabled: fc.boolean(), issues, failure, lastRun: fc.option(fc.integer({ min: 0, max: 12 * 1440 })) })
    .map((made) => {
      const newest = made.sessions.at(-1)?.end ?? null;
      const lastRun = made.lastRun === null ? newest : FROM + made.lastRun * MINUTE;
      const job = makeJob({ id, name: id, enabled: made.enabled, lastRun, lastStatus: 'Success', lastStatusClass: 'success' });
      return makeCollection(made.failure === null ? made.sessions : [], { job, issues: made.issues, failure: made.failure });
    });

const asOfArbitrary = fc.integer({ min: -1440, max: 14 * 1440 }).map((minute) => FROM + minute * MINUTE);

/** One enabled job whose sessions were collected. */
export const oneJobArbitrary = fc
  .record({ sessions: sessionsArbitrary, period: periodArbitrary, asOf: asOfArbitrary, policy: policyArbitrary })
  .map(({ sessions, ...rest }) => ({ job: makeCollection(sessions), ...rest }));

/** Up to four jobs, some disabled, some not collected, some not proven complete. */
export const worldArbitrary: fc.Arbitrary<World> = fc.record({
  jobs: fc.tuple(jobArbitrary('a'), jobArbitrary('b'), jobArbitrary('c'), jobArbitrary('d')).chain((jobs) => fc.subarray(jobs)),
  period: periodArbitrary,
  asOf: asOfArbitrary,
  policy: policyArbitrary,
});
