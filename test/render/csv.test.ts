import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textCell } from '../../src/render/csv/cell.ts';
import { gapsCsv } from '../../src/render/csv/gaps.ts';
import { objectsCsv } from '../../src/render/csv/objects.ts';
import type { Report } from '../../src/model/report.ts';
import { sessionsCsv } from '../../src/render/csv/sessions.ts';
import { gapFixture, jobFixture, reportFixture, sessionFixture } from '../support/report-fixture.ts';

const joined = (parts: Iterable<string>): string => [...parts].join('');

/** An independent reader of RFC 4180: quoted cells, doubled quotes, CRLF. */
const read = (csv: string): string[][] => {
  expect(csv.startsWith('\ufeff')).toBe(true);
  expect(csv.endsWith('\r\n')).toBe(true);
  const rows: string[][] = [];
  const cells = csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
  let row: string[] = [];
  let length = 1;
  for (const [whole, quoted, plain = '', separator] of cells) {
    length += whole.length;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (separator === ',') continue;
    rows.push(row);
    row = [];
  }
  expect(length, 'every character belongs to a cell').toBe(csv.length);
  return rows;
};

const isHarmless = (cell: string): boolean => !/\p{Cc}/u.test(cell) && (!/^\s*[=+\-@]/.test(cell) || /^[+-]?\d+(?:\.\d+)?$/.test(cell));

const SESSIONS_HEAD =
  'tenant_id,job_id,job_name,session_id,start,end,duration_seconds,class,status,recovery_point,processed_objects,progress,log_read,reasons';
const GAPS_HEAD = 'tenant_id,job_id,job_name,from,to,seconds,open,peak_seconds,rpo_seconds,grace_seconds';

