import { printReport } from '../../src/render/files.ts';
import { reportJson } from '../../src/render/json.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer, type HtmlRenderer } from '../../src/render/html/index.ts';
import { reportView } from '../../src/render/html/view/index.ts';
import type { Attachment } from '../../src/render/pdf/attach.ts';
import { createPrinter } from '../../src/render/pdf/browser.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { compileTemplate, templateText } from '../../src/render/strict-templates.ts';
import type { Report } from '../../src/model/report.ts';
import { pagesBeforeAppendix, readPdf } from '../render/support/read-pdf.ts';
import { hourlyReport, reportOfWorld } from '../render/support/world-report.ts';
import { benchPdf } from './pdf.ts';
import { median, type Row } from './table.ts';

type Limit = readonly [what: string, value: number, most: number, unit: string];

const HTML_MS = 300;
const HTML_MB = 1.5;
const PDF_MB = 1;
const PAGES = 12;
const MB = 1_000_000;

/** The page of 200 jobs, against the templates alone over views that are already there; both warm, in turn. */
const benchHtml = async (render: HtmlRenderer, runs: number): Promise<Row> => {
  const report = await reportOfWorld('large', { jobs: 200 });
  const assets = await loadAssets();
  const template = compileTemplate(templateText(assets.templates, 'report'), assets.partials);
  const view = { ...reportView(report), style: '', csp: '', script: '' };
  const [oursMs, floorMs]: [number[], number[]] = [[], []];
  for (let run = -3; run < runs; run += 1) {
    const start = performance.now();
    template(view);
    const between = performance.now();
    await render(report, { paper: 'A4' });
    if (run < 0) continue;
    floorMs.push(between - start);
    oursMs.push(performance.now() - between);
  }
  return { name: 'HTML', floor: 'the templates alone, views prepared', oursMs, floorMs, target: null, note: `${report.jobs.length} jobs × 31 days` };
};

/** As it is handed on, with these files in it. */
const pdfOf = async (report: Report, html: string, attachments: readonly Attachment[]): Promise<Uint8Array> => {
  const printer = createPrinter({ configured: null, env: process.env });
  try {
    return await finishDocument(await printReport(report, html, printer), attachments);
  } finally {
    await printer.close();
  }
};

const figuresOf = (report: Report): Attachment => ({
  name: 'report.json',
  bytes: Buffer.from([...reportJson(report)].join('')),
  description: 'figures',
  type: 'application/json',
  relation: 'Data',
});

/** Of hourly runs report.json alone is larger than a document may be: there only the document itself has a limit. */
const sizesOf = async (what: string, report: Report, html: string, withFigures: boolean): Promise<readonly Limit[]> => {
  const pdf = await pdfOf(report, html, withFigures ? [figuresOf(report)] : []);
  return [
    [`HTML of 40 ${what} × 31 days`, Buffer.byteLength(html) / MB, HTML_MB, 'MB'],
    [`PDF of 40 ${what} × 31 days, ${withFigures ? 'with' : 'without'} report.json in it`, pdf.length / MB, PDF_MB, 'MB'],
    ['its pages before the appendix', pagesBeforeAppendix(await readPdf(pdf)), PAGES, 'pages'],
  ];
};

/** How fast pages come, and how large they become. */
export const benchRendering = async (runs: number): Promise<{ readonly rows: readonly Row[]; readonly limits: readonly Limit[] }> => {
  const render = createHtmlRenderer(await loadAssets());
  const html = await benchHtml(render, runs);
  const worlds = [['jobs', await reportOfWorld('large', { jobs: 40 })] as const, ['hourly jobs', await hourlyReport(40)] as const];
  const rows: Row[] = [html];
  const limits: Limit[] = [['HTML of 200 jobs × 31 days, warm', median(html.oursMs), HTML_MS, 'ms']];
  for (const [what, report] of worlds) {
    const page = await render(report, { paper: 'A4' });
    rows.push({ ...(await benchPdf([report, page], runs)), note: `40 ${what} × 31 days` });
    limits.push(...(await sizesOf(what, report, page, what === 'jobs')));
  }
  return { rows, limits };
};
