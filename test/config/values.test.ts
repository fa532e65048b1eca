import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTE_SIZE, readByteSize } from '../../src/config/byte-size.ts';
import { DURATION, readDuration } from '../../src/config/duration.ts';
import { readMailbox } from '../../src/config/mailbox.ts';
import { nearest } from '../../src/config/nearest.ts';
import { PERCENTAGE, readRatio } from '../../src/config/percentage.ts';
import { readInstant } from '../../src/config/read-instant.ts';
import { isSafeUrl } from '../../src/config/safe-url.ts';
import { isMailAddress } from '../../src/model/mailbox.ts';
import { DAY, HOUR, MINUTE, SECOND, toIso } from '../../src/model/instant.ts';

describe('durations', () => {
  it.each([
    ['90m', 90 * MINUTE],
    ['24h', 24 * HOUR],
    ['7d', 7 * DAY],
    ['2w', 14 * DAY],
    ['1h30m', 90 * MINUTE],
    ['1h 30m', 90 * MINUTE],
    ['0.5h', 30 * MINUTE],
    ['250ms', 250],
    ['PT24H', 24 * HOUR],
    ['P1DT12H', 36 * HOUR],
    ['P1W', 7 * DAY],
    ['PT1.5S', 1.5 * SECOND],
    ['PT10M', 10 * MINUTE],
  ])('%s', (text, expected) => {
    expect(DURATION.test(text)).toBe(true);
    expect(readDuration(text)).toBe(expected);
  });

  it.each(['', '24', 'h', '24 h', '24hours', 'P', 'PT', 'P1', 'P1M', 'P1Y', 'PT1D', '-1h', '1h-', '1e3s', '24H', 'P1DT'])('refuses %j', (text) => {
    expect(DURATION.test(text)).toBe(false);
  });
});

describe('percentages and sizes', () => {
  it.each<[string | number, number]>([
    ['99%', 0.99],
    ['99.5 %', 0.995],
    ['99.9%', 0.999],
    [0.99, 0.99],
  ])('%s', (text, expected) => {
    expect(readRatio(text)).toBe(expected);
  });
  it.each(['99', '%', '1e2%', '-1%', '99%%'])('refuses %j', (text) => {
    expect(PERCENTAGE.test(text)).toBe(false);
  });
  it('reads sizes', () => {
    expect(['64MB', '1 gb', '512B'].map(readByteSize)).toEqual([67108864, 1073741824, 512]);
    expect(['64', 'MB', '-1MB', '64TB'].some((text) => BYTE_SIZE.test(text))).toBe(false);
  });
});

describe('mailboxes', () => {
  it.each([
    ['a@b.example', null, 'a@b.example'],
    ['Jane Doe <jane.doe+x@mail.b.example>', 'Jane Doe', 'jane.doe+x@mail.b.example'],
    ['"Doe, Jane" <j@b.example>', 'Doe, Jane', 'j@b.example'],
    ['Jörg <j@b.example>', 'Jörg', 'j@b.example'],
    ['<j@b.example>', null, 'j@b.example'],
    ['reports@example', null, 'reports@example'],
  ])('%s', (text, name, address) => {
    expect(readMailbox(text)).toEqual({ name, address });
  });

  it.each([
    'a',
    '@b.example',
    'a@',
    'a@b@c',
    'a@b.example,c@d.example',
    'a@b.example; c@d.example',
    'Doe, Jane <j@b.example>',
    'a b@c.example',
    '.a@b.example',
    'a..b@c.example',
    'a@-b.example',
    'a@b..example',
    'X <a@b.example> <c@d.example>',
    'a@b.example\r\nBcc: c@d.example',
    'X\n <a@b.example>',
    'a\0@b.example',
    `${'a'.repeat(65)}@b.example`,
  ])('refuses %j', (text) => {
    expect(readMailbox(text)).toBeNull();
  });

  it('takes nothing for an address that the mail would refuse', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '@', '.', ',', '<', '>', '\n', '\r', ' ', '"', 'é') }), (text) => {
        const address = readMailbox(text)?.address;
        expect(address === undefined || isMailAddress(address)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('URLs', () => {
  it.each([
    ['https://h.example', true],
    ['https://h.example/v1/Reports/', true],
    ['http://127.0.0.1:8080/v1', true],
    ['http://localhost:8080', true],
    ['http://[::1]:8080', true],
    ['http://h.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost.evil.example', false],
    ['https://u:p@h.example', false],
    ['https://h.example?k=v', false],
    ['https://h.example/#x', false],
    ['file:///etc/passwd', false],
    ['h.example/v1', false],
    ['javascript:alert(1)', false],
  ])('%s: %s', (text, safe) => {
    expect(isSafeUrl(text)).toBe(safe);
  });
});

describe('readInstant', () => {
  const context = { timezone: 'Europe/Berlin', now: Date.parse('2026-11-02T05:00:00Z') };
  it.each([
    ['2026-11-02T05:00:00Z', '2026-11-02T05:00:00.000Z'],
    ['2026-11-01T05:00:00+01:00', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02T06:00', '2026-11-02T05:00:00.000Z'],
    ['2026-11-02 06:00', '2026-11-02T05:00:00.000Z'],
    ['2026-11-01', '2026-10-31T23:00:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
    ['2026-10-31T12:00:00.123Z', '2026-10-31T12:00:00.123Z'],
  ])('%s', (text, expected) => {
    expect(toIso(readInstant(text, context))).toBe(expected);
  });

  it.each(['', 'now', '2026', '2026-10', '2026-02-30', '2026-10-01T25:00', '1790000000', '2026-10-01T06'])('refuses %j', (text) => {
    expect(() => readInstant(text, context)).toThrow('is not an instant');
  });

  it('refuses what is later than now', () => {
    expect(() => readInstant('2026-11-02T05:00:01Z', context)).toThrow('2026-11-02T05:00:01.000Z is later than now (2026-11-02T05:00:00.000Z)');
  });
});

describe('nearest', () => {
  const known = ['tenants', 'timezone', 'output', 'apiKey', 'as-of'];
  it.each([
    ['tenant', 'tenants'],
    ['outptu', 'output'],
    ['time_zone', 'timezone'],
    ['apikey', 'apiKey'],
    ['asof', 'as-of'],
    ['smtp', null],
    ['x', null],
  ])('%s: %s', (written, meant) => {
    expect(nearest(written, known)).toBe(meant);
  });
});
