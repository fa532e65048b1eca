import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { OutputError } from '../../errors.ts';
import { ALL_LAYERS, fenceArguments, fencePage, type Layers } from './fence.ts';
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

const QUIET = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--font-render-hinting=none',
  '--disable-features=Translate,BackForwardCache',
];

type Started = { readonly browser: Browser; readonly folder: string; readonly program: BrowserProgram; readonly sandbox: boolean };

const isRoot = () => process.getuid?.() === 0;

type Launch = { readonly program: BrowserProgram; readonly layers: Layers; readonly env: BrowserChoice['env'] };

/** What a browser needs of the environment. The rest can hold keys and passwords, and is none of its business. */
const NEEDED =
  /^(PATH|HOME|USER|LANG|LANGUAGE|LC_\w+|TZ|TE?MP|TMPDIR|XDG_\w+|FONTCONFIG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|WINDIR|USERPROFILE|LOCALAPPDATA|APPDATA|PROGRAMDATA|PROGRAMFILES.*)$/i;

const neededOf = (env: BrowserChoice['env']): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => NEEDED.test(name)));

const launchIn = async (folder: string, { program, layers, env }: Launch, sandbox: boolean): Promise<Browser> => {
  const { launch: start } = await import('puppeteer');
  return start({
    userDataDir: folder,
    executablePath: program.executable,
    headless: 'shell',
    pipe: true,
    args: [...fenceArguments(layers), ...QUIET, ...(sandbox ? [] : ['--no-sandbox'])],
    env: { ...neededOf(env), ...program.env, TMPDIR: folder, TMP: folder, TEMP: folder },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    timeout: 60_000,
  });
};

const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);

/** All that the browser writes is in one folder, its shared memory too: a browser that is killed takes nothing away itself. */
const launch = async (how: Launch, sandbox: boolean): Promise<Started> => {
  const folder = await mkdtemp(join(tmpdir(), 'vdc-report-browser-'));
  try {
    return { browser: await launchIn(folder, how, sandbox), folder, program: how.program, sandbox };
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
};

const installedByPuppeteer = async (): Promise<string | null> => {
  const { executablePath } = await import('puppeteer');
  try {
    return executablePath();
  } catch {
    return null;
  }
};

/** A message from elsewhere may end without a full stop, or with a colon before lines that are left out. */
const asSentence = (text: string): string => `${text.replace(/[\s.:]+$/u, '')}.`;

const cannotStart = (program: BrowserProgram, cause: unknown) =>
  new OutputError(
    'browser-did-not-start',
    asSentence(`The browser (${program.origin}) did not start: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`),
    {
      hint: 'Name another Chrome or Chromium with --browser, or leave pdf out of the formats.',
      cause,
    },
  );

/** The sandbox is on wherever it can be: root cannot have one, and some kernels forbid it to everybody. */
const start = async (choice: BrowserChoice, layers: Layers): Promise<Started> => {
  const program = await findBrowser(choice, installedByPuppeteer);
  const how = { program, layers, env: choice.env };
  try {
    return await launch(how, !isRoot());
  } catch (error) {
    if (isRoot() || !(error instanceof Error) || !/sandbox/i.test(error.message)) throw cannotStart(program, error);
    return launch(how, false).catch((second: unknown) => Promise.reject(cannotStart(program, second)));
  }
};

/** The DOM's own types are not loaded here, so what comes out of the page is unknown until it is compared. */
const metaContent = async (page: Page): Promise<unknown> => page.evaluate('document.querySelector(\'meta[name="vdc-report"]\')?.content');

const replaced = () =>
  new OutputError('page-replaced', 'The page to be printed was replaced while it was open, so no PDF was made.', {
    hint: 'Look for a redirect in your own templates; if there is none, report it.',
  });

/** Fails closed: a page that was replaced, by whatever trick, is not printed. */
const assertOurs = async (page: Page, sentinel: string): Promise<void> => {
  const found = await metaContent(page).catch((error: unknown) => {
    if (!page.browser().connected) throw error;
    return null;
  });
  if (page.url() !== 'about:blank' || found !== sentinel) throw replaced();
};

/** Rejects when the page goes anywhere: calls on a page that is leaving can hang or fail with any error. */
const departure = (page: Page): Promise<never> => {
  const { promise, reject } = Promise.withResolvers<never>();
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) reject(replaced());
  });
  promise.catch(() => undefined);
  return promise;
};

