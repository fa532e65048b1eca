import { describe, expect, test } from 'vitest';
import { makeJob, makePolicy } from './support/build.ts';
import { jobMatcher } from '../../src/analyze/name-match.ts';
import { policyForJob } from '../../src/analyze/policy-for-job.ts';
import { HOUR } from '../../src/model/instant.ts';

describe('which job a rule means', () => {
  test.each([
    ['All Exchange*', 'All Exchange objects', true],
    ['All Exchange*', 'all exchange objects', false],
    ['All Exchange', 'All Exchange objects', false],
    ['*', 'anything / at ⁂ all\nand more', true],
    ['*', '', true],
    ['*', '.', true],
    ['*', '..', true],
    ['*', '.hidden', true],
    ['*Teams', 'EU/West/Teams', true],
    ['EU/*/Teams', 'EU/West/Teams', true],
    ['Site ?', 'Site 7', true],
    ['Site ?', 'Site 77', false],
    ['{Mail,Drive} *', 'Drive daily', true],
    ['Mail [ab]', 'Mail a', true],
    ['Mail [EU]', 'Mail [EU]', true],
    ['Exchange (EU)*', 'Exchange (EU) daily', true],
    ['Exchange (EU)*', 'Exchange EU daily', false],
    ['a+b*', 'a+bc', true],
    ['a+b*', 'aab', false],
    ['a|b*', 'b', false],
    ['!secret', 'other', false],
    ['!secret', '!secret', true],
    ['"quoted"*', '"quoted" name', true],
    ['C:\\Backup', 'C:\\Backup', true],
    ['constructor', 'constructor', true],
    ['__proto__*', '__proto__ x', true],
    ['(.*)+$', 'aaaa', false],
  ])('%j and the name %j: %j', (match, name, fits) => {
    expect(jobMatcher(match)(makeJob({ name }))).toBe(fits);
  });

  test('an id means its job, but no glob is read over ids', () => {
    expect(jobMatcher('job-1')(makeJob({ name: 'x' }))).toBe(true);
    expect(jobMatcher('job-*')(makeJob({ name: 'x' }))).toBe(false);
  });

  test('an endless name meets no glob, so that it cannot keep one busy', () => {
    const name = 'a'.repeat(60_000);
    expect(jobMatcher('*a*a*a*b')(makeJob({ name }))).toBe(false);
    expect(jobMatcher(name)(makeJob({ name }))).toBe(true);
  });
});

describe('the policy of a job', () => {
  const policyOf = policyForJob(
    makePolicy({
      cadence: { kind: 'every', interval: 24 * HOUR },
      jobs: [
        { match: 'All Exchange*', rpo: 12 * HOUR, cadence: { kind: 'every', interval: 12 * HOUR } },
        { match: 'All *', grace: 0, cadence: null },
      ],
    }),
  );

  test('the first rule that matches overrides what it names, and nothing else', () => {
    expect(policyOf(makeJob({ name: 'All Exchange objects' }))).toEqual({
      rpo: 12 * HOUR,
      grace: 2 * HOUR,
      recoveryPoints: ['success', 'warning'],
      targets: { rpoCompliance: 0.99, successRate: 0.95 },
      persistentAfter: 3,
      cadence: { kind: 'every', interval: 12 * HOUR },
    });
  });

  test('a zero counts, and a cadence can be taken back', () => {
    expect(policyOf(makeJob({ name: 'All sites' }))).toMatchObject({ rpo: 24 * HOUR, grace: 0, cadence: null });
  });

  test('without a rule the policy itself holds', () => {
    expect(policyOf(makeJob({ name: 'Finance' }))).toMatchObject({ rpo: 24 * HOUR, cadence: { interval: 24 * HOUR } });
  });
});
