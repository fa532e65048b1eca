import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { visibleText } from '../../src/render/escape.ts';
import { inline } from '../../src/render/markdown/inline.ts';
import { summaryMarkdown } from '../../src/render/markdown/index.ts';
import { failing, gapFinding } from '../support/email-reports.ts';
import { expectGolden } from '../support/golden.ts';
import { inGerman } from '../support/in-german.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';
import { harmless } from './support/harmless.ts';
import { tagsIn, textIn, toHtml } from './support/read-markdown.ts';
import { SITUATIONS, situations } from './support/situations.ts';

const summaries = new Map<string, string>();
let hostile: Report;

beforeAll(async () => {
  const reports = await situations();
  for (const [name, report] of reports) {
    summaries.set(name, summaryMarkdown(report));
    summaries.set(`${name}.de`, summaryMarkdown(inGerman(report)));
  }
  hostile = reports.get('hostile') ?? reportFixture();
});

const summaryOf = (name: string): string => summaries.get(name) ?? '';
const LANGUAGES = SITUATIONS.flatMap((name) => [name, `${name}.de`]);
const FILES = ['report.html', 'report.pdf', 'report.json', 'sessions.csv', 'gaps.csv', 'objects.csv'];

describe.each(LANGUAGES)('the summary of %s', (name) => {
  test('is as it was reviewed', () => {
    expectGolden(`markdown/${name}.md`, summaryOf(name));
  });

  test('holds headings, tables, lists and links to the files beside it, and nothing else', () => {
    const html = toHtml(summaryOf(name));
    const tags = tagsIn(html);
    const names = new Set(tags.map((tag) => tag.replace(/^<\/?(\w+).*$/, '$1')));
    const allowed = ['h1', 'h2', 'p', 'strong', 'em', 'code', 'br', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'ol', 'ul', 'li', 'a'];
    expect([...names].filter((each) => !allowed.includes(each))).toEqual([]);
    expect(tags.filter((tag) => tag === '<h1>')).toHaveLength(1);
    const targets = tags
      .filter((tag) => tag.startsWith('<a '))
      .map((tag) => /^<a href="([^"#]*)(#(?:job|finding)-[a-z0-9-]+)?">$/.exec(tag)?.[1] ?? tag);
    expect(targets.filter((target) => !FILES.includes(target))).toEqual([]);
  });

  test('says the verdict first, and shows no hole', () => {
    const [first = ''] = toHtml(summaryOf(name)).split('\n');
    expect(first).toMatch(
      /^<h1>[✓✕?–] (?:Target (?:met|missed)|Not (?:evaluable|applicable)|Ziel (?:erreicht|verfehlt)|Nicht (?:bewertbar|anwendbar)): /,
    );
    expect(summaryOf(name)).not.toMatch(/undefined|\bnull\b|NaN|\[object |Infinity|Invalid Date|“”|„“/);
  });
});

describe('a text', () => {
  const PLACES: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => `# ${text}`,
    (text) => `**${text}**`,
    (text) => `- ${text}`,
    (text) => `1. **x**\\\n   ${text}\\\n   y`,
    (text) => `[${text}](report.html)`,
    (text) => `| a | b |\n| --- | --- |\n| ${text} | **${text}** |`,
  ];
  const read = (html: string): string => textIn(html).replaceAll(/\s+/g, ' ').trim();

  test('is read again as it was written, wherever it stands, and makes no tag of its own', () => {
    const piece = fc.constantFrom(
      ...Array.from('\\`*_[]()#~{}&<>|$@!%^:/-+=.0123456789 "\'abwx;\u00a0é備'),
      'www.',
      '://',
      '&amp;',
      '&#35;',
      '```',
      '![',
      'GH-1',
    );
    const text = fc.oneof(
      fc.array(piece, { minLength: 1, maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...PLACES), (written, place) => {
        const name = visibleText(written, 200);
        fc.pre(name !== '');
        const [html, harmlessHtml] = [toHtml(place(inline(name))), toHtml(place('x'))];
        expect(tagsIn(html)).toEqual(tagsIn(harmlessHtml));
        expect(read(html)).toBe(read(toHtml(place('\ue000'))).replaceAll('\ue000', () => name.replaceAll(/\s+/g, ' ')));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('hostile texts', () => {
  test('change nothing but texts: every heading, row, cell and link is that of a harmless tenant', () => {
    expect(hostile.jobs.length).toBeGreaterThan(30);
    for (const report of [hostile, inGerman(hostile)])
      expect(tagsIn(toHtml(summaryMarkdown(report)))).toEqual(tagsIn(toHtml(summaryMarkdown(harmless(report)))));
  });

  const ATTACKS = [
    '# heading',
    '> quoted',
    '- item',
    '1. item',
    '=====',
    '---',
    '| a | b |',
    'a \\| b \\\\| c \\',
    '`code` ``` ~~~',
    '**bold** _em_ ~~gone~~',
    '[link](https://elsewhere.example) ![picture](https://elsewhere.example/p.png)',
    '](https://elsewhere.example) [x',
    '[^1] [x]: https://elsewhere.example',
    '[ ] task [!NOTE]',
    '<https://elsewhere.example> <b>bold</b> <!-- comment',
    '</td></tr></table><script>alert(1)</script>',
    'https://elsewhere.example http://x.example www.elsewhere.example ftp://x.example mailto:a@b.example',
    '@everyone @org/team someone@elsewhere.example #123 owner/repo#45 GH-6 !7 $8 %9 ~10 &11 %"v 1" ~"a label"',
    ':tada: :100: :+1: [[page]] [issue:7] {+ added +} [- gone -]',
    '$x^2$ $$y$$ $`z`$',
    '&lt;b&gt; &#64;name &#8203; &',
    'a\nb\r\n\r\n# c\u2028| d',
    'x'.repeat(10_000),
    '|'.repeat(10_000),
  ];

  const reportOf = (name: string): Report => {
    const job = failing({ id: 'fail-1', name });
    const cause = { failedRuns: 1, missedRuns: 0, reason: name };
    const mentioned: Finding = gapFinding.code === 'rpo-gap' ? { ...gapFinding, args: { ...gapFinding.args, cause } } : gapFinding;
    const listed: Finding = { code: 'unknown-status', severity: 'low', jobId: 'fail-1', args: { count: 1, outside: 0, words: [name] } };
    return reportFixture({ tenant: { id: 'contoso', name }, jobs: [{ ...job, findings: [listed] }], decisions: [mentioned] });
  };

  test.each(ATTACKS)('%j is text wherever a name or a reason stands', (attack) => {
    const html = toHtml(summaryMarkdown(reportOf(attack)));
    expect(tagsIn(html)).toEqual(tagsIn(toHtml(summaryMarkdown(reportOf('harmless')))));
    expect(textIn(html).replaceAll(/\s+/g, ' ')).toContain(visibleText(attack, 90));
  });

  test('are no mention, number of an issue, address or sign to what reads the text afterwards', () => {
    const text = ATTACKS.map((attack) => toHtml(summaryMarkdown(reportOf(attack))).replace(/<[^>]*>/g, '')).join('\n');
    expect(text).not.toMatch(/@\w|[#!$%~^](?:\w|")|&amp;\d|GH-\d|:\/\/|www\.|:(?!\d\d:)[\w+-]+:|\[\[|\[\w+:|[{[][+-]/i);
  });
});

describe('a summary that would be too long', () => {
  const name = (index: number) => `${String(index)} ${'@|#<'.repeat(40)}`;
  const finding = (jobId: string) => ({ ...gapFinding, jobId });
  const jobs = Array.from({ length: 3000 }, (_, index) =>
    failing({ id: `id-${String(index)}`, name: name(index), sessions: [], findings: [finding(`id-${String(index)}`)] }),
  );
  const few = Array.from({ length: 20 }, (_, index) => jobFixture({ id: `few-${String(index)}`, name: name(index) }));
  const rowsIn = (html: string): number[] =>
    html
      .split('<table>')
      .slice(2)
      .map((table) => table.split('<tr>').length - 2);

  test.each([
    ['en', (report: Report) => report],
    ['de', inGerman],
  ] as const)('keeps whole rows, the worst, below 900 kB, and says how many are missing: %s', (_, translated) => {
    const summary = summaryMarkdown(translated(reportFixture({ jobs })));
    expect(Buffer.byteLength(summary)).toBeLessThan(900_000);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(880_000);
    const html = toHtml(summary);
    const [shownJobs = 0, shownFindings = 0] = rowsIn(html).map((rows, table) => (table === 0 ? rows - 1 : rows));
    const counts = [
      ...textIn(html)
        .replaceAll(/[.,](?=\d{3})/g, '')
        .matchAll(/(\d+) (?:worst|schlechtesten|schwersten)[^.]*\. (\d+) /g),
    ].map((found) => [Number(found[1]), Number(found[2])]);
    expect(counts).toEqual([
      [shownJobs, 3000 - shownJobs],
      [shownFindings, 3000 - shownFindings],
    ]);
    expect(textIn(html)).toContain(visibleText(name(shownJobs - 1), 90));
  });

  test('gives the findings the room that the jobs leave', () => {
    const loud = few.map((job) => ({ ...job, findings: Array.from({ length: 150 }, () => finding(job.id)) }));
    const [shownJobs, shownFindings = 0] = rowsIn(toHtml(summaryMarkdown(reportFixture({ jobs: loud }))));
    expect(shownJobs).toBe(21);
    expect(shownFindings).toBeGreaterThan(700);
  });
});
