import type { Browser, HTTPRequest, Page } from 'puppeteer';
import { OutputError } from '../../errors.ts';
import { findBrowser, type BrowserChoice } from './find-browser.ts';
import type { BrowserProgram } from './npm-browser.ts';

export type Paper = 'A4' | 'Letter';

export type Printer = {
  /** Prints one self-contained page. `sentinel` is the content of its `vdc-report` meta element. Throws rather than printing anything else. */
  readonly print: (html: string, sentinel: string) => Promise<Uint8Array>;
  /** Which browser it is, and how it was started. */
  readonly about: () => Promise<{ readonly origin: string; readonly version: string; readonly sandbox: boolean }>;
  readonly close: () => Promise<void>;
};

/** Long enough for a large report on a busy machine; a print that hangs ends with its browser. */
const PRINT_TIMEOUT_MS = 120_000;

/**
 * Layer one: a proxy where nobody listens, for loopback too. Layers two to four are JavaScript off, a request filter that
 * refuses everything, and the page's own content security policy. Web security stays on.
 */
const FENCE = ['--proxy-server=http://127.0.0.1:9', '--proxy-bypass-list=<-loopback>', '--disable-features=Translate,BackForwardCache'];
const QUIET = ['--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', '--font-render-hinting=none'];

type Started = { readonly browser: Browser; readonly program: BrowserProgram; readonly sandbox: boolean };

const isRoot = () => process.getuid?.() === 0;

const launch = async (program: BrowserProgram, sandbox: boolean): Promise<Browser> => {
  const { launch: start } = await import('puppeteer');
  return start({
    executablePath: program.executable,
    headless: 'shell',
    pipe: true,
    args: [...FENCE, ...QUIET, ...(sandbox ? [] : ['--no-sandbox'])],
    env: { ...process.env, ...program.env },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    timeout: 60_000,
  });
};

const installedByPuppeteer = async (): Promise<string | null> => {
  const { executablePath } = await import('puppeteer');
  try {
    return executablePath();
  } catch {
    return null;
  }
};

const cannotStart = (program: BrowserProgram, cause: unknown) =>
  new OutputError(
    'browser-did-not-start',
    `The browser (${program.origin}) did not start: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`,
    {
      hint: 'Name another Chrome or Chromium with --browser, or leave pdf out of the formats.',
      cause,
    },
  );

/** The sandbox is on wherever it can be: root cannot have one, and some kernels forbid it to everybody. */
const start = async (choice: BrowserChoice): Promise<Started> => {
  const program = await findBrowser(choice, installedByPuppeteer);
  if (isRoot())
    return { browser: await launch(program, false).catch((error: unknown) => Promise.reject(cannotStart(program, error))), program, sandbox: false };
  try {
    return { browser: await launch(program, true), program, sandbox: true };
  } catch (error) {
    if (!(error instanceof Error) || !/sandbox/i.test(error.message)) throw cannotStart(program, error);
    return { browser: await launch(program, false), program, sandbox: false };
  }
};

/** Fonts and pictures inside the page are data; everything else would leave it. */
const refuse = (request: HTTPRequest) => (request.url().startsWith('data:') ? request.continue() : request.abort('blockedbyclient'));

const fence = async (page: Page): Promise<void> => {
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => void refuse(request));
};

/** The DOM's own types are not loaded here, so what comes out of the page is unknown until it is compared. */
const metaContent = async (page: Page): Promise<unknown> => page.evaluate('document.querySelector(\'meta[name="vdc-report"]\')?.content');

/** Fails closed: a page that was replaced, by whatever trick, is not printed. */
const assertOurs = async (page: Page, sentinel: string): Promise<void> => {
  const found = await metaContent(page).catch(() => null);
  if (page.url() === 'about:blank' && found === sentinel) return;
  throw new OutputError('page-replaced', 'The page to be printed was replaced while it was open, so no PDF was made.', {
    hint: 'Look for a redirect in your own templates; if there is none, report it.',
  });
};

const printPage = async (browser: Browser, html: string, sentinel: string): Promise<Uint8Array> => {
  const page = await browser.newPage();
  try {
    await fence(page);
    await page.setContent(html, { waitUntil: 'load' });
    await assertOurs(page, sentinel);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 0 });
    await assertOurs(page, sentinel);
    return pdf;
  } finally {
    await page.close().catch(() => undefined);
  }
};

const limited = async <T>(work: Promise<T>, browser: Browser): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    // A print cannot be stopped, only its browser.
    browser.process()?.kill('SIGKILL');
    reject(
      new OutputError('print-timeout', `Printing took longer than ${String(PRINT_TIMEOUT_MS / 1000)} s and was stopped.`, {
        hint: 'Report a shorter period or fewer jobs.',
      }),
    );
  }, PRINT_TIMEOUT_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** One warm browser for many documents. It starts at once, while the data is still being collected. */
export const createPrinter = (choice: BrowserChoice): Printer => {
  let started = start(choice);
  started.catch(() => undefined);

  const print = async (html: string, sentinel: string): Promise<Uint8Array> => {
    const { browser } = await started;
    try {
      return await limited(printPage(browser, html, sentinel), browser);
    } catch (error) {
      if (browser.connected || error instanceof OutputError) throw error;
      // The browser died; a second death is an error.
      started = start(choice);
      const { browser: again } = await started;
      return limited(printPage(again, html, sentinel), again);
    }
  };

  return {
    print,
    about: async () => {
      const { browser, program, sandbox } = await started;
      return { origin: program.origin, version: await browser.version(), sandbox };
    },
    close: async () => {
      const running = await started.catch(() => null);
      await running?.browser.close().catch(() => undefined);
    },
  };
};
