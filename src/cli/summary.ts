import type { UserError } from '../errors.ts';
import { wordingFor } from '../messages/catalogue.ts';
import { isListUnread } from '../model/is-list-unread.ts';
import type { Report } from '../model/report.ts';
import type { PortfolioOutcome, RunOutcome, TenantOutcome } from '../run/contract.ts';
import type { ExitCode } from './exit-code.ts';
import { jobTable, SIGNS } from './summary-table.ts';
import { cleanLine, type Paint } from './terminal.ts';

/** With more tenants than this, only those are shown in full of which something is missing or missed. */
const MOST_IN_FULL = 5;

/** Named first, in this order. */
const MAIN_FILES = ['report.html', 'report.pdf', 'report.json', 'email.eml'];

/** With more files than this, only the main ones are named. */
const MOST_FILES = 8;

const FOR_VERIFICATION = /^(?:evidence\/|manifest\.)/;

const errorLines = (error: UserError): string[] => [error.message, ...(error.hint === null ? [] : [error.hint])];

const title = ({ tenant, report, verdict }: TenantOutcome, paint: Paint): string => {
  const { sign, colour } = SIGNS[verdict ?? 'not-evaluable'];
  const about = report === null ? 'no report' : `${report.period.label}, ${report.period.timezone}${isListUnread(report) ? '' : `, ${report.state}`}`;
  return `${paint(colour, `${sign} ${(verdict ?? 'no verdict').toUpperCase()}`)}  ${paint('bold', cleanLine(tenant.name))} (${tenant.id}) · ${about}`;
};

const body = (report: Report, width: number, paint: Paint): string[] => {
  const { m, f } = wordingFor('en', report.period.timezone);
  return [`  ${m.headline(report, f)}`, '', ...jobTable(report, f, width, paint)];
};

/** What went wrong with one tenant, under a heading; nothing where all went well. */
export const missingLines = ({ missing, error }: Pick<TenantOutcome, 'missing' | 'error'>, paint: Paint): string[] => {
  const sentences = [...(error === null ? [] : errorLines(error)), ...missing];
  return sentences.length === 0 ? [] : ['', `  ${paint('yellow', 'Missing:')}`, ...sentences.map((sentence) => `    ${cleanLine(sentence)}`)];
};

const fileLines = ({ files, folder }: TenantOutcome): string[] => {
  if (folder === null) return [];
  const worthNaming = files.filter(({ name }) => !FOR_VERIFICATION.test(name));
  const main = MAIN_FILES.flatMap((wanted) => worthNaming.filter(({ name }) => name === wanted));
  const others = worthNaming.filter(({ name }) => !MAIN_FILES.includes(name));
  const named = worthNaming.length > MOST_FILES ? main : [...main, ...others];
  const more = worthNaming.length - named.length;
  const lines = named.length === 0 ? [folder] : [...named.map(({ path }) => path), ...(more > 0 ? [`and ${more} more in ${folder}`] : [])];
  return ['', ...lines.map((line) => `  ${line}`)];
};

const needsAttention = ({ verdict, missing, error }: TenantOutcome): boolean =>
  (verdict !== 'pass' && verdict !== 'not-applicable') || missing.length > 0 || error !== null;

const tenantLines = (outcome: TenantOutcome, full: boolean, width: number, paint: Paint): string[] => [
  title(outcome, paint),
  ...(full && outcome.report !== null ? body(outcome.report, width, paint) : []),
  ...missingLines(outcome, paint),
  ...(full ? fileLines(outcome) : []),
];

const portfolioLines = (portfolio: PortfolioOutcome | null, paint: Paint): readonly (readonly string[])[] =>
  portfolio === null
    ? []
    : [
        [
          paint('bold', 'Portfolio'),
          ...portfolio.files.map(({ path }) => `  ${path}`),
          ...(portfolio.index === null ? [] : [`  ${portfolio.index}`]),
          ...missingLines({ missing: portfolio.missing, error: null }, paint),
        ],
      ];

/** The result for people: a table for each tenant, what is missing, and where the report lies. */
export const summaryText = ({ tenants, portfolio }: RunOutcome, width: number, paint: Paint): string => {
  const inFull = (outcome: TenantOutcome): boolean => tenants.length <= MOST_IN_FULL || needsAttention(outcome);
  return [...tenants.map((outcome) => tenantLines(outcome, inFull(outcome), width, paint)), ...portfolioLines(portfolio ?? null, paint)]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
};

export const errorJson = (error: UserError | null) => (error === null ? null : { code: error.code, message: error.message, hint: error.hint });

/** The result for machines: one JSON document. */
export const summaryJson = ({ tenants, portfolio = null }: RunOutcome, exitCode: ExitCode): string =>
  JSON.stringify({
    tenants: tenants.map(({ tenant, verdict, state, folder, files, missing, delivery, error }) => ({
      id: tenant.id,
      name: tenant.name,
      verdict,
      state,
      folder,
      files,
      missing,
      delivery,
      error: errorJson(error),
    })),
    ...(portfolio === null ? {} : { portfolio }),
    exitCode,
  });
