import { describe, expect, it } from 'vitest';
import { checkKeep, readKeep } from '../../src/config/keep.ts';
import { DAY, toIso } from '../../src/model/instant.ts';

const now = Date.parse('2026-11-02T05:00:00Z');
const seen = (text: string, timezone = 'UTC') => toIso(readKeep(text, { timezone, now }));

describe('how long to keep', () => {
  it.each([
    ['7y', '2019-11-02T05:00:00.000Z'],
    ['18mo', '2025-05-02T05:00:00.000Z'],
    ['18M', '2025-05-02T05:00:00.000Z'],
    ['90d', '2026-08-04T05:00:00.000Z'],
    ['10w', '2026-08-24T05:00:00.000Z'],
    ['1y6mo', '2025-05-02T05:00:00.000Z'],
    ['P7Y', '2019-11-02T05:00:00.000Z'],
  ])('%s is counted by the calendar', (text, expected) => expect(seen(text)).toBe(expected));

  it('keeps the hour of the zone over a change of the clock', () => expect(seen('90d', 'Europe/Berlin')).toBe('2026-08-04T04:00:00.000Z'));

  it.each(['', 'P', '7', 'y', '18m', '24h', '-7y', '7 y', '1.5y', 'forever', '9999999y'])('%j is refused', (text) =>
    expect(() => seen(text)).toThrow(`--keep does not understand ${JSON.stringify(text)}.`),
  );

  it('must reach as far back as reports look', () => {
    const check = (days: number) => checkKeep(`${String(days)}d`, now - days * DAY, { now, least: 95 * DAY });
    expect(() => check(94)).toThrow('--keep 94d would forget all from before 2026-07-31T05:00:00.000Z, and that is too much.');
    expect(() => check(95)).not.toThrow();
  });
});
