import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { constants, createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

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

/** Its own fonts first, then the machine's, for scripts that neither it nor the report's fonts hold. */
const fontsConf = (folder: string): string =>
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

const unpack = async (source: string, folder: string): Promise<void> => {
  await Promise.all([
    unpackProgram(join(source, 'chromium.br'), join(folder, 'chromium')),
    unpackArchive(join(source, 'al2023.tar.br'), folder),
    unpackArchive(join(source, 'fonts.tar.br'), folder),
  ]);
};

/** Unpacks under a temporary name and renames, so that a second process never starts half a program. */
const install = async (source: string, cache: string, folder: string): Promise<void> => {
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const temporary = await mkdtemp(join(cache, '.unpacking-'));
  try {
    await unpack(source, temporary);
    await writeFile(join(temporary, 'fonts.conf'), fontsConf(folder), { mode: 0o600 });
    await rename(temporary, folder).catch(async (error: unknown) => {
      // Another process was quicker: its copy is as good.
      if (!(await exists(join(folder, 'chromium')))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};

const versionOf = async (folder: string): Promise<string> => {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
};

/** The browser inside the npm package, unpacked once into the user's private cache folder. Linux only; null elsewhere. */
export const npmBrowser = async (cache: string): Promise<BrowserProgram | null> => {
  if (process.platform !== 'linux') return null;
  const source = packageFolder();
  const version = await versionOf(source);
  const folder = join(cache, `chromium-${version}-${process.arch}`);
  if (!(await exists(join(folder, 'chromium')))) await install(join(source, 'bin'), cache, folder);
  return {
    executable: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf'), FONTCONFIG_PATH: folder },
    origin: `npm package @sparticuz/chromium ${version}`,
  };
};
