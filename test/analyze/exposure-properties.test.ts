import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FROM, oneJobArbitrary, policyArbitrary, sessionArbitrary, sessionsArbitrary } from './support/arbitrary.ts';
import { analyzeOne, makeCollection, makeWaiver } from './support/build.ts';
import { check, gapLength } from './support/check.ts';
import type { JobAnalysis } from '../../src/model/analysis.ts';
import { DAY, MINUTE } from '../../src/model/instant.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { Session } from '../../src/model/session.ts';

/** The definition, word by word: as of `asOf`, from a whole list, at one instant. */
const naiveExposure = (sessions: readonly Session[], policy: Policy, job: JobAnalysis, asOf: number, t: number): number | null => {
  const cutoff = job.rpo.measuredTo;
  const points = sessions.filter(
    ({ start, end, statusClass }) => end !== null && end >= start && end <= Math.min(cutoff, asOf) && policy.recoveryPoints.includes(statusClass),
  );
  if (points.length === 0) return null;
  const available = points.filter(({ end }) => end !== null && end <= t).map(({ start }) => start);
  if (available.length > 0) return t - Math.max(...available);
  return job.rpo.leftCensored ? t - job.rpo.measuredFrom : null;
};

test('gaps and compliant time together are the measured time', () => {
  check(
    fc.property(oneJobArbitrary, ({ job, ...asked }) => {
      const analysis = analyzeOne(job, asked);
      const { rpo } = analysis;
      expect(gapLength(analysis) + rpo.compliant).toBe(rpo.measured);
      expect(rpo.compliant).toBeGreaterThanOrEqual(0);
      rpo.gaps.forEach((gap, index) => {
        expect(gap.from).toBeLessThan(gap.to);
        expect(gap.from).toBeGreaterThanOrEqual(rpo.gaps[index - 1]?.to ?? rpo.measuredFrom);
        expect(gap.open).toBe(gap.to === rpo.measuredTo);
      });
    }),
  );
});

test('spans cover the measured interval without holes, and agree with the exposure as defined at any instant', () => {
  check(
    fc.property(
      oneJobArbitrary,
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 5 }),
      ({ job, ...asked }, shares) => {
        const analysis = analyzeOne(job, asked);
        const { rpo } = analysis;
        const joints = [...rpo.exposure.map(({ from }) => from), rpo.measuredTo];
        expect(joints[0]).toBe(rpo.measuredFrom);
        expect(rpo.exposure.map(({ to }) => to)).toEqual(joints.slice(1));
        for (const share of rpo.measured === 0 ? [] : shares) {
          const t = rpo.measuredFrom + Math.floor(share * rpo.measured);
          const span = rpo.exposure.find(({ from, to }) => from <= t && t < to);
          const exposure = naiveExposure(job.sessions, asked.policy, analysis, asked.asOf, t);
          expect(span && (span.since === null ? null : t - span.since)).toBe(exposure);
          const inGap = rpo.gaps.some(({ from, to }) => from < t && t < to);
          const over = exposure === null || exposure > asked.policy.rpo + asked.policy.grace;
          if (!rpo.gaps.some(({ from, to }) => from === t || to === t)) expect(inGap).toBe(over);
        }
      },
    ),
  );
});

test('a further recovery point never lowers compliance', () => {
  check(
    fc.property(oneJobArbitrary, sessionArbitrary, ({ job, ...asked }, made) => {
      const before = analyzeOne(job, asked).rpo;
      // One before everything that is known would lengthen the measured interval, which is another question.
      const start = Math.max(made.start, job.sessions[0]?.start ?? made.start);
      const further: Session = { ...made, id: 'further', start, end: start + 5 * MINUTE, statusClass: 'success' };
      const after = analyzeOne(makeCollection([...job.sessions, further]), asked).rpo;
      if (before.measuredFrom === after.measuredFrom) expect(after.compliant).toBeGreaterThanOrEqual(before.compliant);
      else expect(before.ratio).toBe(0);
    }),
  );
});

const shifted =
  (by: number): ((instant: number) => number) =>
  (instant) =>
    instant + by;

const shiftSessions = (sessions: readonly Session[], move: (instant: number) => number): readonly Session[] =>
  sessions.map((session) => ({ ...session, start: move(session.start), end: session.end === null ? null : move(session.end) }));

