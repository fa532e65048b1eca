import { readFile } from 'node:fs/promises';
import { launch } from 'puppeteer';
import { findBrowser } from '../../src/render/pdf/find-browser.ts';
import { createPrinter } from '../../src/render/pdf/browser.ts';
import { printReport } from '../../src/render/files.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import type { Report } from '../../src/model/report.ts';
import { readReport } from '../../src/report/compose.ts';
import type { Row } from './table.ts';

const timed = async (work: () => Promise<{ readonly length: number }>): Promise<number> => {
  const before = performance.now();
  const { length } = await work();
  if (length === 0) throw new Error('Nothing was printed.');
  return performance.now() - before;
};

/** Of a bare print's pages a second nine tenths are to be left. */
const PAGES_A_SECOND = 0.9;

/** The page and the report of a bundle. */
export const readPage = async (folder: string): Promise<readonly [report: Report, html: string]> => [
  readReport(await readFile(`${folder}/report.json`, 'utf8')),
  await readFile(`${folder}/report.html`, 'utf8'),
];

/** The report's PDF, finished, against a bare `page.pdf()` of the same HTML; both browsers warm, both printing in turn. */
export const benchPdf = async ([report, html]: readonly [Report, string], runs: number): Promise<Row> => {
  const choice = { configured: null, env: process.env };
  const program = await findBrowser(choice, async () => null);
  const bare = await launch({
    executablePath: program.executable,
    headless: 'shell',
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, ...program.env },
  });
  const printer = createPrinter(choice);
  const barePrint = async () => {
    const page = await bare.newPage();
    try {
      await page.setContent(html, { waitUntil: 'load' });
      return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    } finally {
      await page.close();
    }
  };
  const ours = async () => finishDocument(await printReport(report, html, printer), []);
  try {
    for (let warm = 0; warm < 3; warm += 1) {
      await timed(barePrint);
      await timed(ours);
    }
    const oursMs: number[] = [];
    const floorMs: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      floorMs.push(await timed(barePrint));
      oursMs.push(await timed(ours));
    }
    return {
      name: 'PDF',
      floor: 'open page, set content, page.pdf()',
      oursMs,
      floorMs,
      target: 1 / PAGES_A_SECOND,
      note: `${report.jobs.length} jobs, fenced and finished`,
    };
  } finally {
    await bare.close();
    await printer.close();
  }
};