describe('sessions.csv', () => {
  test('has one row a session, with the reasons of its log', () => {
    const job = jobFixture({
      id: 'j1',
      name: 'Exchange, all',
      sessions: [
        sessionFixture(1, { id: 's1', durationSeconds: 94.997 }),
        sessionFixture(2, { id: 's2', class: 'failed' }),
        sessionFixture(3, { id: 's3', class: 'running', end: null, durationSeconds: null, progress: null, processedObjects: null }),
      ],
      problems: [
        {
          sessionId: 's2',
          log: 'read',
          reasons: [
            { level: 'error', text: 'mailbox "X" not found', count: 2 },
            { level: 'warning', text: 'no licence', count: 1 },
          ],
        },
        { sessionId: 's3', log: 'not-read', reasons: [] },
      ],
    });
    expect(joined(sessionsCsv(reportFixture({ jobs: [job] })))).toBe(
      [
        `\ufeff${SESSIONS_HEAD}`,
        'contoso,j1,"Exchange, all",s1,2026-10-01T01:00:00.000Z,2026-10-01T01:01:30.000Z,94.997,success,Success,true,12,66,,',
        'contoso,j1,"Exchange, all",s2,2026-10-02T01:00:00.000Z,2026-10-02T01:01:30.000Z,90,failed,Failed,false,12,66,read,"error: mailbox ""X"" not found (2) | warning: no licence"',
        'contoso,j1,"Exchange, all",s3,2026-10-03T01:00:00.000Z,,,running,Running,false,,,not-read,',
        '',
      ].join('\r\n'),
    );
  });

  test('without a job, or without a session, is the header row', () => {
    expect(joined(sessionsCsv(reportFixture({ jobs: [] })))).toBe(`\ufeff${SESSIONS_HEAD}\r\n`);
    expect(joined(sessionsCsv(reportFixture({ jobs: [jobFixture({ sessions: [] })] })))).toBe(`\ufeff${SESSIONS_HEAD}\r\n`);
  });

  test('keeps its shape whatever names and reasons hold', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@\t\r\n"',;|0-9a ]{0,12}$/));
    fc.assert(
      fc.property(text, text, text, (name, status, reason) => {
        const session = sessionFixture(1, { status, class: 'failed' });
        const problems = [{ sessionId: session.id, log: 'read' as const, reasons: [{ level: 'error' as const, text: reason, count: 1 }] }];
        const [head, row, ...rest] = read(joined(sessionsCsv(reportFixture({ jobs: [jobFixture({ name, sessions: [session], problems })] }))));
        expect(head).toEqual(SESSIONS_HEAD.split(','));
        expect(rest).toEqual([]);
        expect(row).toHaveLength(14);
        expect(row?.filter((cell) => !isHarmless(cell))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('gaps.csv', () => {
  test('has one row a gap', () => {
    const job = jobFixture({ id: 'j1', name: 'Sites', rpo: { gaps: [gapFixture(26, 4), gapFixture(100, 2, { open: true, peakSeconds: null })] } });
    expect(joined(gapsCsv(reportFixture({ jobs: [jobFixture(), job] })))).toBe(
      [
        `\ufeff${GAPS_HEAD}`,
        'contoso,j1,Sites,2026-10-02T00:00:00.000Z,2026-10-02T04:00:00.000Z,14400,false,108000,86400,7200',
        'contoso,j1,Sites,2026-10-05T02:00:00.000Z,2026-10-05T04:00:00.000Z,7200,true,,86400,7200',
        '',
      ].join('\r\n'),
    );
  });

  test('without a gap is the header row', () => {
    expect(joined(gapsCsv(reportFixture()))).toBe(`\ufeff${GAPS_HEAD}\r\n`);
  });
});

const OBJECTS_HEAD = 'tenant_id,job_id,job_name,kind,object,never_successful,last_success,failing_since,newest_run,runs_in_a_row,runs_named,reason';

const withFailing = (name: string, reason: string | null): Report => {
  const failing = {
    kind: 'mailbox' as const,
    name,
    consecutive: 3,
    sessions: 4,
    since: '2026-10-01T01:00:00.000Z',
    newest: '2026-10-03T01:00:00.000Z',
    lastSuccess: null,
    neverSuccessful: true,
    reason,
  };
  const objects = { seen: 1, persistentAfter: 3, persistentlyFailing: [failing], reasons: [], logs: { read: 3, sessions: 3 }, runs: [] };
  return reportFixture({ jobs: [jobFixture({ id: 'j1', name: 'Exchange', objects })] });
};

describe('objects.csv', () => {
  test('has one row for each object that fails again and again', () => {
    expect(joined(objectsCsv(withFailing('a@b.example', 'no licence')))).toBe(
      [
        `\ufeff${OBJECTS_HEAD}`,
        'contoso,j1,Exchange,mailbox,a@b.example,true,,2026-10-01T01:00:00.000Z,2026-10-03T01:00:00.000Z,3,4,no licence',
        '',
      ].join('\r\n'),
    );
    expect(joined(objectsCsv(reportFixture()))).toBe(`\ufeff${OBJECTS_HEAD}\r\n`);
  });

  test('never holds a formula, whatever names and reasons hold', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@\t\r\n"',;|0-9a ]{0,12}$/));
    fc.assert(
      fc.property(text, text, (name, reason) => {
        const [, row, ...rest] = read(joined(objectsCsv(withFailing(name, reason))));
        expect([row?.length, rest]).toEqual([12, []]);
        expect(row?.filter((cell) => !isHarmless(cell))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1+1', "'+1+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "' =1"],
    ['\rx', "' x"],
    ['  =1', "'  =1"],
    ['\u0000=1', "'=1"],
    ['\uff1d1', "'\uff1d1"],
    ["=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"],
    ['-1', '-1'],
    ['+49.5', '+49.5'],
    ['-1e5', "'-1e5"],
    ['a=b', 'a=b'],
    ['All Exchange – 備份', 'All Exchange – 備份'],
    ['a\r\nb\tc\u001b[31m\u0085', 'a b c[31m'],
    ['\ud800', '\ufffd'],
    ['', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(textCell(text)).toBe(expected);
  });
});
