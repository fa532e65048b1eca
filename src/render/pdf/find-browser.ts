import { access, constants, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { OutputError } from '../../errors.ts';
import { npmBrowser, type BrowserProgram } from './npm-browser.ts';

export type BrowserChoice = {
  /** From `--browser` or the configuration: an absolute path, or a bare name that is looked for along PATH. */
  readonly configured: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
};

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium-headless-shell', 'chromium', 'chromium-browser', 'chrome'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'];

/** A folder can be entered, which the disk calls executable, too. */
const runnable = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
};

const program = (executable: string, origin: string): BrowserProgram => ({ executable, env: {}, origin });

const foldersOf = (path: string): string[] => path.split(delimiter).filter((folder) => folder !== '');

const firstRunnable = async (candidates: readonly string[]): Promise<string | null> => {
  for (const candidate of candidates) if (await runnable(candidate)) return candidate;
  return null;
};

/** A path as it is; a bare name along PATH, never in the working folder. */
const placesOf = (written: string, env: BrowserChoice['env']): string[] => {
  if (/[/\\]/.test(written)) return [written];
  const names = process.platform === 'win32' ? [written, `${written}.exe`] : [written];
  return foldersOf(env['PATH'] ?? '').flatMap((folder) => names.map((name) => join(folder, name)));
};

const named = async (written: string, origin: string, env: BrowserChoice['env']): Promise<BrowserProgram> => {
  const found = await firstRunnable(placesOf(written, env));
  if (found !== null) return program(found, origin);
  throw new OutputError('no-browser', `The browser ${written} (${origin}) cannot be run.`, {
    hint: 'Name an existing Chrome or Chromium by its path, or by its name if it lies along PATH; or leave it out.',
  });
};

const onPath = async (path: string): Promise<BrowserProgram | null> => {
  const folders = foldersOf(path).filter((folder) => !folder.includes('node_modules'));
  const found = await firstRunnable([...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES]);
  return found === null ? null : program(found, `installed: ${found}`);
};

/** A cache folder of this user alone: never the shared temporary folder, whose content others can plant. */
export const cacheFolder = (env: BrowserChoice['env']): string =>
  join(env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache'), 'vdc-report');

/** The configured browser, else the environment's, else puppeteer's own, else an installed one, else the one that npm brought. */
export const findBrowser = async (choice: BrowserChoice, installedByPuppeteer: () => Promise<string | null>): Promise<BrowserProgram> => {
  const fromEnv = choice.env['PUPPETEER_EXECUTABLE_PATH'];
  if (choice.configured !== null) return named(choice.configured, 'configured', choice.env);
  if (fromEnv !== undefined && fromEnv !== '') return named(fromEnv, 'PUPPETEER_EXECUTABLE_PATH', choice.env);
  const own = await installedByPuppeteer();
  if (own !== null && (await runnable(own))) return program(own, 'installed by puppeteer');
  const found = (await onPath(choice.env['PATH'] ?? '')) ?? (await npmBrowser(cacheFolder(choice.env)));
  if (found !== null) return found;
  throw new OutputError('no-browser', 'There is no browser to print the PDF with.', {
    hint: 'Install Chrome or Chromium, or name one with --browser.',
  });
};
