import { expect, test } from 'vitest';
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
