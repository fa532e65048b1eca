import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createEmailRenderer, type EmailRenderer } from '../../src/render/email/index.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer } from '../../src/render/html/index.ts';
import { isolated, visibleLine } from '../../src/render/right-to-left.ts';
import { failing, gapFinding } from '../support/email-reports.ts';
import { reportFixture } from '../support/report-fixture.ts';

const HEBREW = 'גיבוי (2026)';
const ARABIC = 'شركة الأمل (1)';
const [OPEN, CLOSE] = ['\u2068', '\u2069'];

describe('a name inside a line', () => {
  test('is held together where it reads from right to left, and left alone elsewhere', () => {
    expect(isolated(HEBREW)).toBe(`${OPEN}${HEBREW}${CLOSE}`);
    for (const name of ['Exchange nightly', '邮箱备份', '📧', 'Резервное']) expect(isolated(name)).toBe(name);
  });

  test('stays so in a sentence; whatever else would turn the reading direction is gone', () => {
    expect(visibleLine(`${isolated(HEBREW)} missed \u202e its\u2066 objective.`, 400)).toBe(`${isolated(HEBREW)} missed its objective.`);
    expect(visibleLine(`a ${OPEN}latin${CLOSE} b`, 400)).toBe('a latin b');
  });

  test('opens and closes in turn, whatever is written around it', () => {
    const piece = fc.constantFrom(OPEN, CLOSE, '\u202e', '\u2066', ' ', 'a', 'ש', '.', '\n', '\ud800');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 5, max: 60 }), (pieces, length) => {
        const line = visibleLine(pieces.join(''), length);
        expect(line.replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '')).not.toMatch(/[\u202a-\u202e\u2066-\u2069\n]/);
        expect(line.isWellFormed()).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a tenant and a job from right to left', () => {
  const job = failing({ id: 'job', name: HEBREW });
  const report = reportFixture({ tenant: { id: 'contoso', name: ARABIC }, jobs: [job], decisions: [{ ...gapFinding, jobId: 'job' }] });
  let email: EmailRenderer;
  let page: string;

  beforeAll(async () => {
    const assets = await loadAssets();
    email = createEmailRenderer(assets);
    page = await createHtmlRenderer(assets)(report, { paper: 'A4' });
  });

  test('keep their place in heading, title and foot of the page, and in the sentences of findings', () => {
    expect(page).toContain(`<h1>${isolated(ARABIC)}, October 2026</h1>`);
    expect(page).toMatch(new RegExp(`<title>[^<]*: ${OPEN}[^<]*${CLOSE}, October 2026</title>`));
    expect(page).toMatch(/@bottom-left \{ content: "\\2068 [^"]*\\2069 {2}·/);
    expect(page).toMatch(new RegExp(`<bdi dir="ltr">[^<]*${OPEN}[^<]*${CLOSE}`));
  });

  test('stand alone in their cells', () => {
    expect(page).toContain(`<th scope="row"><bdi>${HEBREW}</bdi></th>`);
  });

  test('keep their place in the subject of the mail and in the rows of its text', () => {
    const { subject, text, html } = email(report, { attached: true });
    expect(subject).toContain(`${isolated(ARABIC)}: backup compliance`);
    const row = text.split('\n').find((line) => line.startsWith(isolated(HEBREW))) ?? '';
    expect(row).toMatch(/\[[A-Zx]+\]/i);
    const rows = text.split('\n');
    const rule = rows[rows.indexOf(row) - 1] ?? '';
    expect(row.replaceAll(/[\u2068\u2069]/g, '').length).toBe(rule.length);
    expect(html).toContain(isolated(HEBREW));
  });
});
