import { createReadStream, createWriteStream } from 'node:fs';
import { access, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { constants, createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';
import { z } from 'zod';
import { OutputError } from '../../errors.ts';
import { HOUR } from '../../model/instant.ts';
import { assertTrusted } from './trusted-place.ts';

export type BrowserProgram = {
  readonly executable: string;
  /** Variables it needs beside the usual ones. */
  readonly env: Readonly<Record<string, string>>;
  /** For `doctor` and errors: where it comes from. */
  readonly origin: string;
};

/** Where the package keeps its compressed parts. */
const packageFolder = (): string => join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', '..');

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const decompress = () => createBrotliDecompress({ chunkSize: 1 << 21, params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } });

const unpackProgram = (from: string, to: string) =>
  pipeline(createReadStream(from, { highWaterMark: 1 << 22 }), decompress(), createWriteStream(to, { mode: 0o700 }));

const unpackArchive = (from: string, to: string) => pipeline(createReadStream(from), decompress(), extract(to));

const xmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Its own fonts first, then the machine's, for scripts that neither it nor the report's fonts hold. */
export const fontsConf = (folder: string): string =>
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${xmlText(folder)}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${xmlText(folder)}/fonts-cache</cachedir>
</fontconfig>
`;

const unpack = async (source: string, folder: string): Promise<void> => {
  await Promise.all([
    unpackProgram(join(source, 'chromium.br'), join(folder, 'chromium')),
    unpackArchive(join(source, 'al2023.tar.br'), folder),
    unpackArchive(join(source, 'fonts.tar.br'), folder),
  ]);
};

const TEMPORARY = '.unpacking-';

/** No unpacking takes that long: whoever began it was killed. */
const ABANDONED_MS = HOUR;

const removeAbandoned = async (cache: string, now: number): Promise<void> => {
  const names = (await readdir(cache)).filter((name) => name.startsWith(TEMPORARY));
  for (const name of names) {
    const path = join(cache, name);
    const found = await lstat(path).catch(() => null);
    if (found !== null && now - found.mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
};

/** Unpacks under a temporary name and renames, so that a second process never starts half a program. */
const install = async (source: string, cache: string, folder: string): Promise<void> => {
  const temporary = await mkdtemp(join(cache, TEMPORARY));
  try {
    await unpack(source, temporary);
    await writeFile(join(temporary, 'fonts.conf'), fontsConf(folder), { mode: 0o600 });
    await rename(temporary, folder).catch(async (error: unknown) => {
      // Another process was quicker: its copy is as good.
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};

/** The folder with the program, unpacked where it is not there yet, once it is sure that only this user can have filled it. */
const prepare = async (source: string, cache: string, version: string): Promise<string> => {
  const folder = join(cache, `chromium-${version}-${process.arch}`);
  await mkdir(cache, { recursive: true, mode: 0o700 });
  await assertTrusted(cache, 'folder', cache);
  await removeAbandoned(cache, Date.now());
  if (!(await exists(folder))) await install(join(source, 'bin'), cache, folder);
  await assertTrusted(folder, 'folder', cache);
  await assertTrusted(join(folder, 'chromium'), 'file', cache);
  return folder;
};

const cannotUnpack = (cache: string, cause: unknown): OutputError =>
  new OutputError('browser-not-unpacked', `The browser that comes along could not be unpacked into ${cache}: ${String(cause)}.`, {
    hint: 'Name a folder that this user can write in XDG_CACHE_HOME, or a browser with --browser.',
    cause,
  });

const manifestSchema = z.object({ version: z.string() });

const versionOf = async (folder: string): Promise<string> =>
  manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).version;

/**
 * The browser inside the npm package, unpacked once into the user's private cache folder. Linux only; null elsewhere.
 * Throws an OutputError where it cannot be unpacked, or others could have put something in its place.
 */
export const npmBrowser = async (cache: string): Promise<BrowserProgram | null> => {
  if (process.platform !== 'linux') return null;
  const source = packageFolder();
  const version = await versionOf(source);
  const folder = await prepare(source, cache, version).catch((error: unknown) => {
    throw error instanceof OutputError ? error : cannotUnpack(cache, error);
  });
  return {
    executable: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf'), FONTCONFIG_PATH: folder },
    origin: `npm package @sparticuz/chromium ${version}`,
  };
};
