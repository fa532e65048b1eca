import { OutputError, UserError } from '../errors.ts';
import type { Branding } from '../model/branding.ts';
import type { BundleFile } from '../model/bundle-file.ts';
import type { Report } from '../model/report.ts';
import { gapsCsv } from './csv/gaps.ts';
import { objectsCsv } from './csv/objects.ts';
import { sessionsCsv } from './csv/sessions.ts';
import type { HtmlRenderer } from './html/index.ts';
import { documentTitle, viewContext } from './html/view/index.ts';
import { reportJson } from './json.ts';
import { summaryMarkdown } from './markdown/index.ts';
import type { Printer } from './pdf/browser.ts';
import type { PrintedDocument } from './pdf/document.ts';
import type { DocumentInfo } from './pdf/xmp.ts';

export type FileOptions = {
  readonly formats: ReadonlySet<string>;
  readonly paper: 'A4' | 'Letter';
  readonly branding?: Branding | undefined;
  readonly html: HtmlRenderer;
  /** Null: no PDF is wanted. */
  readonly printer: Printer | null;
  readonly onPrint: () => void;
};

export type Rendered = {
  /** Without the PDF. */
  readonly files: readonly BundleFile[];
  readonly pdf: PrintedDocument | null;
  /** Why there is no PDF although one was wanted. */
  readonly problem: UserError | null;
};

const text = (name: string, parts: Iterable<string>): BundleFile => ({ name, parts: Array.from(parts, (part) => Buffer.from(part, 'utf8')) });

const documentInfo = (report: Report): DocumentInfo => {
  const context = viewContext(report);
  return {
    title: documentTitle(context),
    author: `${report.tool.name} ${report.tool.version}`,
    subject: `${context.m.labels.documentSubject}, ${report.period.label}`,
    keywords: [context.m.verdicts[report.verdict], report.tenant.id, report.period.key, report.reportId],
    creator: report.tool.name,
    language: report.locale,
    date: new Date(report.asOf),
    id: report.reportId.padEnd(32, '0').slice(0, 32),
  };
};

/** Paper has nothing to open. */
const unfolded = (html: string): string => html.replaceAll('<details ', '<details open ');

/** Prints the page. What comes out still waits for what it is to carry. */
export const printReport = async (report: Report, html: string, printer: Printer): Promise<PrintedDocument> => {
  const bytes = await printer.print(unfolded(html), report.reportId);
  const { refuseBlank } = await import('./pdf/document.ts');
  await refuseBlank(bytes);
  return { bytes, info: documentInfo(report) };
};

/** A PDF that cannot be made leaves the rest whole; it is named, never replaced by a blank one. */
const tryPrint = async (report: Report, html: string, options: FileOptions): Promise<Pick<Rendered, 'pdf' | 'problem'>> => {
  if (options.printer === null) return { pdf: null, problem: null };
  options.onPrint();
  try {
    return { pdf: await printReport(report, html, options.printer), problem: null };
  } catch (error) {
    if (error instanceof UserError) return { pdf: null, problem: error };
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return {
      pdf: null,
      problem: new OutputError('pdf-failed', `The PDF could not be printed: ${message}`, {
        hint: 'Run again; if it stays, report it.',
        cause: error,
      }),
    };
  }
};

/** Report → the bundle's files, but for the e-mail. */
export const renderFiles = async (report: Report, options: FileOptions): Promise<Rendered> => {
  const { formats } = options;
  const html = await options.html(report, { paper: options.paper, branding: options.branding });
  const { pdf, problem } = await tryPrint(report, html, options);
  const files = [
    ...(formats.has('html') ? [text('report.html', [html])] : []),
    text('report.json', reportJson(report)),
    ...(formats.has('csv')
      ? [text('sessions.csv', sessionsCsv(report)), text('gaps.csv', gapsCsv(report)), text('objects.csv', objectsCsv(report))]
      : []),
    ...(formats.has('junit') ? [text('junit.xml', [(await import('./junit/index.ts')).junitXml(report)])] : []),
    ...(formats.has('markdown') ? [text('summary.md', [summaryMarkdown(report)])] : []),
  ];
  return { files, pdf, problem };
};
