import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { OutputError } from '../../errors.ts';
import { npmBrowser, type BrowserProgram } from './npm-browser.ts';

export type BrowserChoice = {
  /** From `--browser` or the configuration. */
  readonly configured: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
};

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium-headless-shell', 'chromium', 'chromium-browser', 'chrome'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'];

const runnable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const program = (executable: string, origin: string): BrowserProgram => ({ executable, env: {}, origin });

const named = async (path: string, origin: string): Promise<BrowserProgram> => {
  if (await runnable(path)) return program(path, origin);
  throw new OutputError('no-browser', `The browser ${path} (${origin}) cannot be run.`, {
    hint: 'Name an existing Chrome or Chromium, or leave it out.',
  });
};

const onPath = async (path: string): Promise<BrowserProgram | null> => {
  const folders = path.split(delimiter).filter((folder) => folder !== '' && !folder.includes('node_modules'));
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES];
  for (const candidate of candidates) if (await runnable(candidate)) return program(candidate, `installed: ${candidate}`);
  return null;
};

/** A cache folder of this user alone: never the shared temporary folder, whose content others can plant. */
export const cacheFolder = (env: BrowserChoice['env']): string =>
  join(env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache'), 'vdc-report');

/** The configured browser, else the environment's, else puppeteer's own, else an installed one, else the one that npm brought. */
export const findBrowser = async (choice: BrowserChoice, installedByPuppeteer: () => Promise<string | null>): Promise<BrowserProgram> => {
  const fromEnv = choice.env['PUPPETEER_EXECUTABLE_PATH'];
  if (choice.configured !== null) return named(choice.configured, 'configured');
  if (fromEnv !== undefined && fromEnv !== '') return named(fromEnv, 'PUPPETEER_EXECUTABLE_PATH');
  const own = await installedByPuppeteer();
  if (own !== null && (await runnable(own))) return program(own, 'installed by puppeteer');
  const found = (await onPath(choice.env['PATH'] ?? '')) ?? (await npmBrowser(cacheFolder(choice.env)));
  if (found !== null) return found;
  throw new OutputError('no-browser', 'There is no browser to print the PDF with.', {
    hint: 'Install Chrome or Chromium, or name one with --browser.',
  });
};
