import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previousPeriod, readPeriod } from '../../src/config/period.ts';
import { UsageError } from '../../src/errors.ts';
import { DAY, HOUR, toIso } from '../../src/model/instant.ts';

const now = Date.parse('2026-11-02T05:00:00Z');
const read = (text: string, timezone = 'Europe/Berlin', at = now) => readPeriod(text, { timezone, now: at });
const row = (text: string, timezone?: string, at?: number) => {
  const { key, unit, from, to } = read(text, timezone, at);
  return [key, unit, toIso(from).slice(0, 16), toIso(to).slice(0, 16)];
};

describe('readPeriod', () => {
  it.each([
    ['2026-10', '2026-10', 'month', '2026-09-30T22:00', '2026-10-31T23:00'],
    ['2026-W44', '2026-W44', 'week', '2026-10-25T23:00', '2026-11-01T23:00'],
    ['2026-w43', '2026-W43', 'week', '2026-10-18T22:00', '2026-10-25T23:00'],
    ['2026-Q3', '2026-Q3', 'quarter', '2026-06-30T22:00', '2026-09-30T22:00'],
    ['2026', '2026', 'year', '2025-12-31T23:00', '2026-12-31T23:00'],
    ['2026-10-25', '2026-10-25', 'day', '2026-10-24T22:00', '2026-10-25T23:00'],
    ['2026-10-01/2026-10-15', '2026-10-01_2026-10-15', 'days', '2026-09-30T22:00', '2026-10-14T22:00'],
    ['previous-day', '2026-11-01', 'day', '2026-10-31T23:00', '2026-11-01T23:00'],
    ['previous-week', '2026-W44', 'week', '2026-10-25T23:00', '2026-11-01T23:00'],
    ['previous-month', '2026-10', 'month', '2026-09-30T22:00', '2026-10-31T23:00'],
    ['previous-quarter', '2026-Q3', 'quarter', '2026-06-30T22:00', '2026-09-30T22:00'],
    ['previous-year', '2025', 'year', '2024-12-31T23:00', '2025-12-31T23:00'],
    ['last-30-days', '2026-10-03_2026-11-02', 'days', '2026-10-02T22:00', '2026-11-01T23:00'],
    ['last-1-days', '2026-11-01_2026-11-02', 'days', '2026-10-31T23:00', '2026-11-01T23:00'],
  ])('%s', (text, ...expected) => {
    expect(row(text)).toEqual(expected);
  });

  it('gives March in Berlin 743 hours and October 745', () => {
    expect([read('2026-03'), read('2026-10')].map(({ from, to }) => (to - from) / HOUR)).toEqual([743, 745]);
  });

  it('knows the week of the ISO year around New Year', () => {
    expect(row('2026-W01', 'UTC')).toEqual(['2026-W01', 'week', '2025-12-29T00:00', '2026-01-05T00:00']);
    expect(row('previous-week', 'UTC', Date.parse('2027-01-05T00:00:00Z'))).toEqual(['2026-W53', 'week', '2026-12-28T00:00', '2027-01-04T00:00']);
    expect(row('2020-W53', 'UTC')).toEqual(['2020-W53', 'week', '2020-12-28T00:00', '2021-01-04T00:00']);
  });

  it('takes "previous" from the calendar day of the zone, not of UTC', () => {
    const newYear = Date.parse('2026-12-31T23:30:00Z');
    expect(read('previous-month', 'UTC', newYear).key).toBe('2026-11');
    expect(read('previous-month', 'Europe/Berlin', newYear).key).toBe('2026-12');
    expect(read('previous-month', 'Pacific/Kiritimati', Date.parse('2026-10-31T10:00:00Z')).key).toBe('2026-10');
    expect(read('previous-month', 'Pacific/Pago_Pago', Date.parse('2026-11-01T10:00:00Z')).key).toBe('2026-09');
  });

  it('knows leap days', () => {
    expect(row('2024-02-29', 'UTC')).toEqual(['2024-02-29', 'day', '2024-02-29T00:00', '2024-03-01T00:00']);
    expect(() => read('2025-02-29')).toThrow(UsageError);
  });

  it('begins a day that has no midnight when its clock begins, and a day with two at the first', () => {
    expect(row('2018-11-04', 'America/Sao_Paulo').slice(2)).toEqual(['2018-11-04T03:00', '2018-11-05T02:00']);
    expect(row('2026-04-24', 'Africa/Cairo').slice(2)).toEqual(['2026-04-23T22:00', '2026-04-24T21:00']);
    expect(row('2020-11-01', 'America/Havana').slice(2)).toEqual(['2020-11-01T04:00', '2020-11-02T05:00']);
  });

  it('survives a day that a country left out', () => {
    expect(row('2011-12', 'Pacific/Apia').slice(2)).toEqual(['2011-12-01T10:00', '2011-12-31T10:00']);
    expect(() => read('2011-12-30', 'Pacific/Apia')).toThrow('2011-12-30 has no hours in Pacific/Apia: the calendar there left it out.');
  });

  it.each([
    '',
    'October',
    '2026-13',
    '2026-00',
    '2025-W53',
    '2026-W00',
    '2026-Q5',
    '2026-02-30',
    '2026-10-15/2026-10-01',
    '2026-10-01/2026-10-01',
    'last-0-days',
    'last-99999-days',
    'previous-decade',
    '2026-10-01/',
    '1026-01-01/2026-01-01',
  ])('refuses %j and lists the forms', (text) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'bad-period', hint: expect.stringContaining('previous-month') as unknown }) as Error,
    );
  });

  it('says how long a period can be', () => {
    expect(read('last-3660-days').unit).toBe('days');
    expect(() => read('last-3661-days')).toThrow(expect.objectContaining({ hint: expect.stringContaining('at most 3660 days') as unknown }) as Error);
  });

  it('refuses what lies wholly in the future, and takes what has begun', () => {
    expect(() => read('2026-12')).toThrow('The period 2026-12 lies wholly in the future: it begins on 2026-12-01 in Europe/Berlin.');
    expect(read('2026-11').key).toBe('2026-11');
    expect(() => read('2026-11', 'Europe/Berlin', Date.parse('2026-10-31T23:00:00Z'))).toThrow(UsageError);
    expect(read('2026-11', 'Europe/Berlin', Date.parse('2026-10-31T23:00:00.001Z')).key).toBe('2026-11');
  });
});

