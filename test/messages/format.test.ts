import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../src/messages/catalogue.ts';
import { createFormat } from '../../src/messages/format.ts';
import { makeReport } from '../cli/support/make-report.ts';

const m = messagesFor('en');
const f = createFormat(m.formatLocale, 'Europe/Berlin');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test.each([
  [
    [116.15, 116.129, 109, 94.997],
    ['116.1 s', '116.1 s', '109.0 s', '94.9 s'],
  ],
  [
    [109, 97, 0],
    ['109 s', '97 s', '0 s'],
  ],
  [
    [116.15, 132, null],
    ['1 min 56 s', '2 min 12 s', 'n/a'],
  ],
  [
    [45.9, 3725],
    ['45 s', '1 h 2 min'],
  ],
  [[null], ['n/a']],
  [[], []],
])('a column of %j is in one style', (seconds, shown) => {
  expect(f.durationColumn(seconds).map(plain)).toEqual(shown);
});

test('a single duration keeps its fraction', () => {
  expect(plain(f.duration(94.997))).toBe('94.997 s');
});

test.each([
  ['2026-10-24T00:00:00+02:00', '2026-11-23T00:00:00+01:00', 721, '24 Oct to 22 Nov 2026'],
  ['2026-10-01T00:00:00+02:00', '2026-11-01T00:00:00+01:00', 745, '1 Oct to 31 Oct 2026'],
  ['2025-12-01T00:00:00+01:00', '2026-02-01T00:00:00+01:00', 1488, '1 Dec 2025 to 31 Jan 2026'],
  ['2026-10-24T00:00:00+02:00', '2026-10-25T00:00:00+02:00', 24, '24 Oct 2026'],
])('the cover names the first and the last day of %s to %s', (from, to, hours, days) => {
  const report = makeReport();
  const period = { ...report.period, timezone: 'Europe/Berlin', from: new Date(from).toISOString(), to: new Date(to).toISOString(), hours };
  expect(m.coverLine({ ...report, period }, f)).toMatch(new RegExp(`^${days}, Europe/Berlin, ${String(hours)} hours · `.replaceAll('1488', '1,488')));
});

describe('German', () => {
  const german = createFormat(messagesFor('de').formatLocale, 'Europe/Berlin');
  const at = '2026-10-05T02:49:00.000Z';

  test.each([
    [german.integer(1_234_567), '1.234.567'],
    [german.percent(0.98765), '98,76\u202f%'],
    [german.percent(1), '100\u202f%'],
    [german.percent(0.99, 0), '99\u202f%'],
    [german.percent(null), 'k.\u00a0A.'],
    [german.target(0.99), '99\u202f%'],
    [german.target(0.995), '99,5\u202f%'],
    [german.target(0.9995), '99,95\u202f%'],
    [german.target(0.29), '29\u202f%'],
    [german.target(1), '100\u202f%'],
    [german.points(-0.0415), '−\u202f4,1'],
    [german.change(0.089), '+\u202f8\u202f%'],
    [german.day(at), '5. Okt.'],
    [german.date(at), '5. Okt. 2026'],
    [german.moment(at), '5. Okt. 04:49'],
    [german.instant(at), '5. Okt. 2026, 04:49 MESZ'],
    [german.instant('2026-12-05T02:49:00.000Z'), '5. Dez. 2026, 03:49 MEZ'],
    [german.calendarDay('2026-10-01'), 'Do., 1. Okt.'],
    [german.dayOfMonth('2026-10-01'), '1'],
    [german.monthName('2026-10-01'), 'Okt'],
    [german.month('2026-10-01'), 'Oktober 2026'],
    [german.dayRange('2026-10-09', '2026-10-11'), '9.–11. Okt.'],
    [german.dayRange('2026-10-09', '2026-10-09'), '9. Okt.'],
    [german.dateRange('2026-10-09', '2026-10-11'), '9.–11. Okt. 2026'],
    [german.duration(94.997), '94,997\u00a0s'],
    [german.duration(90_000), '1\u00a0d 1\u00a0h'],
    [german.objective(86_400), '24\u00a0h'],
    [german.hours(86_400), '24\u00a0h'],
    [german.words(345_600 + 3600), '4 Tage 1 Stunde'],
    [german.words(0), '0 Sekunden'],
    [german.bytes(1_234_567), '1,2\u00a0MB'],
    [german.list(['a', 'b', 'c']), 'a, b und c'],
    [german.quote('Grund'), '„Grund“'],
  ])('%s', (shown, wanted) => {
    expect(shown).toBe(wanted);
  });
});
