import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneJobArbitrary, worldArbitrary } from './support/arbitrary.ts';
import { analyzeAll, analyzeOne, makeCollection } from './support/build.ts';
import { check } from './support/check.ts';
import { analyze } from '../../src/analyze/index.ts';
import type { JobAnalysis } from '../../src/model/analysis.ts';
import { DAY, HOUR, MINUTE, toIso } from '../../src/model/instant.ts';
import { readSessions } from '../../src/vdc/read/sessions.ts';

test('the strict rate never exceeds the lenient one, and both stay within 0 and 1', () => {
  check(
    fc.property(oneJobArbitrary, ({ job, ...asked }) => {
      const { strict, lenient } = analyzeOne(job, asked).successRate;
      expect(strict.denominator).toBe(lenient.denominator);
      expect(strict.numerator).toBeLessThanOrEqual(lenient.numerator);
      expect(lenient.numerator).toBeLessThanOrEqual(lenient.denominator);
      expect(strict.ratio === null).toBe(strict.denominator === 0);
    }),
  );
});

test('neither the order of the records nor duplicates of them matter', () => {
  const shuffle = fc.array(fc.nat(), { minLength: 60, maxLength: 60 });
  check(
    fc.property(oneJobArbitrary, shuffle, fc.nat(), ({ job, ...asked }, ranks, twice) => {
      const wire = job.sessions.map(({ id, start, end, status }) => ({
        id,
        creationTime: toIso(start),
        endTime: end === null ? null : toIso(end),
        status,
      }));
      const copies = [...wire, ...wire.slice(0, twice % (wire.length + 1))];
      const mixed = copies.map((record, index) => ({ record, rank: ranks[index] ?? 0 })).sort((a, b) => a.rank - b.rank);
      const plain = analyzeOne(makeCollection(readSessions(wire).sessions), asked);
      const other = analyzeOne(makeCollection(readSessions(mixed.map(({ record }) => record)).sessions), asked);
      expect(other).toEqual(plain);
    }),
  );
});

/** Slots, counted by the sentence that defines them. */
const naiveSlots = (job: JobAnalysis, cadence: number): number => {
  let slots = 0;
  let first = -Infinity;
  for (const { start, statusClass } of job.sessions) {
    if (statusClass === 'running' || start - first < cadence / 2) continue;
    first = start;
    slots += 1;
  }
  return slots;
};

test('due slots are the slots that ran and those that were missed', () => {
  check(
    fc.property(oneJobArbitrary, ({ job, ...asked }) => {
      const analysis = analyzeOne(job, asked);
      const { slots, missedRuns } = analysis;
      expect(slots === null).toBe(missedRuns === null);
      if (slots === null || missedRuns === null) return;
      expect(slots.missed).toBe(missedRuns.expected.length);
      expect(slots.due).toBe(naiveSlots(analysis, missedRuns.cadence ?? 0) + slots.missed);
      expect(slots.recovered).toBeLessThanOrEqual(slots.succeeded);
      expect(slots.succeeded + slots.missed).toBeLessThanOrEqual(slots.due);
    }),
  );
});

test('missed runs are those that the definition names, one by one', () => {
  check(
    fc.property(oneJobArbitrary, ({ job, ...asked }) => {
      const { missedRuns } = analyzeOne(job, asked);
      const cadence = missedRuns?.cadence ?? null;
      if (missedRuns === null || cadence === null) return;
      const cutoff = Math.min(asked.asOf, asked.period.to);
      const starts = job.sessions.map(({ start }) => start).filter((start) => start <= asked.asOf);
      const expected: number[] = [];
      const collect = (from: number, first: number, until: number): void => {
        for (let k = first; from + k * cadence + cadence / 2 <= until; k += 1) {
          const instant = from + k * cadence;
          if (instant >= asked.period.from && instant < cutoff) expected.push(Math.floor(instant));
        }
      };
      if (starts.length === 0) collect(asked.period.from, 0, cutoff);
      starts.forEach((start, index) => collect(start, 1, starts[index + 1] ?? cutoff));
      expect(missedRuns.expected).toEqual(expected);
    }),
  );
});