const fillAndPrint = async (page: Page, html: string, sentinel: string): Promise<Uint8Array> => {
  await page.setContent(html, { waitUntil: 'load', timeout: 0 });
  await assertOurs(page, sentinel);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 0 });
  await assertOurs(page, sentinel);
  return pdf;
};

/** What ended the work may show before the departure that caused it. */
const CONTEXT_LOST = /context was destroyed|Cannot find context/i;

const printPage = async (browser: Browser, layers: Layers, html: string, sentinel: string): Promise<Uint8Array> => {
  const page = await browser.newPage();
  // Never waited for: a page that leaves while it is printed cannot be closed.
  const close = () => void page.close().catch(() => undefined);
  try {
    await fencePage(page, layers);
    return await Promise.race([departure(page), fillAndPrint(page, html, sentinel)]);
  } catch (error) {
    throw error instanceof Error && CONTEXT_LOST.test(error.message) ? replaced() : error;
  } finally {
    close();
  }
};

const limited = async <T>(work: Promise<T>, browser: Browser, timeoutMs: number): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    // A print cannot be stopped, only its browser.
    browser.process()?.kill('SIGKILL');
    reject(
      new OutputError('print-timeout', `Printing took longer than ${String(timeoutMs / 1000)} s and was stopped.`, {
        hint: 'Report a shorter period or fewer jobs.',
      }),
    );
  }, timeoutMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Also after its death: what it left in its folder goes with the folder. */
const shut = async ({ browser, folder }: Started): Promise<void> => {
  await browser.close().catch(() => undefined);
  await removeFolder(folder);
};

/** For tests alone: production neither takes a layer away nor waits for another time. */
export type PrinterInside = { readonly layers: Layers; readonly timeoutMs: number };

/** A printer whose fence can have holes, so that a test can show what each layer holds. Everyone else takes `createPrinter`. */
export const createPrinterInside = (choice: BrowserChoice, { layers, timeoutMs }: PrinterInside): Printer => {
  const open = (): Promise<Started> => {
    const opening = start(choice, layers);
    opening.catch(() => undefined);
    return opening;
  };
  let started = open();
  const ended: Promise<void>[] = [];
  let closing = false;

  const printOnce = (browser: Browser, html: string, sentinel: string) => limited(printPage(browser, layers, html, sentinel), browser, timeoutMs);

  const print = async (html: string, sentinel: string): Promise<Uint8Array> => {
    const mine = started;
    const first = await mine;
    const { browser } = first;
    try {
      return await printOnce(browser, html, sentinel);
    } catch (error) {
      if (browser.connected || closing || error instanceof OutputError) throw error;
      // The browser died. Of several prints that died with it, the first starts the next one; a second death is an error.
      if (started === mine) {
        started = open();
        ended.push(shut(first));
      }
      const { browser: again } = await started;
      return printOnce(again, html, sentinel);
    }
  };

  return {
    print,
    about: async () => {
      const { browser, program, sandbox } = await started;
      return { origin: program.origin, version: await browser.version(), sandbox };
    },
    close: async () => {
      closing = true;
      const running = await started.catch(() => null);
      await Promise.all([...ended, running && shut(running)]);
    },
  };
};

/** One warm browser for many documents. It starts at once, while the data is still being collected. */
export const createPrinter = (choice: BrowserChoice): Printer => createPrinterInside(choice, { layers: ALL_LAYERS, timeoutMs: PRINT_TIMEOUT_MS });
