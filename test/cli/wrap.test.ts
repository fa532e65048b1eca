import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/cli/terminal.ts';
import { wrapText } from '../../src/cli/wrap.ts';

describe('text in lines', () => {
  it('breaks between words, and inside one that is longer than a line', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('see /a/very/long/path now', 8)).toEqual(['see', '/a/very/', 'long/pat', 'h now']);
    expect(wrapText('first\n  second', 20)).toEqual(['first', 'second']);
  });

  it('is never wider than asked for, and loses no letter', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zäß漢字é]{0,30}$/u)), fc.integer({ min: 2, max: 40 }), (words, width) => {
        const text = words.join(' ');
        const lines = wrapText(text, width);
        expect(lines.every((line) => widthOf(line) <= width)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
      { numRuns: 1000 },
    );
  });
});
