import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { gapsCsv } from '../../src/render/csv/gaps.ts';
import { objectsCsv } from '../../src/render/csv/objects.ts';
import { sessionsCsv } from '../../src/render/csv/sessions.ts';
import { createEmailRenderer, type EmailRenderer } from '../../src/render/email/index.ts';
import { widthOf } from '../../src/render/email/plain.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { expectGolden } from '../support/golden.ts';
import { inGerman } from '../support/in-german.ts';
import { SITUATIONS, situations } from './support/situations.ts';

/** The text of the mail and the tables of every situation; page and summary have theirs in their own tests. */

let reports: ReadonlyMap<string, Report>;
let mail: EmailRenderer;

beforeAll(async () => {
  reports = await situations();
  mail = createEmailRenderer(await loadAssets());
});

const reportOf = (name: string): Report => {
  const report = reports.get(name.replace('.de', ''));
  if (report === undefined) throw new Error(`There is no situation ${name}.`);
  return name.endsWith('.de') ? inGerman(report) : report;
};

const textOf = (report: Report): string => {
  const { subject, text } = mail(report, { attached: true });
  return `Subject: ${subject}\n\n${text}`.replaceAll(report.reportId, '(report id)');
};

describe.each(SITUATIONS.flatMap((name) => [name, `${name}.de`]))('the text of the mail: %s', (name) => {
  test('is as it was reviewed', () => {
    expectGolden(`email-text/${name}.txt`, textOf(reportOf(name)));
  });

  test('has lines of at most 72 columns, and shows no hole', () => {
    const { text } = mail(reportOf(name), { attached: true });
    expect(text.split('\n').filter((line) => widthOf(line) > 72)).toEqual([]);
    expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object |Infinity|Invalid Date|""/);
  });
});

const FIRST_LINES = 12;
const LONGEST = 240;

const cut = (line: string): string => (line.length <= LONGEST ? line : `${line.slice(0, LONGEST)} (${line.length - LONGEST} more characters)`);

/** A table of a thousand lines by its first ones and a hash of all: the file stays one that a person can read. */
const extract = (file: string, csv: string): string => {
  const lines = csv.replace('\ufeff', '').split('\r\n').slice(0, -1);
  const hash = createHash('sha256').update(csv).digest('hex').slice(0, 8);
  const rest = lines.length - FIRST_LINES;
  return [`${file}, ${lines.length - 1} rows, ${hash}`, ...lines.slice(0, FIRST_LINES).map(cut), ...(rest > 0 ? [`(${rest} more)`] : []), ''].join(
    '\n',
  );
};

const joined = (parts: Iterable<string>): string => [...parts].join('');

const tablesOf = (report: Report): readonly (readonly [string, string])[] => [
  ['sessions.csv', joined(sessionsCsv(report))],
  ['gaps.csv', joined(gapsCsv(report))],
  ['objects.csv', joined(objectsCsv(report))],
];

describe.each(SITUATIONS)('the tables: %s', (name) => {
  test('are as they were reviewed', () => {
    expectGolden(
      `csv/${name}.txt`,
      tablesOf(reportOf(name))
        .map(([file, csv]) => extract(file, csv))
        .join('\n'),
    );
  });

  test('are for programs: the same in every language', () => {
    expect(tablesOf(reportOf(`${name}.de`))).toEqual(tablesOf(reportOf(name)));
  });
});
