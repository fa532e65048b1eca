import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, cut, padEnd, padStart, paintFor, widthOf } from '../../src/cli/terminal.ts';
import { createShell } from '../../src/cli/shell.ts';
import { fakeWorld } from './support/fake-world.ts';

const DANGEROUS = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u;
const hostile = fc.string({
  unit: fc.constantFrom('a', '\u001b', '[', '2', 'J', '\n', '\r', '\t', '\u0007', '\u009b', '\u202e', '日', 'é', '\u0301', '👩‍💻', '\ud800'),
});

describe('cleaning', () => {
  it.each([
    ['\u001b[2Jgone', '\\u001b[2Jgone'],
    ['a\nb\r\n  c', 'a b c'],
    ['abc\u202efdp.exe', 'abc\\u202efdp.exe'],
    ['bell\u0007 \u009b31m', 'bell\\u0007 \\u009b31m'],
    ['Grüße, 日本語 – ok', 'Grüße, 日本語 – ok'],
  ])('%j', (text, expected) => {
    expect(cleanLine(text)).toBe(expected);
  });

  it('leaves nothing dangerous, whatever comes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(cleanLine(text)).not.toMatch(DANGEROUS);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the lines of our own texts', () => {
    expect(cleanText('a\nb\u001b')).toBe('a\nb\\u001b');
  });

  it('keeps JSON readable as JSON with the same content', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(cleanText(JSON.stringify({ text })))).toEqual({ text });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('width', () => {
  it('counts wide characters twice and marks not at all', () => {
    expect(['abc', '日本', 'e\u0301', 'é', '👍'].map(widthOf)).toEqual([3, 4, 1, 1, 2]);
  });

  it('cuts to the width, with an ellipsis', () => {
    expect([cut('abcdef', 4), cut('abcd', 4), cut('日本語', 4), cut('abc', 0)]).toEqual(['abc…', 'abcd', '日…', '']);
  });

  it('never exceeds the width', () => {
    fc.assert(
      fc.property(hostile, fc.nat(20), (text, width) => {
        expect(widthOf(cut(cleanLine(text), width))).toBeLessThanOrEqual(width);
      }),
      { numRuns: 1000 },
    );
  });

  it('pads', () => {
    expect([padEnd('日', 4), padStart('9', 3)]).toEqual(['日  ', '  9']);
  });
});

describe('colour', () => {
  const painted = (isTTY: boolean, env: Record<string, string>) => {
    const world = fakeWorld([], { isTTY, env });
    return paintFor(world.stdout, world.env)('red', 'x');
  };
  it('needs a terminal and no NO_COLOR', () => {
    expect(painted(true, {})).toBe('\u001b[31mx\u001b[39m');
    expect([painted(false, {}), painted(true, { NO_COLOR: '1' }), painted(true, { TERM: 'dumb' })]).toEqual(['x', 'x', 'x']);
    expect(painted(true, { NO_COLOR: '' })).not.toBe('x');
  });
});

describe('the voice of a command', () => {
  const voice = { json: false, quiet: false, verbose: false };
  const shellOf = (changes = {}) => {
    const world = fakeWorld([]);
    return { world, shell: createShell(world, new AbortController().signal, { ...voice, ...changes }) };
  };

  it('lets no control character through but its own colours', () => {
    const { world, shell } = shellOf();
    shell.result('\u001b[31mred\u001b[39m \u001b[2J \u001b]0;title\u0007');
    expect(world.out()).toBe('\u001b[31mred\u001b[39m \\u001b[2J \\u001b]0;title\\u0007\n');
  });

  it('never says a secret', () => {
    const { world, shell } = shellOf();
    shell.hide('hunter22');
    shell.result('the key hunter22 was refused');
    shell.complain('hunter22');
    expect(world.out() + world.err()).toBe('the key *** was refused\n***\n');
  });

  it('is silent for people with --quiet, and still says results and errors', () => {
    const { world, shell } = shellOf({ quiet: true });
    shell.tell('note');
    shell.result('result');
    shell.complain('error');
    expect([world.out(), world.err()]).toEqual(['result\n', 'error\n']);
  });
});
