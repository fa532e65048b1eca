import { readPeriod } from '../config/period.ts';
import { writeBundle } from '../deliver/folder.ts';
import { OutputError, UserError } from '../errors.ts';
import { messagesFor, wordingFor } from '../messages/catalogue.ts';
import { inOnePart, type BundleFile } from '../model/bundle-file.ts';
import { portfolioSchema, type Portfolio } from '../model/portfolio.ts';
import { sha256 } from '../model/sha256.ts';
import { isolated } from '../render/right-to-left.ts';
import type { Printer } from '../render/pdf/browser.ts';
import type { PrintedDocument } from '../render/pdf/document.ts';
import { portfolioSentinel } from '../render/html/view/portfolio.ts';
import { composePortfolio, type PortfolioEntry } from '../report/portfolio.ts';
import type { World } from '../world.ts';
import type { PortfolioOutcome, RunRequest, TenantOutcome } from './contract.ts';
import type { Tools } from './tools.ts';

/** No tenant may have this id: it is the folder beside theirs. */
export const PORTFOLIO_FOLDER = 'portfolio';

/** From `portfolio/<period>/` to the bundle beside it; both parts were checked to be plain names when the bundle was written. */
const linkTo = ({ tenant, files, report }: TenantOutcome, name: string): string | null =>
  report !== null && files.some((file) => file.name === name) ? `../../${tenant.id}/${report.period.key}/${name}` : null;

const entryOf = (outcome: TenantOutcome): PortfolioEntry => ({
  tenant: { id: outcome.tenant.id, name: outcome.tenant.name },
  report: outcome.report,
  files: { html: linkTo(outcome, 'report.html'), pdf: linkTo(outcome, 'report.pdf'), json: linkTo(outcome, 'report.json') },
  problem: outcome.error === null ? null : { message: outcome.error.message, hint: outcome.error.hint },
  missing: outcome.missing,
});

export const portfolioOf = (
  outcomes: readonly TenantOutcome[],
  { config, periodText, asOf }: RunRequest,
  world: Pick<World, 'now' | 'version'>,
): Portfolio => {
  const { timezone, locale } = config;
  const madeAt = world.now();
  const period = readPeriod(periodText, { timezone, now: asOf ?? madeAt });
  return composePortfolio(outcomes.map(entryOf), {
    madeAt,
    tool: { name: 'vdc-report', version: world.version },
    locale,
    period: { key: period.key, label: messagesFor(locale).periodLabel(period), timezone },
  });
};

const printed = async (portfolio: Portfolio, html: string, printer: Printer): Promise<PrintedDocument> => {
  const { refuseBlank } = await import('../render/pdf/document.ts');
  const { m } = wordingFor(portfolio.locale, portfolio.period.timezone);
  const bytes = await printer.print(html, portfolioSentinel(portfolio));
  await refuseBlank(bytes);
  const { tool, period, locale, madeAt } = portfolio;
  const info = {
    title: `${m.portfolio.title}: ${isolated(period.label)}`,
    author: `${tool.name} ${tool.version}`,
    subject: m.portfolio.eyebrow,
    keywords: [m.verdicts[portfolio.verdict], period.key],
    creator: tool.name,
    language: locale,
    date: new Date(madeAt),
    id: sha256(portfolioSentinel(portfolio)).slice(0, 32),
  };
  return { bytes, info };
};

const JSON_FILE = 'portfolio.json';

const jsonOf = (portfolio: Portfolio): Uint8Array => Buffer.from(`${JSON.stringify(portfolioSchema.parse(portfolio), null, 2)}\n`);

/** The PDF with its figures attached, or why there is none. */
const pdfOf = async (portfolio: Portfolio, html: string, printer: Printer): Promise<BundleFile> => {
  const { finishDocument } = await import('../render/pdf/document.ts');
  const description = messagesFor(portfolio.locale).labels.attachedReport;
  const attachment = { name: JSON_FILE, bytes: jsonOf(portfolio), description, type: 'application/json', relation: 'Data' } as const;
  return inOnePart('portfolio.pdf', await finishDocument(await printed(portfolio, html, printer), [attachment]));
};

const asUserError = (error: unknown): UserError => {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return new OutputError('pdf-failed', `The PDF could not be printed: ${message}`, { hint: 'Run again; if it stays, report it.', cause: error });
};

const sentenceOf = ({ message, hint }: UserError): string => ['Portfolio:', message, hint ?? ''].filter((part) => part !== '').join(' ');

const tryPdf = async (
  portfolio: Portfolio,
  html: string,
  printer: Printer | null,
): Promise<{ readonly files: readonly BundleFile[]; readonly missing: readonly string[] }> => {
  if (printer === null) return { files: [], missing: [] };
  try {
    return { files: [await pdfOf(portfolio, html, printer)], missing: [] };
  } catch (error) {
    return { files: [], missing: [sentenceOf(asUserError(error))] };
  }
};

/** The one page over all tenants of a run. It is the provider's: it lies beside their folders, in none of them. */
export const writePortfolio = async (
  outcomes: readonly TenantOutcome[],
  request: RunRequest,
  world: World,
  tools: Tools,
): Promise<Omit<PortfolioOutcome, 'index'>> => {
  const portfolio = portfolioOf(outcomes, request, world);
  const [first] = request.tenants;
  const formats = new Set(request.tenants.flatMap(({ report }) => request.formats ?? report.formats));
  const html = await (await tools.portfolio())(portfolio, { paper: first?.report.paper ?? 'A4' });
  const pdf = await tryPdf(portfolio, html, tools.printerFor(formats));
  const files = [inOnePart('portfolio.html', Buffer.from(html)), ...pdf.files, inOnePart(JSON_FILE, jsonOf(portfolio))];
  request.signal.throwIfAborted();
  const place = { root: request.out, tenantId: PORTFOLIO_FOLDER, periodKey: portfolio.period.key };
  try {
    const { folder } = await writeBundle({ ...place, files }, { now: world.now(), random: world.random });
    return { folder, files: files.map(({ name }) => ({ name, path: `${folder}/${name}` })), missing: pdf.missing };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { folder: null, files: [], missing: [...pdf.missing, sentenceOf(error)] };
  }
};
