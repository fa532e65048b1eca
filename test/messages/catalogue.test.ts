import { describe, expect, expectTypeOf, test } from 'vitest';
import { LOCALES, messagesFor } from '../../src/messages/catalogue.ts';
import { de } from '../../src/messages/de/index.ts';
import { en } from '../../src/messages/en/index.ts';
import { createFormat, type Format } from '../../src/messages/format.ts';
import type { Messages } from '../../src/messages/messages.ts';
import { FAILURES } from '../../src/messages/en/failure.ts';
import { reportFixture } from '../support/report-fixture.ts';
import {
  CHART_CALLS,
  INDEX_CALLS,
  LABEL_CALLS,
  MAIL_CALLS,
  MARKDOWN_CALLS,
  NOTICE_CALLS,
  PORTFOLIO_CALLS,
  PORTFOLIO_NOTICE_CALLS,
  REGISTER_CALLS,
  TREND_CALLS,
} from './support/calls.ts';
import { CHECKS } from './support/check-samples.ts';
import { sealTexts } from './support/seal-samples.ts';
import { FINDING_CODES, findingOf, SAMPLES } from './support/samples.ts';

const COUNTS = [0, 1, 2, 13, 1234];

/** Every text at any depth, by its path. */
const textsOf = (value: unknown, path = ''): (readonly [path: string, text: string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
};

const plainTexts = ({
  labels,
  charts,
  email,
  junit,
  markdown,
  notice,
  register,
  controls,
  verdicts,
  severities,
  statuses,
  outcomes,
  completeness,
  states,
  findingMeanings,
  checks,
}: Messages) =>
  textsOf({
    labels,
    charts,
    email,
    junit,
    markdown,
    notice,
    register,
    controls,
    verdicts,
    severities,
    statuses,
    outcomes,
    completeness,
    states,
    findingMeanings,
    checks,
  });

const FORMATS = new Map(LOCALES.map((locale) => [messagesFor(locale), createFormat(messagesFor(locale).formatLocale, 'Europe/Berlin')]));
const formatOf = (m: Messages): Format => FORMATS.get(m) ?? createFormat(m.formatLocale, 'Europe/Berlin');

const calledTexts = (m: Messages): string[] =>
  COUNTS.flatMap((n) => [
    ...Object.values(LABEL_CALLS).map((call) => call(m.labels, n, formatOf(m))),
    ...Object.values(PORTFOLIO_CALLS).map((call) => call(m.portfolio, n, formatOf(m))),
    ...Object.values(INDEX_CALLS).map((call) => call(m.outputIndex, n, formatOf(m))),
    ...Object.values(TREND_CALLS).map((call) => call(m.trend, n, formatOf(m))),
    ...Object.values(CHART_CALLS).map((call) => call(m.charts, n, formatOf(m))),
    m.controls.caution('X'),
    ...Object.values(REGISTER_CALLS).map((call) => call(m.register, n, formatOf(m))),
    ...Object.values(MAIL_CALLS).map((call) => call(m.email, n, formatOf(m))),
    m.junit.missed('X', 'X'),
    ...[m.notice.begun, m.notice.over].flatMap((words) => Object.values(NOTICE_CALLS).map((call) => call(words, n, formatOf(m)))),
    ...Object.values(PORTFOLIO_NOTICE_CALLS).map((call) => call(m.notice.portfolio, n, formatOf(m))),
    ...Object.values(MARKDOWN_CALLS).map((call) => call(m.markdown, n, formatOf(m))),
  ]);

const findingTexts = (m: Messages): string[] =>
  FINDING_CODES.flatMap((code) =>
    SAMPLES.flatMap((sample) => Object.values(m.findingWords(findingOf(code, sample), 'Xyzzy', formatOf(m))).filter((text) => text !== '')),
  );

const checkTexts = (m: Messages): string[] => {
  const counts = [0, 1, 2].map((n) => ({ ok: n, bad: n, unchecked: n }));
  return [
    ...m.checks.groupedWords(CHECKS),
    ...m.checks.groupedWords([...CHECKS, ...CHECKS]),
    ...(['agrees', 'agrees-in-part', 'differs'] as const).flatMap((verdict) => counts.map((each) => m.checks.conclusion(verdict, each))),
  ];
};

const failureTexts = (m: Messages): string[] =>
  Object.keys(FAILURES).flatMap((code) => [m.failureText(code), m.failureAdvice(code), m.failureAdvice(code, 'job-list')]);

type JobCounts = ReturnType<typeof reportFixture>['totals']['jobs'];

const withCounts = (changes: Partial<JobCounts>, verdict: 'pass' | 'fail' | 'not-evaluable' = 'pass') => {
  const report = reportFixture();
  const none = { total: 0, enabled: 0, pass: 0, fail: 0, notEvaluable: 0, notApplicable: 0 };
  return { ...report, verdict, totals: { ...report.totals, jobs: { ...none, ...changes } } };
};

const manyReports = [0, 1, 2, 3, 12, 13].flatMap((enabled) =>
  [0, 1, 2, 13].flatMap((fail) =>
    [0, 1, 2, 13]
      .filter((notEvaluable) => fail + notEvaluable <= enabled)
      .flatMap((notEvaluable) => {
        const counts = { total: enabled, enabled, fail, notEvaluable, pass: enabled - fail - notEvaluable };
        return [withCounts(counts), withCounts(counts, 'not-evaluable'), { ...withCounts(counts), jobs: [] }];
      }),
  ),
);

const reportTexts = (m: Messages): string[] => {
  const f = formatOf(m);
  return [
    ...manyReports.flatMap((report) => [
      m.headline(report, f),
      m.coverLine(report, f),
      m.email.subject({ ...report, period: { ...report.period, label: 'X' } }, f),
      m.email.noWorstJobs(report),
    ]),
    ...m.definitions(reportFixture(), f).flatMap(({ term, text }) => [term, text]),
    ...m.limits(reportFixture()),
  ];
};

const allTexts = (m: Messages): string[] => [
  ...plainTexts(m).map(([, text]) => text),
  ...calledTexts(m),
  ...findingTexts(m),
  ...checkTexts(m),
  ...failureTexts(m),
  ...sealTexts(m),
  ...reportTexts(m),
];

const TEXTS = new Map(LOCALES.map((locale) => [messagesFor(locale), [...new Set(allTexts(messagesFor(locale)))]]));
const everyText = (m: Messages): readonly string[] => TEXTS.get(m) ?? [];

describe.each(LOCALES)('the words in %s', (locale) => {
  const m = messagesFor(locale);

  test('hold nothing that a program left behind', () => {
    const texts = everyText(m);
    expect(texts.length).toBeGreaterThan(700);
    expect(texts.filter((text) => /undefined|NaN|\[object|Infinity|Invalid|\$\{|\{\{|null/.test(text))).toEqual([]);
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  });

  test('are set without double blanks, stray points or straight quotation marks', () => {
    const badlySet = everyText(m).filter((text) => / {2}| [.,;:!?](\s|$)|\.\.|,,|["]|^\s/.test(text.trimEnd()));
    expect(badlySet).toEqual([]);
  });

  test('begin sentences of findings with a capital and end them with a point', () => {
    for (const code of FINDING_CODES)
      for (const sample of SAMPLES) {
        const { title, text, advice } = m.findingWords(findingOf(code, sample), 'Xyzzy', formatOf(m));
        expect(title, code).toMatch(/^[\p{Lu}\d].*\.$/u);
        if (text !== '') expect(text, code).toMatch(/^[\p{Lu}\d„“x].*\.$/u);
        if (advice !== '') expect(advice, code).toMatch(/^\p{Lu}.*\.$/u);
      }
  });
});

/** Words that English sentences cannot do without and that are none in German. */
const ENGLISH =
  /(?<![\w.-])(the|of|runs|and|is|has|have|with|jobs?|could|been|session|findings?|days|hours|gaps?|from|this|its|their|missed)(?![\w.-])/i;

describe('German', () => {
  test('holds no English', () => {
    expect(everyText(de).filter((text) => ENGLISH.test(text))).toEqual([]);
    expect(everyText(en).filter((text) => ENGLISH.test(text)).length).toBeGreaterThan(300);
  });

  test('is English only where both say the same', () => {
    const english = new Map(plainTexts(en));
    const same = plainTexts(de).filter(([path, text]) => english.get(path) === text && !path.startsWith('.controls.frameworks.'));
    expect(same.map(([, text]) => text).toSorted()).toEqual(['Median', 'Name', 'RPO', 'Status']);
  });

  test('counts and declines', () => {
    const f = formatOf(de);
    const [none, one, two] = [0, 1, 2].map((n) => de.labels.notProven(f, n, n));
    expect([none, one, two]).toEqual(['0 von 0 Aufträgen unklar', '1 von 1 Auftrag unklar', '2 von 2 Aufträgen unklar']);
    expect(de.headline(withCounts({ enabled: 12, fail: 1, pass: 11 }), f)).toBe('Einer von zwölf bewerteten Aufträgen hat seine Ziele verfehlt.');
    expect(de.headline(withCounts({ enabled: 13, fail: 2, notEvaluable: 1, pass: 10 }), f)).toBe(
      'Zwei von zwölf bewerteten Aufträgen haben ihre Ziele verfehlt. Einer konnte nicht bewertet werden.',
    );
    expect(de.headline(withCounts({ enabled: 2, pass: 2 }), f)).toBe('Beide Aufträge haben ihre Ziele erreicht.');
    expect(de.headline(withCounts({ enabled: 1, pass: 1 }, 'not-evaluable'), f)).toBe(
      'Der einzige lesbare Auftrag hat seine Ziele erreicht, doch die Auftragsliste war nicht vollständig lesbar.',
    );
  });

  test.each([
    ['month', '2026-10-01', '2026-11-01', 'Oktober 2026'],
    ['week', '2026-10-26', '2026-11-02', 'KW 44 2026'],
    ['quarter', '2026-07-01', '2026-10-01', '3. Quartal 2026'],
    ['year', '2026-01-01', '2027-01-01', '2026'],
    ['day', '2026-03-05', '2026-03-06', '5. März 2026'],
    ['days', '2026-10-01', '2026-10-15', '1. bis 14. Oktober 2026'],
    ['days', '2026-09-20', '2026-10-15', '20. September bis 14. Oktober 2026'],
    ['days', '2025-12-20', '2026-01-15', '20. Dezember 2025 bis 14. Januar 2026'],
  ] as const)('names a %s from %s to %s', (unit, from, to, label) => {
    const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
    expect(de.periodLabel({ key: 'x', unit, from: start, to: end, timezone: 'UTC' })).toBe(label);
  });
});

test('a catalogue that lacks a word, or has it in another form, is none', () => {
  const { headline, ...withoutHeadline } = en;
  expect(headline).toBe(en.headline);
  expectTypeOf(en).toExtend<Messages>();
  expectTypeOf(withoutHeadline).not.toExtend<Messages>();
  const { page, ...withoutPage } = en.labels;
  expect(page).toBe('Page');
  expectTypeOf({ ...en, labels: withoutPage }).not.toExtend<Messages>();
  expectTypeOf({ ...en, labels: { ...en.labels, page: 1 } }).not.toExtend<Messages>();
});
