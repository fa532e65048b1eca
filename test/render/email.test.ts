import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { createEmailRenderer } from '../../src/render/email/index.ts';
import type { EmailRenderer } from '../../src/render/email/index.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { ALLOWED, attributesOf, FORBIDDEN, inOrder, seen } from '../support/email-reading.ts';
import { failing, gapFinding, notCollected, provisional, troubled } from '../support/email-reports.ts';
import { expectGolden } from '../support/golden.ts';
import { inGerman } from '../support/in-german.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';

let render: EmailRenderer;
beforeAll(async () => {
  render = createEmailRenderer(await loadAssets());
});

describe('a template of the mail', () => {
  const rendered = async (text: string) =>
    createEmailRenderer({ ...(await loadAssets()), templates: new Map([['email', text]]) })(reportFixture(), { attached: true }).html;

  test.each([
    '{{noSuchField}}',
    '{{#if noSuchField}}x{{/if}}',
    '{{#unless verdict.noSuchField}}x{{/unless}}',
    '{{#each noSuchList}}x{{/each}}',
    '{{#with noSuchThing}}x{{/with}}',
    '{{> no-such-part}}',
  ])('that asks for what is not there throws: %s', async (text) => {
    expect(await rendered('{{#if title}}x{{/if}}')).toBe('x');
    await expect(rendered(text)).rejects.toThrow();
  });

  test('that is missing throws', async () => {
    const assets = await loadAssets();
    expect(() => createEmailRenderer({ ...assets, templates: new Map() })).toThrow('The template email is missing');
  });
});

const mailOf = (report: Report, attached = true) => render(report, { attached });

const situations: readonly (readonly [string, () => Report])[] = [
  ['pass', () => reportFixture()],
  ['troubled', () => troubled],
  ['provisional', () => provisional],
  ['not-collected', () => notCollected],
];

/** What both parts of a mail say, in its language. */
const SAID = {
  en: ['automatically', 'What is unknown is never counted as a pass.'],
  de: ['automatisch', 'Unbekanntes zählt nie als erreichtes Ziel.'],
};

describe.each(situations.flatMap(([name, report]) => [[name, report, SAID.en] as const, [`${name}.de`, () => inGerman(report()), SAID.de] as const]))(
  'the mail of the situation %s',
  (name, report, said) => {
    test('is the golden one', () => {
      const { html, text, subject } = mailOf(report());
      expectGolden(`email/${name}.html`, html);
      expectGolden(`email/${name}.txt`, `Subject: ${subject}\n\n${text}`);
    });

    test('holds nothing that a client would run, fetch or link', () => {
      const { html } = mailOf(report());
      for (const pattern of FORBIDDEN) expect(html).not.toMatch(pattern);
      expect(attributesOf(html).filter((attribute) => !ALLOWED.includes(attribute))).toEqual([]);
      expect(attributesOf(html).length).toBeGreaterThan(50);
    });

    test('is the same each time', () => {
      expect(mailOf(report())).toEqual(mailOf(report()));
    });

    test('has a text part of at most 72 columns in ASCII punctuation', () => {
      const { text } = mailOf(report());
      expect(text.split('\n').filter((line) => line.length > 72)).toEqual([]);
      expect(text).toMatch(/^[\x20-\x7eäöüÄÖÜß\n]+\n$/);
      expect(text).not.toMatch(/ \n|\n\n\n/);
    });

    test('says in both parts that it was made automatically and that unknown is no pass', () => {
      const { html, text } = mailOf(report());
      for (const part of [seen(html), text.replace(/\s+/g, ' ')]) {
        for (const words of said) expect(part).toContain(words);
        expect(part).toContain('Europe/Berlin');
        expect(part).toContain('r-contoso-2026-10');
      }
    });
  },
);

