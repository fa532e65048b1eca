import { describe, expect, it } from 'vitest';
import { concludeRun } from '../../src/cli/report-run.ts';
import { createProgress } from '../../src/cli/progress.ts';
import { createShell } from '../../src/cli/shell.ts';
import { summaryJson, summaryText } from '../../src/cli/summary.ts';
import { widthOf } from '../../src/cli/terminal.ts';
import { UserError } from '../../src/errors.ts';
import type { RunEvent } from '../../src/run/contract.ts';
import { fakeWorld } from './support/fake-world.ts';
import { makeJob } from '../analyze/support/build.ts';
import { missingFrom } from '../../src/run/missing.ts';
import { job, makeOutcome, makeReport, WORLD } from './support/make-report.ts';

const plain = (_colour: string, text: string): string => text;
const text = (outcomes: Parameters<typeof summaryText>[0]['tenants'], width = 100): string =>
  summaryText({ tenants: outcomes }, width, plain).replaceAll('\u00a0', ' ');

describe('summaryText', () => {
  it('shows the verdict, the jobs worst first, what is missing and where the report lies', () => {
    const missing = ['Job Teams: the server failed (500 from GET /v1/x, 4 attempts).'];
    expect(text([makeOutcome(makeReport(), { missing })])).toBe(`✗ FAIL  Contoso Ltd (contoso) · October 2026, UTC, final
  One of two measured jobs missed its targets. One could not be measured.

                    job             RPO   runs    worst  gaps
  ✗ fail            SharePoint   93.81%  29/31  3 d 0 h     1
  ? not-evaluable   Teams             –      –        –     –
  ✓ pass            Exchange       100%  31/31  1 d 0 h     0
  – not-applicable  Old archive       –  31/31        –     –

  Missing:
    Job Teams: the server failed (500 from GET /v1/x, 4 attempts).

  /r/contoso/2026-10/report.html
  /r/contoso/2026-10/report.pdf
  /r/contoso/2026-10/report.json
  /r/contoso/2026-10/email.eml
  /r/contoso/2026-10/sessions.csv`);
  });

  it.each([100, 80, 60, 50, 48, 40])('fits %i columns, and leaves columns out from the right', (width) => {
    const report = makeReport([...WORLD, job('A job with a name that goes on and on – 日本語の名前 – without end, really', 's'.repeat(36))]);
    const lines = text([makeOutcome(report, { files: [], folder: null })], width)
      .split('\n')
      .slice(3);
    expect(lines).toHaveLength(6);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
    expect(lines.some((line) => line.includes('93.81'))).toBe(width > 40);
    expect(lines.some((line) => line.includes('A job with a name t'))).toBe(true);
  });

  it('tells two jobs of one name apart', () => {
    const [one, other] = ['11111111-aaaa', '22222222-bbbb'].map((id) => job('Twice', 's'.repeat(36), { job: makeJob({ id, name: 'Twice' }) }));
    const shown = text([makeOutcome(makeReport([one!, other!]))]);
    expect(shown).toContain('Twice (11111111…)');
    expect(shown).toContain('Twice (22222222…)');
  });

  it('says never protected and writes hostile names on one line', () => {
    const shown = text([makeOutcome(makeReport([job('x\u001b[2J\ny', 'f'.repeat(36))]))]);
    expect(shown).toContain('x [2J y');
    expect(shown).toContain('never protected');
    expect(shown).not.toContain('\u001b');
  });

  it('shows a tenant without a report by its error', () => {
    const error = new UserError('refused-key', 'Tenant contoso: the API refused the key.', { hint: 'Check CONTOSO_VDC_KEY.' });
    expect(text([makeOutcome(null, { error, files: [], folder: null })])).toBe(`? NO VERDICT  Contoso Ltd (contoso) · no report

  Missing:
    Tenant contoso: the API refused the key.
    Check CONTOSO_VDC_KEY.`);
  });

  it('keeps many jobs and many tenants short', () => {
    const many = Array.from({ length: 60 }, (_, index) => job(`Job ${index}`, 's'.repeat(36)));
    const outcome = makeOutcome(makeReport(many));
    expect(text([outcome])).toContain('… and 20 more, none of them missed');
    expect(
      text(Array.from({ length: 8 }, () => outcome))
        .split('\n')
        .filter((line) => line !== ''),
    ).toHaveLength(8);
  });

  const filesShown = (names: readonly string[]): string[] => {
    const files = names.map((name) => ({ name, path: `/r/${name}` }));
    const shown =
      text([makeOutcome(makeReport(), { files })])
        .split('\n\n')
        .at(-1) ?? '';
    return shown.split('\n').map((line) => line.trim());
  };

  it('names every file that was asked for, but not what is there to verify them', () => {
    const names = ['email.eml', 'evidence/index.json', 'evidence/jobs.gz', 'gaps.csv', 'manifest.json', 'report.json', 'sessions.csv'];
    expect(filesShown(names)).toEqual(['/r/report.json', '/r/email.eml', '/r/gaps.csv', '/r/sessions.csv']);
  });

  it('names only the main ones of many', () => {
    const names = ['email.eml', 'report.json', ...Array.from({ length: 9 }, (_, index) => `part-${index}.csv`)];
    expect(filesShown(names)).toEqual(['/r/report.json', '/r/email.eml', 'and 9 more in /r/contoso/2026-10']);
  });

  it('names the folder where there is nothing else to name', () => {
    expect(filesShown([])).toEqual(['/r/contoso/2026-10']);
  });
});

