import { describe, expect, it } from 'vitest';
import { around, lines } from './support/mistakes.ts';

describe('mistakes in schedules', () => {
  it.each([
    [
      'a schedule for nobody, of a fixed window',
      around('schedules:\n  - { name: m, cron: "0 6 1 * *", period: 2026-10, tenants: ["a*", "zz*"] }\n'),
      [
        'f:5:43 schedules[0].period: found "2026-10"; expected a period that moves with time, such as previous-month or last-7-days',
        'f:5:68 schedules[0].tenants[1]: found "zz*", which fits no tenant; there are: a',
      ],
    ],
    [
      'schedules of one name, on a day that never comes, that wait too long, never catch up, and a word that is none',
      around(
        [
          'schedules:',
          '  - { name: m, cron: "0 6 30 2 *", period: previous-month, settle: 40d }',
          '  - { name: m, cron: "0 6 * *", period: previous-week, catchUp: 0h, jitter: 2 days }',
          '  - { name: w, cron: "0 6 * * MON", period: previous-week, timezone: Berlin, jiter: 1h }',
        ].join('\n'),
      ),
      [
        'f:5:22 schedules[0].cron: found "0 6 30 2 *", which never comes about; expected days that the calendar has',
        'f:5:68 schedules[0].settle: found "40d"; expected a duration from 0h to 31d, such as 90m, 24h, 7d, 1h30m or PT24H',
        'f:6:13 schedules[1].name: found "m" a second time; each schedule needs a name of its own',
        'f:6:22 schedules[1].cron: found "0 6 * *"; expected a cron expression of five fields, such as "0 6 1 * *"',
        'f:6:65 schedules[1].catchUp: found "0h"; expected a duration from 1h to 366d, such as 90m, 24h, 7d, 1h30m or PT24H',
        'f:6:77 schedules[1].jitter: found "2 days"; expected a duration from 0h to 24h, such as 90m, 24h, 7d, 1h30m or PT24H',
        'f:7:70 schedules[2].timezone: found "Berlin"; expected an IANA time zone, such as Europe/Berlin',
        'f:7:78 schedules[2].jiter: unknown key; did you mean jitter?',
      ],
    ],
  ])('%s', (_name, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });
});
