import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, packDelta, unpack, unpackDelta } from '../../src/archive/store/body-codec.ts';
import { applyDelta, makeDelta } from '../../src/archive/store/body-delta.ts';
import { DAY, HOUR } from '../../src/model/instant.ts';
import { collectAt, regularRuns } from './support/source.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Texts in which braces, and whole records again, are likely. */
const listLike = fc
  .array(fc.constantFrom('{"id":1}', '{"id":2}', '{"id":3,"x":{}}', ',', '[', ']', '}', '{', 'é', '\0'), { maxLength: 60 })
  .map((parts) => bytes(parts.join('')));
const anyBytes = fc.oneof(listLike, fc.uint8Array({ maxLength: 400 }));

const listAt = (day: number): Uint8Array => {
  const start = Date.UTC(2026, 8, 1);
  const jobs = [{ id: 'a', name: 'a', runs: regularRuns('a', start, start + 90 * DAY, HOUR) }];
  return collectAt(jobs, start + day * DAY, { retention: 30 * DAY }).exchanges[1]!.body.read();
};

describe('bodies as they are stored', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(anyBytes, (plain) => {
        expect(unpack(pack(plain), plain.length)).toEqual(plain);
      }),
    );
  });

  test('come back from any base', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (base, plain) => {
        expect(applyDelta(base, makeDelta(base, plain), plain.length)).toEqual(plain);
        expect(unpackDelta(base, packDelta(base, plain), plain.length)).toEqual(plain);
      }),
      { numRuns: 1000 },
    );
  });

  test('take next to nothing where a day came and a day went', () => {
    const base = listAt(60);
    expect(packDelta(base, listAt(61)).length).toBeLessThan(pack(base).length / 10);
    expect(packDelta(base, base).length).toBeLessThan(16);
  });

  test('are an error where they are damaged, never a longer body', () => {
    const base = listAt(60);
    const delta = makeDelta(base, listAt(61));
    const size = listAt(61).length;
    fc.assert(
      fc.property(fc.nat(delta.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = Uint8Array.from(delta);
        broken[at] = broken[at]! ^ change;
        try {
          expect(applyDelta(base, broken, size).length).toBeLessThanOrEqual(size);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
