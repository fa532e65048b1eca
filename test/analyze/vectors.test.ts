import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze/index.ts';
import { expectClose } from './support/expect-close.ts';
import { inSeconds } from './support/in-seconds.ts';
import { instantOf, readJobCollection, readPolicy } from './support/read-wire.ts';
import { readVectors } from './support/vector.ts';

const vectors = readVectors();

test('there are twenty vectors', () => {
  expect(vectors).toHaveLength(20);
});

describe.each(vectors)('vector $name: $why', (vector) => {
  test('every expected value agrees to 1e-6', () => {
    const { from, to, timezone } = vector.window;
    const period = { key: vector.name, unit: 'days', from: instantOf(from), to: instantOf(to), timezone } as const;
    const collection = { jobs: [readJobCollection(vector)], issues: [], failure: null, stale: null };
    const analysis = analyze(collection, { period, asOf: instantOf(vector.asOf), policy: readPolicy(vector) });
    const [job] = analysis.jobs;
    expectClose(job && inSeconds(job), vector.expected, vector.name);
    expect(analysis.verdict).toBe(vector.expected['verdict']);
  });
});