/** What an analysis says apart from when. */
const lengths = (job: JobAnalysis): unknown => ({
  runs: job.runs,
  slots: job.slots,
  verdict: job.verdict,
  dayCoverage: job.dayCoverage,
  durations: { ...job.durations, outliers: job.durations.outliers.length },
  incidents: job.incidents.map(({ length, runs }) => ({ length, runs })),
  missed: job.missedRuns?.expected.map((instant) => instant - job.rpo.measuredTo),
  gaps: job.rpo.gaps.map(({ from, to, open, peak }) => ({ from: from - job.rpo.measuredTo, length: to - from, open, peak })),
  rpo: { ...job.rpo, measuredFrom: 0, measuredTo: 0, gaps: 0, exposure: job.rpo.exposure.length },
  days: job.days.map(({ outcome, runs }) => ({ outcome, runs })),
});

test('shifting every time by the same number of days changes nothing', () => {
  check(
    fc.property(oneJobArbitrary, fc.integer({ min: -400, max: 400 }), ({ job, period, asOf, policy }, days) => {
      const move = shifted(days * DAY);
      const moved = { period: { ...period, from: move(period.from), to: move(period.to) }, asOf: move(asOf), policy };
      const there = analyzeOne(makeCollection(shiftSessions(job.sessions, move)), moved);
      expect(lengths(there)).toEqual(lengths(analyzeOne(job, { period, asOf, policy })));
    }),
  );
});

test('shifting every time by the same number of milliseconds changes no length', () => {
  check(
    fc.property(oneJobArbitrary, fc.integer({ min: -DAY, max: DAY }), ({ job, period, asOf, policy }, by) => {
      const move = shifted(by);
      const moved = { period: { ...period, from: move(period.from), to: move(period.to) }, asOf: move(asOf), policy };
      const there = analyzeOne(makeCollection(shiftSessions(job.sessions, move)), moved).rpo;
      const here = analyzeOne(job, { period, asOf, policy }).rpo;
      expect([there.measured, there.compliant, there.worst, there.current, there.cycles]).toEqual([
        here.measured,
        here.compliant,
        here.worst,
        here.current,
        here.cycles,
      ]);
    }),
  );
});

const sessionAt = (start: number): Session => ({
  id: `at-${start}`,
  start,
  end: start,
  status: 'Success',
  statusClass: 'success',
  progress: null,
  processedObjects: null,
});

test('the parts of a split window add up when its history is known', () => {
  check(
    fc.property(sessionsArbitrary, policyArbitrary, fc.integer({ min: 1, max: 9 * 1440 - 1 }), (sessions, policy, minute) => {
      const before: Session = { ...sessionAt(FROM - DAY), end: FROM - 1 };
      const job = makeCollection([before, ...sessions]);
      const part = (from: number, to: number): JobAnalysis =>
        analyzeOne(job, { period: { key: 'p', unit: 'days', from, to, timezone: 'UTC' }, asOf: FROM + 20 * DAY, policy });
      const middle = FROM + minute * MINUTE;
      const end = FROM + 9 * DAY;
      const [whole, first, second] = [part(FROM, end), part(FROM, middle), part(middle, end)];
      expect(first.rpo.measured + second.rpo.measured).toBe(whole.rpo.measured);
      expect(gapLength(first) + gapLength(second)).toBe(gapLength(whole));
      expect(first.runs.total + second.runs.total).toBe(whole.runs.total);
    }),
  );
});

test('a waiver takes time out of the adjusted result only', () => {
  const interval = fc.tuple(fc.integer({ min: -1440, max: 10 * 1440 }), fc.integer({ min: 0, max: 3 * 1440 }));
  check(
    fc.property(oneJobArbitrary, fc.array(interval, { maxLength: 3 }), ({ job, ...asked }, intervals) => {
      const waivers = intervals.map(([from, length], index) => ({
        ...makeWaiver('2026-10-01', '2026-10-02'),
        id: `W-${index}`,
        from: FROM + from * MINUTE,
        to: FROM + (from + length) * MINUTE,
      }));
      const plain = analyzeOne(job, asked);
      const waived = analyzeOne(job, { ...asked, policy: { ...asked.policy, waivers } });
      const raw = (analysis: JobAnalysis) => ({
        ...analysis,
        adjusted: null,
        exceptions: analysis.exceptions.map((each) => ({ ...each, waived: null })),
      });
      expect(raw(waived)).toEqual(raw(plain));
      if (waived.adjusted === null) return;
      const { measured, compliant, slots } = waived.adjusted;
      expect(measured).toBeLessThan(plain.rpo.measured);
      expect(compliant).toBeGreaterThanOrEqual(0);
      expect(measured - compliant).toBeLessThanOrEqual(plain.rpo.measured - plain.rpo.compliant);
      expect(slots?.due ?? 0).toBeLessThanOrEqual(plain.slots?.due ?? 0);
    }),
  );
});
