import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';

describe('exitCode', () => {
  it.each([
    [{}, 0],
    [{ gate: true }, 1],
    [{ usage: true }, 2],
    [{ missing: true }, 3],
    [{ missing: true, gate: true }, 3],
    [{ usage: true, missing: true, gate: true }, 2],
    [{ bug: true, usage: true, missing: true, gate: true, interrupted: 'SIGINT' as const }, 70],
    [{ interrupted: 'SIGINT' as const, missing: true }, 130],
    [{ interrupted: 'SIGTERM' as const, gate: true }, 143],
    [{ interrupted: null }, 0],
  ])('%j: %i', (ending, code) => {
    expect(exitCode(ending)).toBe(code);
  });

  it('never becomes better by something more that went wrong', () => {
    const rank = [70, 2, 3, 1, 0];
    const ending = fc.record({ bug: fc.boolean(), usage: fc.boolean(), missing: fc.boolean(), gate: fc.boolean() });
    fc.assert(
      fc.property(ending, fc.constantFrom('bug', 'usage', 'missing', 'gate'), (some, more) => {
        expect(rank.indexOf(exitCode({ ...some, [more]: true }))).toBeLessThanOrEqual(rank.indexOf(exitCode(some)));
      }),
      { numRuns: 1000 },
    );
  });
});
