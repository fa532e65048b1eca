import { describe, expect, test } from 'vitest';
import { portfolioSchema } from '../../src/model/portfolio.ts';
import type { Portfolio } from '../../src/model/portfolio.ts';
import { composePortfolio } from '../../src/report/portfolio.ts';
import { entryOf, ENTRIES, PORTFOLIO_OF } from '../support/portfolio.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';

const made = (entries: typeof ENTRIES): Portfolio => portfolioSchema.parse(composePortfolio(entries, PORTFOLIO_OF));

const UNKNOWN = reportFixture({ jobs: [jobFixture({ verdict: 'not-evaluable' })] });

describe('a portfolio', () => {
  test('stands worst first, what is unknown before what is well', () => {
    expect(made(ENTRIES).tenants.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['worse', 'fail'],
      ['bad', 'fail'],
      ['broken', null],
      ['unknown', 'not-evaluable'],
      ['good', 'pass'],
      ['young', 'pass'],
      ['empty', 'not-applicable'],
    ]);
  });

  test('sums over tenants with a verdict alone, and counts every tenant once', () => {
    const { totals, tenants } = made(ENTRIES);
    expect(totals.tenants).toEqual({ total: 7, pass: 2, fail: 2, notEvaluable: 1, notApplicable: 1, notMade: 1 });
    const judged = tenants.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail');
    const compliant = judged.reduce((sum, { rpo }) => sum + (rpo?.compliantSeconds ?? 0), 0);
    const measured = judged.reduce((sum, { rpo }) => sum + (rpo?.measuredSeconds ?? 0), 0);
    expect([totals.pooled, totals.rpo]).toEqual([4, { measuredSeconds: measured, compliantSeconds: compliant, ratio: compliant / measured }]);
  });

  test('gives no figure of a tenant that is not evaluable, and none that looks like a pass of one without a report', () => {
    const rows = new Map(made(ENTRIES).tenants.map((row) => [row.id, row]));
    expect(rows.get('unknown')).toMatchObject({ rpo: null, success: null, gaps: null });
    expect(rows.get('broken')).toMatchObject({
      verdict: null,
      rpo: null,
      jobs: null,
      problem: { message: expect.stringContaining('refused') as unknown },
    });
  });

  test('passes only where every tenant with an enabled job does', () => {
    const of = (...entries: typeof ENTRIES) => made(entries).verdict;
    const [good, unknown, broken] = [entryOf('good', reportFixture()), entryOf('unknown', UNKNOWN), entryOf('broken', null)];
    const empty = entryOf('empty', reportFixture({ jobs: [], days: [] }));
    expect([of(good), of(good, empty), of(empty), of(good, unknown), of(good, broken), of(unknown), of(broken)]).toEqual([
      'pass',
      'pass',
      'not-applicable',
      'not-evaluable',
      'not-evaluable',
      'not-evaluable',
      'not-evaluable',
    ]);
  });

  test('names no job, no object and no reason of theirs', () => {
    const secret = 'secret-mailbox@contoso.example';
    const report = reportFixture({ jobs: [jobFixture({ name: secret, lastStatus: secret })] });
    expect(JSON.stringify(made([entryOf('good', report)]))).not.toContain('secret-mailbox');
  });
});
