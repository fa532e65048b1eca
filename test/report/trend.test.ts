import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputsSchema } from '../../src/model/inputs.ts';
import { policyDigest } from '../../src/model/policy-digest.ts';
import { reportSchema } from '../../src/model/report.ts';
import { trendChart, type TrendPoint } from '../../src/report/charts/trend.ts';
import { redactReport } from '../../src/report/redact.ts';
import { makePolicy } from '../analyze/support/build.ts';
import { EVENTFUL_YEAR, historyBefore, pastOf, withHistory } from '../support/history.ts';
import { makeInputs } from '../support/inputs.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';

const trendIn = (reports: Parameters<typeof withHistory>[1], report = reportFixture()) => withHistory(report, reports).trend ?? null;

describe('the trend', () => {
  test('has a place for every period, and of a missing one nothing but its name', () => {
    const trend = trendIn([pastOf(0.999), null, pastOf(0.97)]);
    expect(trend?.periods.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['2026-07', 'pass'],
      ['2026-08', null],
      ['2026-09', 'fail'],
      ['2026-10', 'pass'],
    ]);
    const { key, label, from, to, ...rest } = trend?.periods[1] ?? {};
    expect([key, label, from, to]).toEqual(['2026-08', 'August 2026', '2026-07-31T22:00:00.000Z', '2026-08-31T22:00:00.000Z']);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
    expect(trend?.counts).toEqual({ pass: 2, fail: 1, notEvaluable: 0, notApplicable: 0, missing: 1 });
  });

  test('gives no figure of what is not evaluable, though some was measured', () => {
    const trend = trendIn([pastOf(1, { verdict: 'not-evaluable', jobs: { enabled: 2, pass: 1, fail: 0, notEvaluable: 1 } })]);
    expect(trend?.periods[0]).toMatchObject({ verdict: 'not-evaluable', rpo: null, success: null, gaps: null, jobs: { pass: 1, evaluated: 1 } });
    const now = trendIn([pastOf(1)], reportFixture({ jobs: [jobFixture({ verdict: 'not-evaluable' })] }));
    expect(now?.periods.at(-1)).toMatchObject({ verdict: 'not-evaluable', rpo: null, success: null, gaps: null });
  });

  test('holds each figure against the target of its own time, and names the periods in which what was asked for changed', () => {
    const changed = { targets: { rpoCompliance: 0.95, successRate: 0.9 }, policySha256: 'ef'.repeat(32) };
    const trend = trendIn([pastOf(0.97), null, pastOf(0.97, changed), pastOf(0.97, changed)]);
    expect(trend?.periods.map(({ rpo, policyChanged }) => [rpo?.met ?? null, policyChanged])).toEqual([
      [false, null],
      [null, null],
      [true, true],
      [true, false],
      [true, true],
    ]);
  });

  test('ends with this very report, figure for figure', () => {
    const report = withHistory(reportFixture());
    const { rpo, success, jobs } = report.totals;
    expect(report.trend?.periods).toHaveLength(13);
    expect(report.trend?.periods.at(-1)).toMatchObject({
      key: report.period.key,
      reportId: report.reportId,
      rpo: { ratio: rpo.ratio, measuredSeconds: rpo.measuredSeconds },
      success: { succeeded: success.succeeded, due: success.due },
      jobs: { enabled: jobs.enabled, pass: jobs.pass },
      gaps: rpo.gaps,
    });
  });

  test('is none where no earlier report is known', () => {
    expect([trendIn([]), trendIn([null, null])]).toEqual([null, null]);
  });

  test('keeps no id of the report with names where names are left out', () => {
    const redacted = redactReport(withHistory(reportFixture()), {
      redaction: 'full',
      alias: () => 'x',
      text: () => 'x',
      label: () => 'x',
      reportId: () => 'other',
    });
    expect(JSON.stringify(redacted)).not.toContain('r-contoso-2026-10');
    expect(redacted.trend?.periods.at(-1)?.reportId).toBe('other');
  });
});

describe('history as it is written down', () => {
  test('is read back as it was; a report and inputs from before there was any are still good', () => {
    const { period } = makeInputs();
    const inputs = makeInputs({ history: historyBefore(period, EVENTFUL_YEAR) });
    expect(inputsSchema.parse(JSON.parse(JSON.stringify(inputsSchema.encode(inputs))))).toEqual(inputs);
    const old: unknown = JSON.parse(JSON.stringify({ ...inputsSchema.encode(inputs), history: undefined }));
    expect(inputsSchema.parse(old)).not.toHaveProperty('history');
    expect(reportSchema.parse(reportFixture())).not.toHaveProperty('trend');
  });

  test('holds no more than twelve periods', () => {
    const { period } = makeInputs();
    const many = makeInputs({ history: historyBefore(period, [pastOf(1), ...EVENTFUL_YEAR]) });
    expect(() => inputsSchema.encode(many)).toThrow();
  });
});

test('the digest of a policy follows what is measured, not its name, its waivers or the order of its words', () => {
  const policy = makePolicy();
  const { rpoCompliance, successRate } = policy.targets;
  expect(policyDigest({ ...policy, name: 'other', targets: { successRate, rpoCompliance } })).toBe(policyDigest(policy));
  for (const change of [{ rpo: policy.rpo + 1 }, { targets: { rpoCompliance, successRate: 0.5 } }, { jobs: [{ match: '*', rpo: 1 }] }])
    expect(policyDigest({ ...policy, ...change })).not.toBe(policyDigest(policy));
});

describe('the chart of a trend', () => {
  const point = fc.record({
    value: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    target: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    met: fc.option(fc.boolean()),
    known: fc.boolean(),
  });
  const numbersIn = (path: string): number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);

  test('draws each figure once, a word in place of each unknown, and nothing outside', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 13 }), (points: readonly TrendPoint[]) => {
        const chart = trendChart(points);
        const marks = chart.marks.map(({ d }) => d.match(/M/g)?.length ?? 0).reduce((sum, count) => sum + count, 0);
        const unknown = points.filter(({ value }) => value === null).length;
        expect(marks).toBe(points.length - unknown);
        expect(chart.words).toHaveLength(unknown);
        const starts = [...chart.marks.map(({ d }) => d), chart.target].flatMap((path) => path.match(/M-?[\d.]+ -?[\d.]+/g) ?? []);
        for (const [x = 0, y = 0] of starts.map(numbersIn)) {
          expect(x).toBeGreaterThanOrEqual(30);
          expect(x).toBeLessThanOrEqual(chart.width);
          expect(y).toBeGreaterThanOrEqual(4);
          expect(y).toBeLessThanOrEqual(chart.axisY);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('breaks its line where a period is unknown, and never draws one down to nothing', () => {
    const at = (value: number | null): TrendPoint => ({ value, target: 0.99, met: true, known: value !== null });
    const { line } = trendChart([at(0.99), at(0.995), at(null), at(1), at(0.992)]);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(trendChart([at(null), at(null)])).toMatchObject({ line: '', marks: [] });
  });
});
