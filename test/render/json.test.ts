import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportJson } from '../../src/render/json.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';
import { situations } from './support/situations.ts';

const joined = (parts: Iterable<string>): string => [...parts].join('');

test.each([...(await situations())])('report.json, written job by job, is what JSON.stringify writes: %s', (_name, report) => {
  expect(joined(reportJson(report))).toBe(`${JSON.stringify(report, null, 2)}\n`);
});

test('also of names with line breaks, quotes and halves of characters', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n  "jobs": [', ']\n}\n', '\u2028', '\ud800', '\\"'));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 4 }), name, (names, tenant) => {
      const report = reportFixture({ tenant: { id: 'contoso', name: tenant }, jobs: names.map((each) => jobFixture({ name: each })) });
      expect(joined(reportJson(report))).toBe(`${JSON.stringify(report, null, 2)}\n`);
    }),
    { numRuns: 1000 },
  );
});

test('no part holds more than one job', () => {
  const jobs = ['first', 'second', 'third'].map((id) => jobFixture({ id }));
  const holding = [...reportJson(reportFixture({ jobs }))].map((part) => jobs.filter(({ id }) => part.includes(`"id": "${id}"`)).length);
  expect(holding.filter((count) => count > 0)).toEqual([1, 1, 1]);
});
