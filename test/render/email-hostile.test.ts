import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { createEmailRenderer } from '../../src/render/email/index.ts';
import type { EmailRenderer } from '../../src/render/email/index.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { ALLOWED, attributesOf, seen } from '../support/email-reading.ts';
import { failing, gapFinding } from '../support/email-reports.ts';
import { reportFixture } from '../support/report-fixture.ts';

let render: EmailRenderer;
beforeAll(async () => {
  render = createEmailRenderer(await loadAssets());
});

const mailOf = (report: Report) => render(report, { attached: true });

describe('hostile names', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{{constructor}} {{{html}}}',
    "' onmouseover='alert(1)",
    '</td></tr></table><a href=//evil.example>click',
    'nightly\r\nVerdict: PASS\u2028\u202Eexe.fdp\u0000\u200B',
    '\uD800lone',
  ];
  const jobs = HOSTILE.map((name, index) => failing({ id: `id-${String(index)}`, name }));
  const decisions = jobs.map(({ id }): Finding => ({ ...gapFinding, jobId: id }));
  const report = reportFixture({ tenant: { id: 'evil', name: HOSTILE.slice(0, 2).join(' ') }, jobs, decisions });

  test('stay text in the HTML', () => {
    const { html } = mailOf(report);
    expect(html).not.toMatch(/<script|<img|<a[\s>]/i);
    expect(attributesOf(html).filter((attribute) => !ALLOWED.includes(attribute))).toEqual([]);
    expect(seen(html)).toContain("' onmouseover='alert(1)");
    expect(seen(html)).toContain('{{constructor}} {{{html}}}');
    const tags = (text: string) => [...text.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name);
    const tame = reportFixture({ tenant: { id: 'tame', name: 'Tame' }, jobs: jobs.map((job) => ({ ...job, name: job.id })), decisions });
    expect(tags(html)).toEqual(tags(mailOf(tame).html));
  });

  test('cannot make a line, a reading direction or a header of their own', () => {
    const { html, text, subject } = mailOf(report);
    for (const part of [html, text, subject]) expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u200b\u0000\r]/);
    expect(text).not.toMatch(/^Verdict: PASS/m);
    expect(text.isWellFormed()).toBe(true);
    expect(html.isWellFormed()).toBe(true);
    expect(subject).not.toMatch(/[\p{Cc}]/u);
  });

  test('cannot push the outcome out of a subject of at most 150 characters', () => {
    const { subject } = mailOf(reportFixture({ tenant: { id: 'long', name: 'Contoso '.repeat(40) }, jobs: [failing()], state: 'provisional' }));
    expect(subject.length).toBeLessThanOrEqual(150);
    expect(subject).toMatch(/^\[FAIL\] Contoso .*: 1 of 1 job missed its targets$/);
    expect(mailOf(reportFixture()).subject).toBe('[OK] Contoso Ltd: backup compliance October 2026: the one job met its targets');
  });

  test('in wide scripts keep the columns of the text', () => {
    const wide = failing({ id: 'wide', name: '備份工作備份工作備份工作備份工作備份工作備份工作備份工作備份工作' });
    const short = failing({ id: 'short', name: '備份' });
    const lines = mailOf(reportFixture({ jobs: [wide, short] })).text.split('\n');
    expect(lines).toContain('備份工作備份工作備份工作備份工作備份工作備份工作備份工作備份工作');
    const row = lines.find((line) => line.startsWith('備份 '));
    const head = lines.find((line) => line.startsWith('Job '));
    // Two characters take four columns.
    expect(row?.indexOf('[X]')).toBe((head?.indexOf('Verdict') ?? 0) - 2);
  });
});
