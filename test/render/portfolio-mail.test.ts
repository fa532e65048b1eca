import { describe, expect, it } from 'vitest';
import { portfolioMail } from '../../src/render/email/portfolio.ts';
import { composePortfolio } from '../../src/report/portfolio.ts';
import { expectGolden } from '../support/golden.ts';
import { ENTRIES, entryOf, PORTFOLIO_OF } from '../support/portfolio.ts';
import { reportFixture } from '../support/report-fixture.ts';

const FOLDER = '/srv/reports/portfolio/2026-10';

describe('the mail over all tenants', () => {
  it.each(['en', 'de'])('says how many met their targets, names each tenant, worst first, and where the page lies: %s', (locale) => {
    const { subject, text } = portfolioMail(composePortfolio(ENTRIES, { ...PORTFOLIO_OF, locale }), FOLDER);
    expectGolden(`email-text/portfolio-${locale}.txt`, `Subject: ${subject}\n\n${text}`);
    const places = ['worse', 'bad', 'broken', 'unknown', 'good'].map((id) => text.indexOf(`(${id})`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it.each(['x'.repeat(10_000), '\u202egnp.exe', 'a\r\nBcc: b@c.example', '<b>&', '{{x}}', '=1+1', '\u05e9\u05dc\u05d5\u05dd'])(
    'holds its form, whatever a tenant is called: %j',
    (name) => {
      const entry = { ...entryOf('good', reportFixture()), tenant: { id: 'good', name } };
      const { subject, text } = portfolioMail(composePortfolio([entry], PORTFOLIO_OF), FOLDER);
      expect(subject.length).toBeLessThanOrEqual(150);
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(text).not.toMatch(/[\u202a-\u202e\r]|^Bcc/m);
    },
  );

  it('stays short for a thousand tenants, and says how many it leaves out', () => {
    const many = Array.from({ length: 1000 }, (_, index) => entryOf(`t${String(index)}`, reportFixture()));
    const { text } = portfolioMail(composePortfolio(many, PORTFOLIO_OF), FOLDER);
    expect([text.includes('- and 950 more tenants'), text.length < 10_000]).toEqual([true, true]);
  });
});
