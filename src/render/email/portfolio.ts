import { wordingFor } from '../../messages/catalogue.ts';
import type { Portfolio, PortfolioTenant } from '../../model/portfolio.ts';
import { visibleText } from '../escape.ts';
import { isolated, visibleLine } from '../right-to-left.ts';
import { joinParts, wrap, WIDTH } from './plain.ts';

const MAX_SUBJECT = 149;
const MAX_TENANT = 48;
const MAX_SENTENCE = 600;
/** In each group; the page has them all. */
const MOST_NAMED = 50;

type Wording = ReturnType<typeof wordingFor>;

const figuresOf = ({ jobs, rpo, problem, missing }: PortfolioTenant, { m, f }: Wording): readonly string[] => [
  ...(problem === null ? [] : [visibleLine(problem.message, MAX_SENTENCE)]),
  ...(jobs === null ? [] : [`${m.portfolio.jobs}: ${m.portfolio.metOf(f, jobs.pass, jobs.enabled)}`]),
  ...(rpo === null ? [] : [`RPO ${f.percent(rpo.ratio)}`]),
  ...(missing.length === 0 ? [] : [m.portfolio.incomplete(f, missing.length)]),
];

const lineOf = (tenant: PortfolioTenant, wording: Wording): readonly string[] => {
  const name = visibleLine(`${isolated(visibleText(tenant.name, MAX_TENANT))} (${tenant.id})`, MAX_SENTENCE);
  return wrap(`- ${[name, ...figuresOf(tenant, wording)].join(', ')}`, WIDTH);
};

const groupsOf = ({ tenants }: Portfolio, wording: Wording): readonly (readonly string[])[] =>
  [...Map.groupBy(tenants, ({ verdict }) => verdict)].map(([verdict, group]) => {
    const { m, f } = wording;
    const more = group.length - MOST_NAMED;
    const lines = group.slice(0, MOST_NAMED).flatMap((tenant) => lineOf(tenant, wording));
    return [m.portfolio.group(f, verdict, group.length), ...lines, ...(more > 0 ? [`- ${m.notice.portfolio.more(f, more)}`] : [])];
  });

/** A mail of text alone over all tenants of a period, worst first: where to look, before the page is opened. */
export const portfolioMail = (portfolio: Portfolio, folder: string): { readonly subject: string; readonly text: string } => {
  const { locale, period, totals, verdict } = portfolio;
  const wording = wordingFor(locale, period.timezone);
  const { m, f } = wording;
  const words = m.notice.portfolio;
  return {
    subject: visibleLine(words.subject(period.label, m.verdicts[verdict]), MAX_SUBJECT),
    text: joinParts([
      wrap(m.portfolio.headline(f, totals.tenants), WIDTH),
      ...groupsOf(portfolio, wording),
      wrap(visibleLine(words.where(folder), MAX_SENTENCE), WIDTH),
      wrap(m.notice.automatic, WIDTH),
    ]),
  };
};
