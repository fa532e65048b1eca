import { expect, test } from 'vitest';
import { FAILURES, failureAdvice } from '../../src/messages/en/failure.ts';

test('a job that is not found may be gone; a list of jobs cannot be', () => {
  expect(failureAdvice('not-found')).toContain('job still exists');
  expect(failureAdvice('not-found', 'job-list')).toMatch(/base URL and the configured paths/);
  expect(failureAdvice('not-found', 'job-list')).not.toContain('still exists');
});

test.each(Object.keys(FAILURES))('%s has advice for one job and for the list, as a sentence', (code) => {
  expect(failureAdvice(code)).toMatch(/^[A-Z].*\.$/);
  expect(failureAdvice(code, 'job-list')).toMatch(/^[A-Z].*\.$/);
});
