import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZeroDate, readInstant } from '../../../src/vdc/read/instant.ts';

const first = Date.UTC(1971, 0, 2);
const last = Date.UTC(9998, 11, 30);
const pad = (value: number): string => String(value).padStart(2, '0');

describe('an instant is read', () => {
  it('with no fraction to nine digits, cut off to milliseconds', () => {
    const second = Date.UTC(2026, 9, 31, 2, 50, 38);
    const digits = ['', '.0', '.03', '.031', '.0312', '.03126', '.031266', '.0312669', '.03126699', '.031266999'];
    const texts = digits.map((fraction) => `2026-10-31T02:50:38${fraction}Z`);
    expect(texts.map(readInstant)).toEqual([0, 0, 30, 31, 31, 31, 31, 31, 31, 31].map((ms) => second + ms));
  });

  it('with any offset, and as UTC without one', () => {
    const at = Date.UTC(2026, 2, 1, 0, 30);
    const texts = [
      '2026-03-01T02:30:00+02:00',
      '2026-03-01T02:30:00+0200',
      '2026-03-01T02:30:00+02',
      '2026-02-28T19:00:00-05:30',
      '2026-03-01T00:30:00',
    ];
    for (const text of texts) expect(readInstant(text), text).toBe(at);
  });

  it('in small letters and with a blank between date and time', () => {
    expect(readInstant('2026-03-01t00:30:00z')).toBe(Date.UTC(2026, 2, 1, 0, 30));
    expect(readInstant('2026-03-01 00:30:00.5Z')).toBe(Date.UTC(2026, 2, 1, 0, 30, 0, 500));
  });

  it('as Date.parse reads it, for every instant and offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), fc.integer({ min: -1439, max: 1439 }), (instant, offset) => {
        const sign = offset < 0 ? '-' : '+';
        const zone = `${sign}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
        const utc = new Date(instant).toISOString();
        const moved = utc.replace('Z', zone);
        return readInstant(utc) === instant && readInstant(moved) === Date.parse(moved);
      }),
      { numRuns: 5000 },
    );
  });

  it('for every day of four centuries and a leap century', () => {
    for (let day = Date.UTC(1971, 0, 1); day < Date.UTC(2405, 0, 1); day += 86_400_000) {
      const text = new Date(day).toISOString();
      if (readInstant(text) !== day) expect.fail(text);
    }
  });
});

describe('no instant is', () => {
  it.each([
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00.Z',
    '2026-01-01T00:00:00.1234567890Z',
    '2026-01-01T00:00:00.12x4Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01T00:00:00+02:60',
    '2026-01-01T00:00:00+2',
    '2026-01-01T00:00:00+02:0',
    '2026-01-01T00:00:00ZZ',
    '2026-01-01T00:00:00Z ',
    ' 2026-01-01T00:00:00Z',
    '2026-01-01',
    '2026-01-01T00:00',
    '2026/01/01T00:00:00Z',
    '20x6-01-01T00:00:00Z',
    '-2026-01-01T00:00:00',
    '',
    'yesterday, at about noon',
    '0001-01-01T00:00:00',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1970-12-31T23:59:59Z',
    '9999-12-31T23:59:59.9999999',
  ])('%j', (text) => expect(readInstant(text)).toBeNull());

  it.each([null, undefined, 1_700_000_000_000, true, {}, [], ['2026-01-01T00:00:00Z']])('%j', (value) => expect(readInstant(value)).toBeNull());

  it('any text that Date.parse refuses too', () => {
    const piece = fc.constantFrom('2', '0', '1', '9', '-', ':', 'T', 'Z', '.', '+', ' ');
    fc.assert(
      fc.property(fc.string({ unit: piece, minLength: 15, maxLength: 30 }), (text) => readInstant(text) === null || !Number.isNaN(Date.parse(text))),
      { numRuns: 5000 },
    );
  });

  it('one with a wrong character anywhere', () => {
    const good = '2026-10-31T02:50:38.031+02:00';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: good.length - 1 }), fc.constantFrom('x', '/', ';', '\u0000', '٣'), (at, wrong) => {
        return readInstant(good.slice(0, at) + wrong + good.slice(at + 1)) === null;
      }),
    );
  });
});

it('tells a date that says "none" from one that cannot be read', () => {
  expect(['0001-01-01T00:00:00', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59'].map(isZeroDate)).toEqual([true, true, true]);
  expect(['2026-02-30T00:00:00Z', 'soon', ''].map(isZeroDate)).toEqual([false, false, false]);
});