test('the missed runs of a window are those of its parts, wherever it is split', () => {
  check(
    fc.property(
      oneJobArbitrary,
      fc.integer({ min: 1, max: 48 }),
      fc.integer({ min: 1, max: 9 * 24 * 60 }),
      ({ job, period, asOf, policy }, every, minute) => {
        const middle = period.from + minute * MINUTE;
        // The last start is held against the cutoff, which lies elsewhere in each part.
        fc.pre(middle < period.to && job.sessions.some(({ start }) => start > middle && start <= asOf));
        const cadence = { kind: 'every', interval: every * HOUR } as const;
        const missed = (from: number, to: number): readonly number[] =>
          analyzeOne(job, { period: { ...period, from, to }, asOf, policy: { ...policy, cadence } }).missedRuns?.expected ?? [];
        expect([...missed(period.from, middle), ...missed(middle, period.to)]).toEqual(missed(period.from, period.to));
      },
    ),
  );
});

test('totals are the sums over the enabled jobs', () => {
  check(
    fc.property(worldArbitrary, ({ jobs, ...asked }) => {
      const { jobs: rows, totals } = analyzeAll(jobs, asked);
      const enabled = rows.filter(({ job }) => job.enabled);
      const sum = (value: (job: JobAnalysis) => number): number => enabled.reduce((total, job) => total + value(job), 0);
      expect(totals.rpo.measured).toBe(sum(({ rpo }) => rpo.measured));
      expect(totals.rpo.compliant).toBe(sum(({ rpo }) => rpo.compliant));
      expect(totals.rpo.gaps).toBe(sum(({ rpo }) => rpo.gaps.length));
      expect(totals.rpo.ratio).toBe(totals.rpo.measured === 0 ? null : totals.rpo.compliant / totals.rpo.measured);
      expect(totals.runs.total).toBe(sum(({ runs }) => runs.total));
      expect(totals.runs.failed).toBe(sum(({ runs }) => runs.failed));
      expect(totals.slots.due).toBe(sum(({ slots }) => slots?.due ?? 0));
      expect(totals.slots.succeeded).toBe(sum(({ slots }) => slots?.succeeded ?? 0));
      expect(totals.successRate.lenient.numerator).toBe(sum(({ successRate }) => successRate.lenient.numerator));
      expect(totals.durations.count).toBe(sum(({ durations }) => durations.count));
      const { total, pass, fail, notEvaluable, notApplicable } = totals.jobs;
      expect(pass + fail + notEvaluable + notApplicable).toBe(total);
      expect(notApplicable).toBe(total - totals.jobs.enabled);
    }),
  );
});

test('nothing unknown ever passes', () => {
  check(
    fc.property(worldArbitrary, fc.boolean(), ({ jobs, ...asked }, unreadable) => {
      const issues = unreadable ? [{ code: 'unreadable-job', record: '#1', field: 'id' } as const] : [];
      const analysis = analyze({ jobs, issues, failure: null, stale: null }, asked);
      for (const job of analysis.jobs) {
        if (job.completeness.status !== 'complete' || job.rpo.measured === 0) expect(job.verdict).toMatch(/^not-/);
      }
      const doubtful = unreadable || analysis.jobs.some(({ job, completeness }) => job.enabled && completeness.status !== 'complete');
      if (doubtful) expect(analysis.verdict).not.toBe('pass');
      if (doubtful) expect(analysis.adjustedVerdict).not.toBe('pass');
    }),
  );
});

test('what happens after the instant of knowledge changes nothing', () => {
  check(
    fc.property(oneJobArbitrary, ({ job, ...asked }) => {
      const known = job.sessions.filter(({ start }) => start <= asked.asOf);
      const open = known.map((session) =>
        session.end !== null && session.end > asked.asOf ? { ...session, end: null, statusClass: 'running' as const } : session,
      );
      const then = analyzeOne(makeCollection(open), asked);
      const now = analyzeOne(job, asked);
      // Completeness alone looks at every known session.
      expect({ ...now, completeness: null, verdict: null }).toEqual({ ...then, completeness: null, verdict: null });
    }),
  );
});

test('days follow each other over the whole window and hold all its runs', () => {
  check(
    fc.property(oneJobArbitrary, ({ job, ...asked }) => {
      const { days, runs } = analyzeOne(job, asked);
      expect(days.map(({ from }) => from)).toEqual(days.map((_, index) => asked.period.from + index * DAY));
      expect(days.at(-1)?.to).toBe(asked.period.to);
      expect(days.reduce((sum, day) => sum + day.runs, 0)).toBe(runs.total);
      for (const day of days) if (day.runs > 0) expect(day.outcome).not.toMatch(/idle|future|disabled/);
    }),
  );
});