describe('the order of the content', () => {
  const order = [
    'Contoso Ltd, October 2026',
    'One of three measured jobs missed its targets. One could not be measured.',
    'RPO compliance',
    '98.28%',
    'target 99%',
    'below target',
    'Successful backups',
    '124 of 124 due',
    'Longest exposure',
    'beyond the objective',
    'Average duration',
    'What needs a decision',
    'had no new recovery point for 3 days',
    '3 more findings of the same weight',
    'Jobs that need attention',
    '93.55%',
    'unknown',
    '99.59%',
    'The complete report is attached as a PDF',
    'As of',
  ];

  test('is that of the page, in the HTML and in the text', () => {
    const { html, text } = mailOf(troubled);
    inOrder(seen(html.replace(/<div style="display:none.*?<\/div>/su, '')), ['✕ Target missed', ...order.slice(1)]);
    inOrder(text.replace(/\s+/g, ' '), [...order.slice(0, 1), '[X] TARGET MISSED', ...order.slice(1)]);
  });

  test('puts what is provisional into the first line, and into no final mail', () => {
    const { html, text, subject } = mailOf(provisional);
    expect(text).toMatch(/^Provisional: /);
    const visible = seen(html.replace(/<div style="display:none.*?<\/div>/su, ''));
    expect(visible).toMatch(/^Provisional: /);
    expect(seen(html)).toMatch(/^Provisional: .* Provisional: /);
    expect(subject).toContain('(provisional)');
    expect(JSON.stringify(mailOf(troubled))).not.toContain('rovisional');
  });

  test('says what became of the PDF', () => {
    expect(seen(mailOf(troubled, true).html)).toContain('is attached as a PDF');
    expect(seen(mailOf(troubled, false).html)).toContain('is not attached');
    expect(mailOf(troubled, false).text.replace(/\s+/g, ' ')).toContain('is not attached');
  });
});

describe('the table of jobs', () => {
  test('names verdicts in words beside their marks, and measures nothing that is unknown', () => {
    const { html, text } = mailOf(troubled);
    expect(seen(html)).toContain('Teams – Projects ? Not evaluable unknown 31 / 31');
    expect(seen(html)).toContain('SharePoint – Legal ✕ Target missed 93.55%');
    expect(text).toMatch(/^Teams - Projects +\[\?\] Not evaluable +unknown/m);
    expect(html.match(/width="93%" height="6"/g)).toHaveLength(1);
    expect(html.match(/class="track" width="7%"/g)).toHaveLength(1);
  });

  test('leaves out jobs without trouble, and says so where there are no others', () => {
    expect(seen(mailOf(troubled).html)).not.toContain('Exchange nightly');
    const { html, text } = mailOf(reportFixture());
    for (const part of [seen(html), text]) expect(part).toContain('Every enabled job met its targets, without a single RPO gap.');
    expect(html).not.toContain('scope="col"');
  });

  test.each([
    ['an unread list', notCollected, 'The jobs are not known'],
    ['an empty tenant', reportFixture({ jobs: [] }), 'The source lists no job.'],
    [
      'a tenant whose jobs are all disabled',
      reportFixture({ jobs: [jobFixture({ enabled: false, verdict: 'not-applicable' })] }),
      'No job is enabled',
    ],
  ])('is a sentence for %s, and never good news', (_, report, sentence) => {
    const { html, text } = mailOf(report);
    for (const part of [seen(html), text]) {
      expect(part).toContain(sentence);
      expect(part).not.toMatch(/Target met|TARGET MET|met its targets/);
    }
  });

  test('shows 15 of 200 troubled jobs, says how many more, and stays far below 80 kB', () => {
    const jobs = Array.from({ length: 200 }, (_, index) =>
      failing({ id: `id-${String(index)}`, name: `"<Job & '${'x'.repeat(200)}${String(index)}` }),
    );
    const { html, text } = mailOf(reportFixture({ jobs, decisions: Array.from({ length: 4 }, () => ({ ...gapFinding, jobId: 'id-3' })) }));
    expect(html.match(/scope="row"/g)).toHaveLength(15);
    for (const part of [seen(html), text]) expect(part).toContain('and 185 more jobs in the report');
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(Buffer.byteLength(text)).toBeLessThan(20_000);
    expect(text.split('\n').filter((line) => line.length > 72)).toEqual([]);
  });
});