describe('previousPeriod', () => {
  it.each([
    ['2026-03', '2026-02'],
    ['2026-01', '2025-12'],
    ['2021-W01', '2020-W53'],
    ['2026-Q1', '2025-Q4'],
    ['2024', '2023'],
    ['2024-03-01', '2024-02-29'],
    ['2026-10-01/2026-10-15', '2026-09-17_2026-10-01'],
    ['2026-03-16/2026-04-15', '2026-02-14_2026-03-16'],
  ])('%s comes after %s', (text, key) => {
    const period = read(text);
    const before = previousPeriod(period);
    expect(before.key).toBe(key);
    expect(before.to).toBe(period.from);
  });

  it('always ends where the period begins, is of the same unit and is read back from its own key', () => {
    const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC', 'America/Havana'];
    const forms = ['previous-day', 'previous-week', 'previous-month', 'previous-quarter', 'previous-year', 'last-7-days', 'last-31-days'];
    const instants = fc.integer({ min: Date.parse('2012-02-01T00:00:00Z'), max: Date.parse('2037-01-01T00:00:00Z') });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), fc.constantFrom(...forms), (at, timezone, form) => {
        const period = read(form, timezone, at);
        const before = previousPeriod(period);
        expect(before.to).toBe(period.from);
        expect(before.unit).toBe(period.unit);
        expect(period.to).toBeLessThanOrEqual(at);
        expect(at - period.to).toBeLessThan(366 * DAY + 2 * HOUR);
        expect(read(before.key.replace('_', '/'), timezone, at)).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });
});
