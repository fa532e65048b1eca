import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differsAt, inOnePart, sizeOf, wholeOf } from '../../src/model/bundle-file.ts';

const parts = fc.array(fc.uint8Array({ maxLength: 6 }), { maxLength: 6 });

const file = (of: readonly Uint8Array[]) => ({ name: 'report.json', parts: of });

describe('a file in parts', () => {
  it('is the same as in one', () => {
    fc.assert(
      fc.property(parts, (of) => {
        const whole = Buffer.concat(of);
        expect(Buffer.from(wholeOf(file(of))).equals(whole)).toBe(true);
        expect([sizeOf(file(of)), differsAt(file(of), whole)]).toEqual([whole.length, null]);
        expect(differsAt(inOnePart('report.json', whole), whole)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('names the first byte that differs, wherever the parts end', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (of, seed) => {
        const other = Buffer.concat(of);
        fc.pre(other.length > 0);
        const at = seed % other.length;
        other[at] = (other[at] ?? 0) ^ 1;
        expect(differsAt(file(of), other)).toBe(at);
      }),
      { numRuns: 1000 },
    );
  });

  it('differs where the shorter of two ends', () => {
    fc.assert(
      fc.property(parts, fc.uint8Array({ minLength: 1, maxLength: 5 }), (of, more) => {
        const whole = Buffer.concat(of);
        expect(differsAt(file(of), Buffer.concat([whole, more]))).toBe(whole.length);
        expect(differsAt(file([...of, more]), whole)).toBe(whole.length);
      }),
      { numRuns: 1000 },
    );
  });
});