describe('summaryJson', () => {
  it('is one document with verdicts, files, what is missing and the exit code', () => {
    const error = new UserError('x', 'It failed.');
    const outcome = makeOutcome(makeReport(), { missing: ['m'], files: [{ name: 'report.html', path: '/r/report.html' }] });
    expect(JSON.parse(summaryJson({ tenants: [outcome, makeOutcome(null, { error, files: [], folder: null })] }, 3))).toEqual({
      tenants: [
        {
          id: 'contoso',
          name: 'Contoso Ltd',
          verdict: 'fail',
          state: 'final',
          folder: '/r/contoso/2026-10',
          files: [{ name: 'report.html', path: '/r/report.html' }],
          missing: ['m'],
          delivery: 'none',
          error: null,
        },
        {
          id: 'contoso',
          name: 'Contoso Ltd',
          verdict: null,
          state: null,
          folder: null,
          files: [],
          missing: [],
          delivery: 'none',
          error: { code: 'x', message: 'It failed.', hint: null },
        },
      ],
      exitCode: 3,
    });
  });
});

describe('concludeRun', () => {
  const pass = makeOutcome(makeReport([job('a', 's'.repeat(36))]));
  const fail = makeOutcome(makeReport([job('a', 'f'.repeat(36))]));
  const without = makeOutcome(null, { error: new UserError('x', 'It failed.') });
  const partial = makeOutcome(pass.report, { missing: ['The mail to a@b.example was refused.'] });
  it.each([
    [[pass], false, 0],
    [[fail], false, 0],
    [[pass], true, 0],
    [[pass, fail], true, 1],
    [[pass, partial], false, 3],
    [[fail, partial], true, 3],
    [[pass, without], false, 3],
  ])('case %#', (tenants, gate, code) => {
    const world = fakeWorld([]);
    const shell = createShell(world, new AbortController().signal, { json: true, quiet: false, verbose: false });
    expect(concludeRun({ tenants }, gate, shell)).toBe(code);
    expect(JSON.parse(world.out())).toMatchObject({ exitCode: code });
  });

  const lastRun = Date.parse('2026-10-31T12:00:00Z');
  const stale = makeReport([job('a', 's'.repeat(36), { job: makeJob({ name: 'a', lastRun, lastStatus: 'Success', lastStatusClass: 'success' }) })]);
  const lacking = makeOutcome(stale, { missing: missingFrom(stale) });
  const unprinted = makeOutcome(stale, { missing: [...missingFrom(stale), 'Tenant contoso: the PDF could not be printed.'] });
  it.each([
    ['real', lacking, false, 3],
    ['demo', lacking, false, 0],
    ['demo', lacking, true, 1],
    ['demo', unprinted, false, 3],
    ['demo', without, false, 3],
  ] as const)('a last run in no list, %s, case %#', (source, outcome, gate, code) => {
    const world = fakeWorld([]);
    const shell = createShell(world, new AbortController().signal, { json: false, quiet: false, verbose: false });
    expect(concludeRun({ tenants: [outcome] }, gate, shell, source)).toBe(code);
    expect(world.out()).toContain(outcome === without ? 'It failed.' : 'its last run is in no list');
  });
});

describe('progress', () => {
  const EVENTS: readonly RunEvent[] = [
    { kind: 'stage', tenantId: 'a', stage: 'collect' },
    { kind: 'progress', tenantId: 'a', done: 1, total: 2, what: 'sessions of \u001b[2JJob' },
    { kind: 'note', tenantId: 'a', text: 'waiting 5 s' },
    { kind: 'stage', tenantId: 'a', stage: 'pdf' },
  ];
  const shown = (isTTY: boolean, quiet = false): string => {
    const world = fakeWorld([], { isTTY, columns: 24 });
    const progress = createProgress(createShell(world, new AbortController().signal, { json: false, quiet, verbose: false }));
    EVENTS.forEach(progress.onEvent);
    progress.end();
    expect(world.out()).toBe('');
    return world.err();
  };

  it('is a few plain lines in a log', () => {
    expect(shown(false)).toBe('a: collecting\na: waiting 5 s\na: printing the PDF\n');
  });

  it('is one line on a terminal, cut to its width, and gone at the end', () => {
    const clear = '\r\u001b[2K';
    expect(shown(true)).toBe(`${clear}a: collecting${clear}a: sessions of \\u001b[…${clear}a: waiting 5 s\n${clear}a: printing the PDF${clear}`);
  });

  it('is silent with --quiet', () => {
    expect(shown(true, true) + shown(false, true)).toBe('');
  });
});
